"""Double entry: two typings of the same forms compared, their differences decided, and the error rate."""
