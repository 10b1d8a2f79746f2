"""Where to look: codes that occur together, share words, are used by one person only, or may be one code."""
