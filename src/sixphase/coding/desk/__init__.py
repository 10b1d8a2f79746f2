"""The coding desk in JupyterLab: reading answers, marking passages, giving codes."""
