"""Transcription: the answers as they were written, checked and described."""
