"""Figures that belong to the paper as a whole: the model that the workshop taught, and who took part."""
