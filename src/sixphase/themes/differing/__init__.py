"""Themes over attributes of people, over questions, over time and over occasions, small groups hidden."""
