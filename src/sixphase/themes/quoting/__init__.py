"""Quotes for the paper: chosen by people, checked, and attributed so that nobody is exposed."""
