"""Finding passages again: by codes, words, attributes and coders; see docs/finding.md for the expressions."""
