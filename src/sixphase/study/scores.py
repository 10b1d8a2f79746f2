"""Scores on forms: numbers on a scale, as people write them."""

from math import isfinite, nan


def score_of(text: str) -> float | None:
    """The number that is written; missing (NaN) where nothing is; None where it is no number.

    >>> score_of(" 3.5 "), score_of("three")
    (3.5, None)
    """
    words = text.strip()
    if not words:
        return nan
    try:
        score = float(words) if words.isascii() and "_" not in words else None
    except ValueError:
        return None
    return score if score is not None and isfinite(score) else None


def no_score(text: str, label: str, scale: tuple[float, float]) -> tuple[str, str] | None:
    """What is wrong with a score that is no number or lies outside its scale, and what to do; None where all is well.

    Parameters
    ----------
    label
        What the score is called.
    scale
        Its least and its greatest number.
    """
    score, (low, high) = score_of(text), scale
    if score is not None and not score < low and not score > high:
        return None
    remedy = f"write a number from {low:g} to {high:g} such as {(low + high) / 2:g}, or leave it empty"
    return f"'{text[:40]}' is no score of '{label}'", remedy
