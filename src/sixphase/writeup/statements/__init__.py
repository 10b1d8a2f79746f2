"""What authors declare beside the paper: who did what, ethics, funding, data, code, reflexivity, automated help."""
