"""Which attributes of a speaker may stand beside a quote."""

from collections.abc import Sequence

import pandas as pd

Shown = dict[str, dict[str, str]]  # form_id → attribute → value, in the order of the attributes


def allowed(forms: pd.DataFrame, attributes: Sequence[str], small_cell: int) -> Shown:
    """For each form what may be told of its speaker, whichever forms are quoted.

    A quote is attributed with leading attributes only, as many as leave at least `small_cell` forms that look the
    same (k-anonymity; Sweeney 2002, International Journal of Uncertainty, Fuzziness and Knowledge-Based Systems
    10, 557-570). Leaving an attribute out must not tell it either: where those of a group for whom the next one is
    left out would be fewer than `small_cell`, it is left out for the whole group.

    Parameters
    ----------
    forms
        form_id and one column an attribute; '' where it was not given, which is a value like another and is not
        printed.
    attributes
        The attributes that the paper would show, the most important first.
    small_cell
        The study's threshold.
    """
    found: Shown = {str(id_): {} for id_ in forms["form_id"]}
    _split(forms, list(attributes), small_cell, found)
    return found


def _split(group: pd.DataFrame, attributes: Sequence[str], small_cell: int, found: Shown) -> None:
    if not attributes:
        return
    first, *rest = attributes
    sizes = group[first].map(group[first].value_counts())
    large = group[sizes >= small_cell]
    if 0 < len(group) - len(large) < small_cell:
        return
    for value, part in large.groupby(first, sort=True):
        for id_ in part["form_id"]:
            found[str(id_)][first] = str(value)
        _split(part, rest, small_cell, found)


def looking_the_same(forms: pd.DataFrame, attributes: Sequence[str], form_id: str) -> int:
    """How many forms have the same values of these attributes as one form, itself included."""
    own = forms[forms["form_id"] == form_id].iloc[0]
    alike = pd.Series(True, index=forms.index)
    for attribute in attributes:
        alike &= forms[attribute] == own[attribute]
    return int(alike.sum())


def said(shown: dict[str, str]) -> str:
    """Attributes as they are printed behind a quote; one that was not given is passed over.

    >>> said({"occupation": "Nursing", "gender": ""})
    'Nursing'
    """
    return ", ".join(value for value in shown.values() if value)
