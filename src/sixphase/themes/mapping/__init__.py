"""The thematic map: themes, what is below them, and the relations that the researcher declared."""
