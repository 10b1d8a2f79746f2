"""Familiarisation (phase 1): what is in the answers, before anyone codes them."""
