"""Themes (phases 3 and 4): what holds the answers of a theme together, and where themes overlap."""
