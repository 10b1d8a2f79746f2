"""What goes beside the paper: codebook, audit trail, agreement, typing, names taken out, quotes by theme."""
