"""Sixphase: a reproducible research compendium for thematic analysis of open-ended answers."""

__version__ = "0.1.0"
