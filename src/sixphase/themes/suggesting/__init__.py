"""What a machine would suggest: codes for an answer, answers for a code, passages to look at again.

Off unless asked for. A suggestion is never a coding: a person accepts it or does not, and a coding that was made so
keeps `SUGGESTED_BY`.
"""

SUGGESTED_BY = "tf-idf"
WITH_SENTENCES = "tf-idf and all-MiniLM-L6-v2"
