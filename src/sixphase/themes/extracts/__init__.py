"""Against the extracts: do the passages of a theme belong together, and which fit least?"""
