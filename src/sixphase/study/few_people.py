"""Small numbers of people behind a theme or code: one rule for all that a paper and its supplement print of them.

Where fewer people than the study's `small_cell` stand behind something, only that is told: neither how many they are,
nor their share, nor how many answers or passages they gave, since each of them gave one at least. Nobody is a number
too, and exposes nobody. Where it is not known who wrote an answer, nothing is hidden.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

NOT_SHOWN = "not shown"


def are_few(people: Any, small: int) -> bool:
    """Whether a number of people is too small to be printed; one that is not known is not.

    >>> are_few(0, 5), are_few(1, 5), are_few(4, 5), are_few(5, 5), are_few(None, 5)
    (False, True, True, False, False)
    """
    return not pd.isna(people) and 0 < int(people) < small


def people_told(people: int, small: int) -> str:
    """A number of people as it is printed.

    >>> people_told(1200, 5), people_told(3, 5), people_told(0, 5)
    ('1,200', 'fewer than 5', '0')
    """
    return f"fewer than {small}" if are_few(people, small) else f"{people:,}"


def told_unless_few(words: str, people: Any, small: int) -> str:
    """What else is told of some people, such as their share or their answers; not of few.

    >>> told_unless_few("12 answers", 9, 5), told_unless_few("2 answers", 1, 5)
    ('12 answers', 'not shown')
    """
    return NOT_SHOWN if are_few(people, small) else words


def people_behind(codings: pd.DataFrame, forms: Mapping[str, str], by: pd.Series) -> dict[str, int]:
    """How many known people stand behind each theme or code.

    Parameters
    ----------
    codings
        One row a coding: answer_id.
    forms
        The form of each answer; '' where it is not known.
    by
        What each coding counts for, in the order of `codings`: a theme's name, a code's id.
    """
    form = codings["answer_id"].map(forms).fillna("")
    known = form != ""
    return {str(what): int(count) for what, count in form[known].groupby(by[known]).nunique().items()}
