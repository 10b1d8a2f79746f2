"""The tables of the paper: few columns, with the headings that a reader sees."""

from collections.abc import Iterable, Mapping
from textwrap import shorten
from typing import Any

import pandas as pd

from sixphase.study.codebook import Codebook
from sixphase.study.few_people import NOT_SHOWN, are_few, people_told
from sixphase.study.rates import percent, percents
from sixphase.themes.differing.groups import QUESTION
from sixphase.writeup.audit import Finding

QUESTION_WIDTH = 40  # letters of a question that fit a column


def codebook_table(book: Codebook, counts: pd.DataFrame) -> pd.DataFrame:
    """Theme, subtheme with its id and short name, definition, and how many answers are quoted for it.

    Parameters
    ----------
    book
        The study's codebook.
    counts
        One row a subtheme: `subtheme_id` and `answers`.
    """
    answers = dict(zip(counts["subtheme_id"], counts["answers"], strict=True))
    return pd.DataFrame(
        {
            "Theme": theme.short,
            "Id": entry.id,
            "Subtheme": f"{entry.name} ({entry.short})",
            "Definition": entry.definition,
            "Answers": answers.get(entry.id, 0),
        }
        for theme, entry in book.subthemes.values()
    )


def codes_table(counts: pd.DataFrame, people: Mapping[str, int], small: int) -> pd.DataFrame:
    """The codes that were given, each with what it stands under and in how many answers it was found.

    Parameters
    ----------
    counts
        As `code_counts` gives it: code, name, under, answers, passages, coders.
    people
        How many people stand behind each code, by its id, as `people_behind` gives it.
    small
        Of fewer people than this it is not told how many answers and passages they gave. Then passages are told of
        no code: the text tells how many there are in all, and what is missing would be that of the few.
    """
    used = counts[counts["answers"] > 0].reset_index(drop=True)
    table = pd.DataFrame({"Under": used["under"], "Code": used["name"]})
    behind = used["code"].map(lambda code: people.get(code, 0))
    few = behind.map(lambda number: are_few(number, small)).astype(bool)
    if few.any():
        return table.assign(Answers=used["answers"].map("{:,}".format).mask(few, NOT_SHOWN), Passages=NOT_SHOWN)
    return table.assign(Answers=used["answers"], Passages=used["passages"])


def touching_table(shares: pd.DataFrame, small: int) -> pd.DataFrame:
    """How many people and answers each theme and subtheme touches, with intervals.

    Parameters
    ----------
    shares
        As `touching_shares` gives it, of a study with forms.
    small
        Of fewer people than this only that is told.
    """
    theme = dict(zip(shares["id"], shares["short"], strict=True))
    rows = []
    for row in shares.to_dict("records"):
        people, answers = (_with_interval(row, unit) for unit in ("forms", "answers"))
        if are_few(row["forms"], small):
            people, answers = people_told(row["forms"], small), NOT_SHOWN
        place = (theme.get(row["parent"], ""), row["name"]) if row["parent"] else (row["short"], "all of it")
        rows.append((*place, people, answers))
    return pd.DataFrame(rows, columns=["Theme", "Subtheme", "People", "Answers"])


def _with_interval(row: Mapping[Any, Any], unit: str) -> str:
    """A number, its share, and the interval; where one person wrote everything, that of answers is not known."""
    low, high = row[f"{unit}_low"], row[f"{unit}_high"]
    interval = "interval not known" if pd.isna(low) else percents(low, high)
    return f"{row[unit]:,}, {percent(row[f'{unit}_share'])} ({interval})"


def differences_table(compared: pd.DataFrame, asked: Mapping[str, str], most: int = 10) -> pd.DataFrame:
    """The largest differences between groups that stand after correction.

    Parameters
    ----------
    compared
        As `differences` gives it.
    asked
        The wording of each question by its id; its first words stand in the table, or all where two begin alike.
    """
    called = _called(asked)
    standing = compared[compared["holds"].astype(str) == "True"]
    largest = standing.loc[standing["h"].abs().sort_values(ascending=False, kind="stable").index].head(most)
    return pd.DataFrame(
        [
            (
                row["short"],
                row["label"],
                _group(row, called),
                *map(percent, (row["share"], row["others"])),
                _points(row),
            )
            for row in largest.to_dict("records")
        ],
        columns=["Theme", "By", "Group", "Share", "Others", "Difference in points"],
    )


def _called(asked: Mapping[str, str]) -> dict[str, str]:
    """The first words of each question by its id; the whole question where another begins with the same."""
    short = {id_: shorten(words, QUESTION_WIDTH, placeholder=" …") for id_, words in asked.items()}
    told = list(short.values())
    return {id_: words if told.count(words) == 1 else asked[id_] for id_, words in short.items()}


def _group(row: dict[Any, Any], called: Mapping[str, str]) -> str:
    return called.get(row["group"], row["group"].replace("_", " ")) if row["split"] == QUESTION else row["group"]


def _points(row: dict[Any, Any]) -> str:
    apart, low, high = (f"{100 * row[name]:+.0f}".replace("-", "−") for name in ("difference", "low", "high"))
    return f"{apart} ({low} to {high})"


def excerpts_table(book: Codebook, answers: pd.DataFrame) -> pd.DataFrame:
    """An answer for each subtheme, chosen in the codebook, word for word with its id.

    Raises
    ------
    KeyError
        When the codebook's example is no answer of the study.
    """
    texts = answers.set_index("answer_id")["text"]
    return pd.DataFrame(
        {"Subtheme": f"{entry.id} {entry.short}", "Answer": texts[entry.example], "Id": entry.example}
        for _, entry in book.subthemes.values()
        if entry.example
    )


def audit_table(findings: Iterable[Finding]) -> pd.DataFrame:
    """What does not fit: what it is about, the arithmetic, and how grave it is; what agrees is left out."""
    return pd.DataFrame(
        [(f.title, printed(f.arithmetic), f.gravity) for f in findings if not f.agrees],
        columns=["What was compared", "Arithmetic", "Gravity"],
    )


def agreement_table(findings: Iterable[Finding]) -> pd.DataFrame:
    """What was compared and fits, with the arithmetic."""
    return pd.DataFrame(
        [(f.title, printed(f.arithmetic)) for f in findings if f.agrees], columns=["What was compared", "Arithmetic"]
    )


def printed(arithmetic: str) -> str:
    """Arithmetic with the signs of print in place of those of a keyboard.

    >>> printed("6 <= 16; 455 / 0.715 -> 637")
    '6 ≤ 16; 455 / 0.715 → 637'
    """
    return arithmetic.replace("->", "→").replace("<=", "≤").replace(">=", "≥")
