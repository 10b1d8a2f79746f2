"""Coding by two people or more: who codes what, what each may see, and how differences are settled."""
