"""Findings for programs, for tables and for people, always in the same order: the gravest first."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from sixphase.writeup.audit.comparing import joined
from sixphase.writeup.audit.figures import Figure
from sixphase.writeup.audit.findings import GRAVITIES, Finding

if TYPE_CHECKING:
    import pandas as pd

WIDTH = 80
MARGIN = " " * 9


def disagreements(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings proper, without what agrees."""
    return tuple(finding for finding in findings if not finding.agrees)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """The gravest first; those of one gravity as they were declared."""
    return sorted(findings, key=lambda finding: GRAVITIES.index(finding.gravity))


def to_json(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Plain dictionaries, in order and ready for `json.dumps`.

    Each has the keys ``id``, ``kind``, ``title``, ``agrees`` (true or false), ``gravity`` (serious, minor, note or
    agrees), ``figures`` (each with id, value as printed, unit, where, what), ``arithmetic``, ``explanation``,
    ``excerpt_ids`` (answers quoted again) and ``repeats`` (the same in groups, each with kind and ids).
    """
    return [_plain(finding) for finding in in_order(findings)]


def _plain(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "kind": finding.kind,
        "title": finding.title,
        "agrees": finding.agrees,
        "gravity": finding.gravity,
        "figures": [
            {"id": f.id, "value": f.value, "unit": f.unit, "where": f.where, "what": f.what} for f in finding.figures
        ],
        "arithmetic": finding.arithmetic,
        "explanation": finding.explanation,
        "excerpt_ids": list(finding.excerpt_ids),
        "repeats": [{"kind": kind, "ids": list(ids)} for kind, ids in finding.repeats],
    }


def as_table(findings: Iterable[Finding]) -> "pd.DataFrame":
    """One row a finding, in order; several figures, places or ids of one finding stand in one cell."""
    import pandas as pd

    columns = ["id", "kind", "gravity", "agrees", "title", "figures", "places", "arithmetic", "explanation", "excerpts"]
    return pd.DataFrame([_row(finding) for finding in in_order(findings)], columns=columns)


def _row(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "kind": finding.kind,
        "gravity": finding.gravity,
        "agrees": finding.agrees,
        "title": finding.title,
        "figures": "; ".join(map(str, finding.figures)),
        "places": "; ".join(dict.fromkeys(figure.where for figure in finding.figures)),
        "arithmetic": finding.arithmetic,
        "explanation": finding.explanation,
        "excerpts": " ".join(finding.excerpt_ids),
    }


def summary(findings: Sequence[Finding]) -> str:
    """One line: how many findings of each gravity, and how much agrees."""
    found = disagreements(findings)
    count = Counter(finding.gravity for finding in findings)
    agree = f"{count['agrees']} of {len(findings)} relations agree"
    if not found:
        return f"No findings; {agree}."
    grades = joined(f"{count[grade]} {grade}" for grade in GRAVITIES if grade != "agrees" and count[grade])
    return f"{len(found)} finding{'s' * (len(found) > 1)} ({grades}); {agree}."


def as_lines(findings: Sequence[Finding], untested: Iterable[Figure] = (), width: int = WIDTH) -> list[str]:
    """What a terminal shows: the findings in full, then what agrees, then the figures that nothing tests."""
    lines = wrap(summary(findings), width)
    for finding in in_order(disagreements(findings)):
        lines += ["", *_in_full(finding, width)]
    agreeing = [finding for finding in findings if finding.agrees]
    lines += [""] * bool(agreeing)
    for finding in agreeing:
        lines += _hung("agrees", finding.title, width)
    left = ", ".join(figure.id for figure in untested)
    return [*lines, "", *wrap(f"Named by no relation: {left}.", width)] if left else lines


def _in_full(finding: Finding, width: int) -> Iterator[str]:
    yield from _hung(finding.gravity, finding.title, width)
    for figure in finding.figures:
        yield from _hung("", f"- {figure} ({figure.where}): {figure.what}", width, deeper=2)
    yield from _hung("", f"Arithmetic: {finding.arithmetic}", width)
    yield from _hung("", finding.explanation, width)
    yield from _hung("", f"[{finding.id}]", width)


def _hung(grade: str, text: str, width: int, deeper: int = 0) -> list[str]:
    """A paragraph beside its gravity."""
    first = grade.ljust(len(MARGIN))
    return wrap(text, width, initial_indent=first, subsequent_indent=MARGIN + " " * deeper, break_on_hyphens=False)
