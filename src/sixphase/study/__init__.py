"""The study itself: where its files are, what its `study.yml` says, how its tables are read.

A notebook needs one name from here: `begin`, which is in `sixphase.study.step`.
"""
