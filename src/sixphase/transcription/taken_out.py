"""How many names and numbers were taken out of the answers, as the import kept it: counts, and no words."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

RECORD = "names.csv"
UNDECIDED = "undecided"


def write_record(path: Path, counts: dict[str, int], undecided: int) -> None:
    """Keep the counts by kind, and how many words nobody decided on."""
    rows = [("kind", "count"), *sorted(counts.items()), (UNDECIDED, undecided)]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def record_values(path: Path) -> Iterator[tuple[str, Any, str | None]]:
    """The named values of what was taken out; nothing for a study that has no such record."""
    if not path.is_file():
        return
    with path.open(encoding="utf-8", newline="") as file:
        counts = {row["kind"]: int(row["count"]) for row in csv.DictReader(file)}
    undecided = counts.pop(UNDECIDED, 0)
    yield "names.replaced", sum(counts.values()), None
    yield "names.undecided", undecided, None
