"""Agreement between coders, for one unit, with its rules and intervals."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd

from sixphase.coding.agreement.measuring import OVERALL, Measured, measured
from sixphase.coding.agreement.notes import Note, notes_of
from sixphase.coding.agreement.readings import readings_of
from sixphase.coding.agreement.resampling import RESAMPLES
from sixphase.coding.agreement.rules import rules_of
from sixphase.coding.agreement.seen import allowed, who_saw_what
from sixphase.coding.agreement.tables import Tables, checked, coders_of, tables_of
from sixphase.coding.agreement.units import ANSWER, UNITS
from sixphase.study.problem import did_you_mean, refuse

AS_NO, LEFT_OUT = UNCODED = ("no", "left out")


@dataclass(frozen=True)
class Agreement:
    """What the coders agree on.

    `asked` says whether only some codes were asked for, `answers` how many have been read by anybody, `found.units`
    how many units two coders or more have read, `found.uncoded_units` how many of all such units nobody coded with
    anything, `found.groups` how many forms (or answers, see `resampled`) were drawn from. `found.counts` is one row a
    code: code, name, units, more (two coders or more gave it), one (only one did), share (of the readings of these
    units that have it), groups (in which somebody gave it). `found.coefficients` is one row a code and coefficient,
    code '' being overall: code, name, coefficient, value, low, high (95 % interval), undefined (in how many resamples
    it is not defined), reason (why there is no value, or no interval); nan where there is none. Both are empty where
    the approach allows no coefficients. `seen` is as `who_saw_what` gives it.
    """

    unit: str
    uncoded: str
    coders: tuple[str, ...]
    approach: str
    asked: bool
    answers: int
    resampled: str
    found: Measured
    seed: int
    seen: pd.DataFrame
    notes: tuple[Note, ...]

    @property
    def has_coefficients(self) -> bool:
        return not self.found.coefficients.empty

    def value(self, coefficient: str, code: str = OVERALL) -> float:
        """One coefficient; nan where it is not defined."""
        table = self.found.coefficients
        return float(table.loc[(table["code"] == code) & (table["coefficient"] == coefficient), "value"].iloc[0])

    @property
    def rules(self) -> tuple[str, ...]:
        """What stands beside the figures: unit, who, what counts, what the intervals are."""
        return rules_of(self)

    def as_json(self) -> dict[str, Any]:
        """All of it as plain numbers, texts and lists; None where there is no figure."""
        plain = {
            name: getattr(self, name)
            for name in ("unit", "uncoded", "approach", "asked", "answers", "resampled", "seed")
        }
        found = {name: getattr(self.found, name) for name in ("units", "uncoded_units", "groups", "resamples")}
        tables = {"counts": self.found.counts, "coefficients": self.found.coefficients, "seen": self.seen}
        told = {"rules": list(self.rules), "notes": [asdict(note) for note in self.notes], "coders": list(self.coders)}
        return {**plain, **found, **told, **{name: _rows(table) for name, table in tables.items()}}


def agreement_of(
    source: Any,
    *,
    seed: int,
    unit: str = ANSWER,
    uncoded: str = AS_NO,
    approach: str = "codebook",
    coders: Sequence[str] | None = None,
    codes: Sequence[str] | None = None,
    names: Mapping[str, str] | None = None,
    forms: Mapping[str, str] | None = None,
    resamples: int = RESAMPLES,
) -> Agreement:
    """How far the coders agree.

    Parameters
    ----------
    source
        `Tables`, or a replayed state (see `tables_of`).
    seed
        The study's seed, for the resamples.
    unit
        'answer', 'sentence' or 'character'; see `units_of`.
    uncoded
        'no': a unit that nobody coded with anything is agreement that no code fits. 'left out': it does not count.
    approach
        As the study declares it; a reflexive one gets `seen` and no coefficient.
    coders, codes
        Whom and what to compare; by default all coders and every code that one of them gave.
    names
        The codebook: the name of each code, in the codebook's order.
    forms
        answer_id to form_id, for a replayed state.

    Raises
    ------
    InputError
        When the tables do not fit each other, there are not two coders, or nothing is coded yet.
    """
    _one_of("unit", unit, UNITS)
    _one_of("rule for uncoded units", uncoded, UNCODED)
    tables = checked(source if isinstance(source, Tables) else tables_of(source, forms))
    known = dict(names or {})
    readings = readings_of(tables, coders_of(tables, coders), tuple(known), tuple(codes or ()))
    chosen = tuple(code for code in readings.codes if codes is None or code in codes)
    seen = who_saw_what(readings, known)
    seen = seen[seen["code"].isin(chosen)].reset_index(drop=True)
    whose = (readings.coders, approach, codes is not None, len(readings.texts), readings.resampled)
    if not allowed(approach):
        return Agreement(unit, uncoded, *whose, Measured(), seed, seen, ())
    found = measured(readings, chosen, known, unit, uncoded == LEFT_OUT, seed, resamples)
    return Agreement(unit, uncoded, *whose, found, seed, seen, notes_of(found, readings))


def agreement_by_unit(source: Any, units: Sequence[str] = UNITS, **asked: Any) -> dict[str, Agreement]:
    """The same for several units, by the name of the unit."""
    return {unit: agreement_of(source, unit=unit, **asked) for unit in units}


def _one_of(what: str, word: str, known: Sequence[str]) -> None:
    if word not in known:
        raise refuse(f"'{word}' is no {what}", remedy=did_you_mean(word, known))


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    rows = table.astype(object).where(table.notna(), None).to_dict("records")
    return [{str(name): value for name, value in row.items()} for row in rows]
