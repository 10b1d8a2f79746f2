"""The study itself: where its files are, what its `study.yml` says, how its tables are read.

A notebook needs one name from here: `begin`, which is in `sixphase.study.step`.
"""

import csv

# One answer can be longer than the 131,072 characters that Python's reader takes for a fault by itself; what is too
# large is refused by its own limits. No larger number fits into the reader on Windows.
csv.field_size_limit(2**31 - 1)
