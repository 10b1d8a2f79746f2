"""What is doubtful, and what is wrong, about the quotes that were chosen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from sixphase.study.problem import Problem, raise_some
from sixphase.study.rates import percent
from sixphase.themes.quoting.attributes import looking_the_same
from sixphase.themes.quoting.placed import CONTRADICTS, with_forms

WARNING, ERROR = "warning", "error"
CHANGED, EXPOSED = "words", "speaker"  # the checks that fail a build


@dataclass(frozen=True)
class Finding:
    """One thing that is said of a quote, or of a whole theme or all quotes (`quote_id` and `quote` are '').

    A quote is called by its place among those of its theme, as the board numbers them: "quote 2 of 'Calm'".
    """

    kind: str
    level: str
    quote_id: str
    quote: str
    theme: str
    says: str
    remedy: str


@dataclass(frozen=True)
class Rules:
    """Limits: how small a group may be that a speaker is told by, and how much of all quotes one speaker may have."""

    small_cell: int = 5
    most_of_one: float = 0.25


def check_quotes(
    quotes: pd.DataFrame, answers: pd.DataFrame, forms: pd.DataFrame, themes: Mapping[str, str], rules: Rules
) -> list[Finding]:
    """Everything that is to be said of the quotes, errors first.

    Parameters
    ----------
    quotes
        One row a quote: quote_id, answer_id, start, end (code points, end exclusive), theme, words, order (in the
        paper); and, where known, voice ('supports' or 'contradicts') and shown (ids of attributes, parted by spaces,
        that are to stand beside this quote whatever the program would allow).
    answers
        answer_id, form_id ('' where unknown), text.
    forms
        form_id and one column an attribute.
    themes
        The id of each theme of the paper with its name.
    """
    table = with_forms(quotes, answers)
    table = table.assign(called=_called(table, themes))
    found = [
        *_changed(table, set(answers["answer_id"])),
        *_exposed(table, forms, rules.small_cell),
        *_twice(table),
        *_too_often(table, rules.most_of_one),
        *_voices(table, themes),
    ]
    return sorted(found, key=lambda finding: finding.level != ERROR)


def findings_table(found: Sequence[Finding]) -> pd.DataFrame:
    """One row a finding: kind, level, quote_id, quote, theme, says, remedy. It names quotes, never answers or forms."""
    return pd.DataFrame(found, columns=["kind", "level", "quote_id", "quote", "theme", "says", "remedy"])


def stop_on_errors(found: Sequence[Finding], file: Path | None = None) -> None:
    """Raise InputError with every finding that fails a build."""
    errors = (finding for finding in found if finding.level == ERROR)
    raise_some([Problem(one.says, file, one.quote, one.remedy) for one in errors])


def _called(table: pd.DataFrame, themes: Mapping[str, str]) -> list[str]:
    """What each quote is called: its number among those of its theme, and the theme's name."""
    places = table.groupby("theme").cumcount() + 1
    return [f"quote {n} of '{themes.get(theme, theme)}'" for n, theme in zip(places, table["theme"], strict=True)]


def _changed(table: pd.DataFrame, known: set[str]) -> Iterator[Finding]:
    for row in table[(table["now"] != table["words"]) | (table["now"] == "")].to_dict("records"):
        gone = row["answer_id"] not in known
        remedy = "choose the quote anew from the transcript"
        says = "its answer is no longer there" if gone else "the transcript has other words at its place now"
        yield Finding(CHANGED, ERROR, row["quote_id"], row["called"], row["theme"], says, remedy)


def _exposed(table: pd.DataFrame, forms: pd.DataFrame, small_cell: int) -> Iterator[Finding]:
    """Where attributes were asked for. All quotes of a speaker count together: they share the speaker's number."""
    if "shown" not in table:
        return
    known = set(forms["form_id"])
    asked = table[(table["shown"].str.strip() != "") & table["form_id"].isin(known)]
    for form_id, own in asked.groupby("form_id", sort=False):
        attributes = sorted({name for shown in own["shown"] for name in shown.split()})
        unknown = [name for name in attributes if name not in forms]
        alike = 0 if unknown else looking_the_same(forms, attributes, str(form_id))
        if unknown or alike < small_cell:
            says = f"there is no attribute '{unknown[0]}'" if unknown else f"'{' '.join(attributes)}' could identify"
            says += "" if unknown else f" its speaker: fewer than {small_cell} forms look the same"
            remedy = "show fewer attributes beside it"
            for row in own.to_dict("records"):
                yield Finding(EXPOSED, ERROR, row["quote_id"], row["called"], row["theme"], says, remedy)


def _twice(table: pd.DataFrame) -> Iterator[Finding]:
    """Quotes of one answer that share words: neighbours in the order of their starts, so that no pair is missed."""
    order = {id_: place for place, id_ in enumerate(table["quote_id"])}
    for _, own in table.groupby("answer_id", sort=False):
        widest = None
        for row in own.sort_values(["start", "end"], ascending=[True, False], kind="stable").to_dict("records"):
            if widest and row["start"] < widest["end"]:
                first, later = sorted((widest, row), key=lambda one: order[one["quote_id"]])
                yield _again(first, later)
            if widest is None or row["end"] > widest["end"]:
                widest = row


def _again(first: dict, later: dict) -> Finding:
    spans = [(one["start"], one["end"]) for one in (first, later)]
    how = "shares words with"
    if spans[0] == spans[1]:
        how = "is the same as"
    elif spans[0][0] <= spans[1][0] and spans[1][1] <= spans[0][1]:
        how = "is a part of"
    elif spans[1][0] <= spans[0][0] and spans[0][1] <= spans[1][1]:
        how = "holds all of"
    says, remedy = f"it {how} {first['called']}", "choose another passage for one of them"
    return Finding("twice", WARNING, later["quote_id"], later["called"], later["theme"], says, remedy)


def _too_often(table: pd.DataFrame, most: float) -> Iterator[Finding]:
    counts = table.loc[table["form_id"] != "", "form_id"].value_counts()
    for form_id, number in counts[(counts > 1) & (counts > most * len(table))].items():
        own = table[table["form_id"] == form_id]
        says = (
            f"{number} of {len(table)} quotes are of one participant, more than {percent(most)}: "
            f"{', '.join(own['called'])}"
        )
        yield Finding("too often", WARNING, "", "", "", says, "let others speak too")


def _voices(table: pd.DataFrame, themes: Mapping[str, str]) -> Iterator[Finding]:
    against = set(table.loc[table["voice"] == CONTRADICTS, "theme"])
    for id_, name in themes.items():
        if not (table["theme"] == id_).any():
            yield Finding("no quote", WARNING, "", "", id_, f"'{name}' has no quote", "choose one")
        elif id_ not in against:
            says = f"no quote under '{name}' contradicts it"
            remedy = "look for a case that does not fit, or say why not"
            yield Finding("no contradiction", WARNING, "", "", id_, says, remedy)
