"""Theme records: how each theme came about, what it is about, and what speaks for and against it."""
