"""Themes against the whole data set: how many answers and forms each one touches, and what none touches."""
