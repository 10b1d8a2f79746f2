"""Reporting checklists: what each asks, where the paper answers it, and what is still open."""
