"""How much of what was planted is found, and how much of what is replaced is right."""

from collections import defaultdict

from transcription.names.planting import Planted, names_file, plant

from sixphase.transcription.names.lists import NamesFile, lists_of
from sixphase.transcription.names.names_out import NamesOut, names_out

BY_FORM = (
    "EMAIL",
    "PHONE",
    "NHS NUMBER",
    "NI NUMBER",
    "POSTCODE",
    "WEB",
    "ACCOUNT",
    "DATE OF BIRTH",
    "DATE OF BIRTH SAID",
    "TITLED",
)
LISTED = ("LISTED", "LISTED SLIPPED")
ASKED = ("UNLISTED", "UNLISTED WORD", "UNLISTED SMALL")


def measured(
    answers: list[tuple[str, str]], each: int, seed: int = 1
) -> tuple[dict[str, str], list[Planted], NamesOut]:
    """Plant, and take the names out again."""
    texts, planted = plant(answers, each, seed)
    return texts, planted, names_out(texts, lists_of(NamesFile.model_validate(names_file())), undecided="mark")


def recall(planted: list[Planted], done: NamesOut) -> dict[str, tuple[int, int, list[Planted]]]:
    """By kind: how many are wholly covered, of how many, and those that are not.

    A name that nobody listed counts if a person is asked about all of it, or if it is replaced.
    """
    covered = defaultdict(list)
    for r in done.replaced:
        covered[r.answer].append((r.start, r.end))
    asked = defaultdict(list)
    for c in done.undecided:
        asked[c.answer].append((c.start, c.end))
    found: dict[str, tuple[int, int, list[Planted]]] = {}
    for kind in dict.fromkeys(p.kind for p in planted):
        ours = [p for p in planted if p.kind == kind]
        missed = [p for p in ours if not _covered(p, covered[p.answer] + (asked[p.answer] if kind in ASKED else []))]
        found[kind] = (len(ours) - len(missed), len(ours), missed)
    return found


def _covered(p: Planted, spans: list[tuple[int, int]]) -> bool:
    """Whether every letter and figure of it lies in some span."""
    inside = {k for a, b in spans for k in range(a, b)}
    return all(k in inside for k, c in enumerate(p.word, p.start) if c.isalnum())


def beside_the_planted(planted: list[Planted], done: NamesOut) -> list:
    """Replacements that touch nothing planted."""
    spans = defaultdict(list)
    for p in planted:
        spans[p.answer].append((p.start, p.end))
    return [r for r in done.replaced if not any(r.start < b and r.end > a for a, b in spans[r.answer])]
