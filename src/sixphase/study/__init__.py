"""The study itself: where its files are, what its `study.yml` says, how its tables are read."""
