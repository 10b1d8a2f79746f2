"""One file that holds a study for others: what may be shared, the program, the results, and who may cite it how."""
