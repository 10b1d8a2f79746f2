"""How many names and numbers were taken out of the answers, as the import kept it: counts, and no words."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

RECORD = "names.csv"
UNDECIDED = "undecided"
SAID = {  # a kind of `names.found.KINDS`, for one and for several
    "NAME": ("name", "names"),
    "PLACE": ("place", "places"),
    "WARD": ("ward", "wards"),
    "OTHER": ("other listed name", "other listed names"),
    "EMAIL": ("e-mail address", "e-mail addresses"),
    "PHONE": ("telephone number", "telephone numbers"),
    "NHS NUMBER": ("NHS number", "NHS numbers"),
    "NI NUMBER": ("National Insurance number", "National Insurance numbers"),
    "POSTCODE": ("postcode", "postcodes"),
    "WEB": ("web address", "web addresses"),
    "ACCOUNT": ("account", "accounts"),
    "DATE OF BIRTH": ("date of birth", "dates of birth"),
}


def write_record(path: Path, counts: dict[str, int], undecided: int) -> None:
    """Keep the counts by kind, and how many words nobody decided on."""
    rows = [("kind", "count"), *sorted(counts.items()), (UNDECIDED, undecided)]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def counts_said(counts: dict[str, int]) -> str:
    """The counts in words, in the order of the kinds; empty where there are none.

    >>> counts_said({"PHONE": 1, "NAME": 4, "NI NUMBER": 2})
    '4 names, 1 telephone number, 2 National Insurance numbers'
    """
    order = [*SAID, *sorted(counts.keys() - SAID.keys())]
    said = [(counts.get(kind, 0), SAID.get(kind, (kind.lower(), kind.lower()))) for kind in order]
    return ", ".join(f"{count:,} {words[count != 1]}" for count, words in said if count)


def record_values(path: Path) -> Iterator[tuple[str, Any, str | None]]:
    """The named values of what was taken out; nothing for a study that has no such record."""
    if not path.is_file():
        return
    with path.open(encoding="utf-8", newline="") as file:
        counts = {row["kind"]: int(row["count"]) for row in csv.DictReader(file)}
    undecided = counts.pop(UNDECIDED, 0)
    yield "names.replaced", sum(counts.values()), None
    yield "names.undecided", undecided, None
