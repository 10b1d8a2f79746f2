"""Planted names, numbers and addresses; none is of anybody.

Telephone numbers are those that Ofcom keeps for drama, addresses are under example.org (RFC 2606), people, wards
and places are invented.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sixphase.simulation import plan
from sixphase.simulation.draw import Draw, scaled

STAFF = ("Rosalind Ashmoor", "Tobias Ferncliffe", "Priyanka Oldacre", "Marguerite Stonebrook", "Idris Fallowell",
         "Wilhelmina Hartcastle", "Leopold Quickenham", "Anneliese Mossgrove")  # fmt: skip
UNLISTED = ("Bettina Marlowby", "Kwabena Thistlewood", "Genevieve Larkhill", "Oluwaseun Brackenby",
            "Cordelia Vantwhistle", "Ferdinand Upperdale")  # fmt: skip
WARDS = ("Kestrel Ward", "Larkspur Ward", "Juniper Ward")
PLACES = ("Hollowmere Hospital", "Aldermoss House", "Quillbrook Clinic")
WORDS = {"listed name": "NAME", "listed name with a slip": "NAME", "unlisted name": "NAME", "ward": "WARD",
         "place": "PLACE", "email": "EMAIL", "phone": "PHONE"}  # fmt: skip

SAYS = {
    "name": ("thanks to {} for everything", "{} was a wonderful host", "please tell {} that it helped",
             "I came because {} suggested it", "sat next to {} and we laughed a lot"),
    "ward": ("we need this on {} too", "could you come to {} next", "the staff of {} would love it"),
    "place": ("please run it at {} as well", "the journey from {} takes an hour", "nothing like it at {}"),
    "email": ("please send the slides to {}", "you can write to me at {}", "add {} to the list"),
    "phone": ("ring me on {} about the next one", "my number is {}", "text {} if a place comes free"),
}  # fmt: skip


@dataclass(frozen=True)
class Planted:
    """An identifier in an answer: what kind, the clause with it, where it stands there, and whose it is."""

    kind: str
    clause: str
    start: int
    words: str
    who: str


def planting(seed: int, answers: Sequence[tuple[str, str]], forms: int) -> dict[tuple[str, str], Planted]:
    """Which answers get an identifier, and which.

    Parameters
    ----------
    answers
        Form and question of every answer that was written.
    """
    draw = Draw(seed, "identifiers")
    whole = round(sum(plan.IDENTIFIERS.values()) * forms / plan.FORMS)
    kinds = [kind for kind, count in scaled(plan.IDENTIFIERS, whole).items() for _ in range(count)]
    return {place: _planted(kind, draw) for place, kind in zip(draw.shuffled(answers), kinds, strict=False)}


def _planted(kind: str, draw: Draw) -> Planted:
    who, words = _words(kind, draw)
    before, after = draw.pick(SAYS.get(kind) or SAYS["name"]).split("{}")
    return Planted(kind, f"{before}{words}{after}", len(before), words, who)


def _words(kind: str, draw: Draw) -> tuple[str, str]:
    """Whose it is, and how it is written."""
    if kind == "email":
        first, last = draw.pick(STAFF + UNLISTED).lower().split()
        address = f"{first}.{last}{draw.below(90) + 10}@example.org"
        return address, address
    if kind == "phone":
        number = f"07700 900{draw.below(1000):03}" if draw.chance(0.6) else f"01632 960{draw.below(1000):03}"
        return number, number if draw.chance(0.6) else number.replace(" ", "")
    who = draw.pick({"ward": WARDS, "place": PLACES, "unlisted name": UNLISTED}.get(kind, STAFF))
    return who, _with_slip(who, draw) if kind == "listed name with a slip" else who


def _with_slip(name: str, draw: Draw) -> str:
    """Two neighbouring letters within a word swapped, so that nobody's name becomes another's."""
    places = [i for i in range(1, len(name) - 2) if name[i : i + 2].isalpha() and name[i] != name[i + 1]]
    places = [i for i in places if name[i].islower() and name[i + 1].islower()]
    place = draw.pick(places)
    return name[:place] + name[place + 1] + name[place] + name[place + 2 :]
