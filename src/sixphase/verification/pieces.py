"""Small parts of comparing: digests, numbers that agree, and words cut for a line."""

import hashlib
import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from sixphase.study.problem import safe

TOLERANCE = 1e-9  # relative; tables are written with ten digits
DIGITS = 8  # of a short digest: it helps to find the place of a difference, the sha256 of the file decides
SHOWN = 60  # characters
BEFORE = 25  # characters that are shown before a difference


@dataclass(frozen=True)
class Found:
    """What differs in a file: `same` when its values, numbers and words are the same all the same."""

    same: bool
    how: list[str] = field(default_factory=list)


def short_digest(parts: Iterable[str]) -> str:
    """Eight hexadecimal digits for some texts in order.

    >>> short_digest(["a", "b"]) == short_digest(["ab"])
    False
    """
    whole = hashlib.sha256()
    for part in parts:
        coded = part.encode("utf-8", "surrogatepass")
        whole.update(f"{len(coded)}:".encode() + coded)
    return whole.hexdigest()[:DIGITS]


def close(one: str, other: str) -> bool:
    """Whether two numbers, as they were written, agree: counts exactly, others to 1e-9 of their size.

    >>> close("0.3333333333", "0.3333333334"), close("80", "81"), close("80", "80.0")
    (True, False, False)
    """
    if one == other:
        return True
    if not any(mark in one for mark in ".e") or not any(mark in other for mark in ".e"):
        return False
    try:
        return math.isclose(float(one), float(other), rel_tol=TOLERANCE, abs_tol=0)
    except ValueError:
        return False


def excerpt(text: str) -> str:
    """Words in quotation marks on one line, cut where they are long."""
    line = safe(" ".join(text.split()))
    return f"'{line[: SHOWN - 1]}…'" if len(line) > SHOWN else f"'{line}'"


def change(was: str, now: str) -> str:
    """Both texts on one line, cut so that the first difference is seen.

    >>> change("forms that were blank", "forms that were torn")
    "was 'forms that were blank', now 'forms that were torn'"
    """
    first = next((i for i, (a, b) in enumerate(zip(was, now, strict=False)) if a != b), min(len(was), len(now)))
    start = max(0, first - BEFORE) if max(len(was), len(now)) > SHOWN else 0
    mark = "…" if start else ""
    return f"was {excerpt(mark + was[start:])}, now {excerpt(mark + now[start:])}"
