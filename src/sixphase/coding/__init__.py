"""Coding (phase 2): the codebook, and which answer has which code by whom."""
