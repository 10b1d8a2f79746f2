"""How the coders of a study are called in print."""

from collections.abc import Iterable, Mapping

from sixphase.coding.codings import PUBLISHED
from sixphase.study.facts import CONSENSUS

SPECIAL = {PUBLISHED: "As published", CONSENSUS: "Consensus"}


def coder_names(coders: Iterable[str], blind: bool = False) -> Mapping[str, str]:
    """What each coder is called: by the name of the journal, or, in a blinded document, by a letter.

    >>> coder_names(["ben", "anna", "consensus"], blind=True)
    {'anna': 'Coder A', 'ben': 'Coder B', 'consensus': 'Consensus'}
    """
    names = sorted(set(coders))
    people = [name for name in names if name not in SPECIAL]
    called = {name: f"Coder {_letter(at)}" if blind else name for at, name in enumerate(people)}
    return {name: SPECIAL.get(name) or called[name] for name in names}


def _letter(at: int) -> str:
    """A, B, … Z, A2, B2, …"""
    again, letter = divmod(at, 26)
    return chr(ord("A") + letter) + (str(again + 1) if again else "")
