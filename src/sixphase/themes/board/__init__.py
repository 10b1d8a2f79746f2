"""The theme board: codes are laid into candidate themes, by mouse or by keyboard; each move is kept with its reason."""
