"""Who took part: counts and shares by attribute, sessions over time, and who is missing."""
