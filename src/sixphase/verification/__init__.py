"""Whether the same comes out again: what a run used and made, the record of it, and what differs from the record."""
