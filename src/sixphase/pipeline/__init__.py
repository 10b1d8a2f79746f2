"""Running it all: the graph of steps, what is stale and why, the kernels, the progress."""
