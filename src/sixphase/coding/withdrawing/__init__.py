"""Taking back what a participant wrote: a whole form, or words that should not have stayed."""
