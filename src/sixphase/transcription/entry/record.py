"""What the paper may say of the typing: counts and rates without any participant's words."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from sixphase.study.paths import StudyPaths
from sixphase.study.tables import read_table
from sixphase.transcription.entry.compare import DIFFERS, SAME, edits_of
from sixphase.transcription.entry.decide import AGREED, DECIDED, ENTRIES, SINGLE, Settled, Undecided
from sixphase.transcription.entry.rates import Rate, rate_of, rates_by_field

ENTRY = "entry.csv"
COLUMNS = ("field", "typist", "measure", "count", "of", "per_1000", "low", "high")
ALL, BOTH, TYPISTS = "all", "both", ("first", "second")
TWICE, ONCE = "forms typed twice", "forms typed once"
WENT_ON = "forms that went on"
BECAME = {
    "leave out": "undecided, their forms left out",
    "first": "undecided, as the first typed",
    "second": "undecided, as the second typed",
}
FIELDS, CHARACTERS = "fields that differ", "characters that differ"
WRONG_FIELDS, WRONG_CHARACTERS = "fields in error", "characters in error"


def entry_record(settled: Settled) -> pd.DataFrame:
    """How the transcript was typed, as counts and rates by field and typist; no words of participants.

    Returns
    -------
    pandas.DataFrame
        One row a measure: field ('all', or the role of one), typist ('both', 'first', 'second'), measure, count,
        of, per_1000, low, high (a 95 % interval, see `rate`). Measures: how many forms and fields were typed twice
        or once and how many differences were decided ('double, agreed' and so on); 'fields that differ' and
        'characters that differ', between the typists, before anybody decided; 'fields in error' and 'characters in
        error', of one typist against what goes on, once every difference is decided (before, nobody knows whose
        error it was). An error that both made alike is in none of them.
    """
    rows = [*_entries(settled), *_disagreement(settled)]
    if settled.undecided.empty:
        rows += _errors(settled)
    return pd.DataFrame(rows, columns=list(COLUMNS))


def went_on(record: pd.DataFrame, settled: Settled, forms: int, undecided: Undecided) -> pd.DataFrame:
    """The record of what was imported: with how many forms went on, and what became of undecided differences."""
    waiting, fields = len(settled.undecided), len(settled.fields)
    rows = [_count(ALL, WENT_ON, forms, settled.fields["form_id"].nunique())]
    rows += [_count(ALL, BECAME[undecided], waiting, fields)] if waiting else []
    return pd.concat([record, pd.DataFrame(rows, columns=list(COLUMNS))], ignore_index=True)


def entry_path(study: str) -> Path:
    """Where the record of a study's typing is; it may be in git."""
    return StudyPaths(study).raw / ENTRY


def write_entry(record: pd.DataFrame, path: Path) -> None:
    """Keep the record as CSV; rates with six digits."""
    text = record.assign(**{name: record[name].map(_number) for name in ("per_1000", "low", "high")})
    path.parent.mkdir(parents=True, exist_ok=True)
    text.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")


def read_entry(path: Path) -> pd.DataFrame:
    """The record as `write_entry` kept it; empty where forms were typed once and never compared."""
    if not path.is_file():
        return pd.DataFrame(columns=list(COLUMNS))
    table = read_table(path, COLUMNS).reset_index(drop=True)
    counts = {name: table[name].astype(int) for name in ("count", "of")}
    return table.assign(**counts, **{name: pd.to_numeric(table[name]) for name in ("per_1000", "low", "high")})


def _entries(settled: Settled) -> Iterator[tuple[Any, ...]]:
    fields = settled.fields
    per_form = fields.assign(twice=fields["entry"].ne(SINGLE)).groupby("form_id", sort=False)["twice"].any()
    yield _count(ALL, TWICE, int(per_form.sum()), len(per_form))
    yield _count(ALL, ONCE, int((~per_form).sum()), len(per_form))
    for role in (ALL, *settled.names):
        part = fields if role == ALL else fields[fields["field"] == role]
        counts = part["entry"].value_counts()
        yield from (_count(role, entry, int(counts.get(entry, 0)), len(part)) for entry in ENTRIES)


def _disagreement(settled: Settled) -> Iterator[tuple[Any, ...]]:
    double = settled.fields[settled.fields["result"].isin([SAME, DIFFERS])]
    double = double.assign(wrong=double["result"].eq(DIFFERS).astype(int), one=1)
    yield from _rated(double, settled, BOTH, FIELDS, "wrong", "one")
    yield from _rated(double, settled, BOTH, CHARACTERS, "edits", "characters")


def _errors(settled: Settled) -> Iterator[tuple[Any, ...]]:
    """Each typist against what goes on, over the fields that both typed."""
    fields = settled.fields[settled.fields["entry"].isin([AGREED, DECIDED])]
    for typist in TYPISTS:
        table = _against_decided(fields, fields[f"{typist}_state"], fields[f"{typist}_compared"])
        yield from _rated(table, settled, typist, WRONG_FIELDS, "wrong", "one")
        yield from _rated(table, settled, typist, WRONG_CHARACTERS, "edits", "characters")


def _against_decided(fields: pd.DataFrame, state: pd.Series, typed: pd.Series) -> pd.DataFrame:
    decided = fields["compared"]
    worded = fields["field"].str.startswith("question ") & (decided != "") & (typed != "")
    one, two = typed.str.len(), decided.str.len()
    return fields[["form_id", "field"]].assign(
        wrong=((state != fields["state"]) | (typed != decided)).astype(int),
        one=1,
        edits=edits_of(typed, decided, worded),
        characters=one.where(one > two, two).where(worded, 0).astype(int),
    )


def _rated(
    fields: pd.DataFrame, settled: Settled, typist: str, measure: str, errors: str, of: str
) -> Iterator[tuple[Any, ...]]:
    yield _row(ALL, typist, measure, rate_of(fields, errors, of))
    for role, rate in rates_by_field(fields, errors, of, settled.names).items():
        yield _row(role, typist, measure, rate)


def _row(field: str, typist: str, measure: str, rate: Rate) -> tuple[Any, ...]:
    return field, typist, measure, rate.errors, rate.of, rate.per_1000, rate.low, rate.high


def _count(field: str, measure: str, count: int, of: int) -> tuple[Any, ...]:
    nothing = float("nan")
    return field, BOTH, measure, count, of, nothing, nothing, nothing


def _number(value: float) -> str:
    return "" if pd.isna(value) else f"{value:.6g}"
