"""Bringing transcripts in: reading what people have, understanding its columns, and storing it without names."""
