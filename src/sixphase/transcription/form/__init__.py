"""The evaluation form on paper, and the sheet into which it is typed."""
