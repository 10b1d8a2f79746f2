"""Numbers for speakers, which say nothing of their forms."""

from collections.abc import Iterable


def numbers_for(form_ids: Iterable[str]) -> dict[str, int]:
    """A number for each speaker, from 1 on, in the order in which the paper quotes them first.

    A number that were computed from a form's id could be computed again by anyone who can guess the id. The order of
    quotes is what the paper itself shows, so it tells nothing more.

    Parameters
    ----------
    form_ids
        The forms that are quoted, quote by quote; '' (a form that is not known) has no number.

    >>> numbers_for(["F07", "", "F02", "F07"])
    {'F07': 1, 'F02': 2}
    """
    return {id_: number for number, id_ in enumerate(dict.fromkeys(filter(None, form_ids)), 1)}
