"""What is sent to a journal: blinded manuscript, title page, figures, supplement, checklist; and what is missing."""
