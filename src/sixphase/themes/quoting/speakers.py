"""Numbers for speakers, which say nothing of their forms."""

from collections.abc import Callable, Iterable, Mapping
from secrets import randbelow

LEAST = 100  # numbers of three digits do not look like a place in a row


def numbers_for(
    form_ids: Iterable[str], known: Mapping[str, int], draw: Callable[[int], int] = randbelow
) -> dict[str, int]:
    """A number for each speaker: the one that is known, else a new one drawn by chance.

    A number that were computed from a form's id, however it is mixed, could be computed again by anyone who can guess
    the id. So it is drawn once, when somebody is first quoted, and kept with the study: what was drawn is what a
    person did, and a later run reads it.

    Parameters
    ----------
    form_ids
        The forms that are quoted; '' (a form that is not known) has no number.
    known
        The numbers that were drawn before; they stay.
    draw
        Gives a number from 0 to below its argument.

    Returns
    -------
    dict
        form_id → number from 100 on: all that were known, and the new ones.
    """
    found = dict(known)
    wanted = [id_ for id_ in dict.fromkeys(form_ids) if id_ and id_ not in found]
    room = max(900, 9 * (len(found) + len(wanted)))
    taken = set(found.values())
    for id_ in wanted:
        number = LEAST + draw(room)
        while number in taken:
            number = LEAST + (number - LEAST + 1) % room
        taken.add(number)
        found[id_] = number
    return found
