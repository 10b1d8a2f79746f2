"""The named values that the write-up gives the paper: of the audit, of the reported figures, of the settings."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sixphase.familiarisation.participants.values import day
from sixphase.study.rates import percent
from sixphase.study.settings import Study
from sixphase.writeup.audit import Figure, Finding

Value = tuple[str, Any, str | None]  # name, value, what the paper prints
INTERVAL = 0.95  # the level of all intervals and ranges of chance


def audit_values(findings: Iterable[Finding]) -> Iterator[Value]:
    """How many relations were tested, how many agree, how many do not and how gravely; each finding's arithmetic."""
    tested = list(findings)
    yield "audit.relations", len(tested), None
    yield "audit.agree", sum(f.agrees for f in tested), None
    yield "audit.findings", sum(not f.agrees for f in tested), None
    for gravity in ("serious", "minor", "note"):
        yield f"audit.gravity.{gravity}", sum(f.gravity == gravity for f in tested), None
    for finding in tested:
        yield f"audit.arithmetic.{finding.id}", finding.arithmetic, None


def reported_values(figures: Mapping[str, Figure]) -> Iterator[Value]:
    """Each reported figure as the article prints it; a date in words."""
    for name, figure in figures.items():
        yield f"reported.{name}", figure.value, day(figure.value) if figure.unit == "date" else None


def settings_values(study: Study) -> Iterator[Value]:
    """The settings that a reader needs to repeat the analysis."""
    yield "study.seed", study.seed, str(study.seed)
    yield "study.neighbours", study.thresholds.neighbours, None
    yield "study.small_cell", study.thresholds.small_cell, None
    yield "study.fewest", study.fewest, None
    yield "study.occasions", len(study.attributes[study.occasion].categories) if study.occasion else 1, None
    yield "study.interval", INTERVAL, percent(INTERVAL)
    yield "study.near_repeat", study.thresholds.near_repeat, f"{study.thresholds.near_repeat:g}"
