"""Write-up (phase 6): the audit of reported figures, the figures of the paper, and the paper itself."""
