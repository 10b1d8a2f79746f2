"""The named values of themes against the whole data set: what a paper would say of them."""

from collections.abc import Iterator, Mapping
from math import isnan
from typing import Any

import pandas as pd

from sixphase.familiarisation.participants.values import word_for
from sixphase.study.few_people import NOT_SHOWN, are_few, people_told
from sixphase.study.listed import listed
from sixphase.study.rates import Rate, percent, percents
from sixphase.themes.touching.resting import FEW, ONE

Value = tuple[str, Any, str | None]  # name, value, what the paper prints
NONE, UNKNOWN = "none", "not known"


def touching_values(shares: pd.DataFrame, untouched: Mapping[str, Any], small: int) -> Iterator[Value]:
    """The shares of each theme and subtheme, by its id, and of what none touches.

    Parameters
    ----------
    shares
        As `touching_shares` gives it.
    untouched
        As `untouched_rates` gives it.
    small
        Of fewer people than this the paper tells only that.
    """
    for row in shares.to_dict("records"):
        for kind in ("forms", "answers"):
            name = f"touching.{word_for(row['id'])}.{kind}"
            count = row[kind]
            if are_few(row["forms"], small):
                yield name, None, people_told(int(count), small) if kind == "forms" else NOT_SHOWN
                yield f"{name}_share", None, NOT_SHOWN
                yield f"{name}_interval", NOT_SHOWN, None
                continue
            yield (name, None, UNKNOWN) if pd.isna(count) else (name, int(count), None)
            yield _share(f"{name}_share", row[f"{kind}_share"])
            yield _range(f"{name}_interval", row[f"{kind}_low"], row[f"{kind}_high"])
    yield "untouched.answers", untouched["answers"], None
    yield "untouched.of_answers", untouched["of_answers"], None
    yield _share("untouched.answers_share", untouched["share"])
    yield _range("untouched.answers_interval", untouched["low"], untouched["high"])
    forms: Rate | None = untouched["forms"]
    yield ("untouched.forms", None, UNKNOWN) if forms is None else ("untouched.forms", forms.hits, None)
    yield _share("untouched.forms_share", float("nan") if forms is None else forms.share)


def resting_values(resting: pd.DataFrame) -> Iterator[Value]:
    """The names of themes and subthemes that rest on few people or on one session, and both in sentences."""
    sentences = []
    for word, said in (("few_people", FEW), ("one_session", ONE)):
        here = resting[resting["rests_on"].str.contains(said, regex=False)]
        yield f"resting.{word}", len(here), None
        yield f"resting.{word}_names", listed(list(here["name"])), None
        if said == FEW or len(here) or _several_sessions(resting):
            sentences.append(_resting_said(said, list(here["name"])))
    yield "resting.said", " ".join(sentences), None


def _several_sessions(resting: pd.DataFrame) -> bool:
    """Whether forms tell of more than one session: else no theme can rest on one of them."""
    shares = resting["busiest_share_of_all"].dropna()
    return bool((shares < 1).any())


def _resting_said(what: str, names: list[str]) -> str:
    """Which themes rest on what, in a sentence.

    >>> _resting_said("few people", ["Rest", "Trust"]), _resting_said("one session", [])
    ('Resting on few people are Rest and Trust.', 'None rests on one session.')
    """
    if not names:
        return f"None rests on {what}."
    return f"Resting on {what} {'is' if len(names) == 1 else 'are'} {listed(names)}."


def sides_values(sides: pd.DataFrame) -> Iterator[Value]:
    """How many passages stand for and against, and the themes that nobody contradicts."""
    top = sides[sides["people_for"] + sides["people_against"] > 0]
    yield "sides.passages_for", int(sides["passages_for"].sum()), None
    yield "sides.passages_against", int(sides["passages_against"].sum()), None
    yield "sides.themes", len(top), None
    yield "sides.one_sided", int(top["one_sided"].sum()), None
    yield "sides.one_sided_names", ", ".join(top.loc[top["one_sided"], "name"]) or NONE, None


def _share(name: str, value: Any) -> Value:
    missing = pd.isna(value) or isnan(float(value))
    return (name, None, UNKNOWN) if missing else (name, float(value), percent(float(value)))


def _range(name: str, low: Any, high: Any) -> Value:
    return (name, UNKNOWN, None) if pd.isna(low) else (name, percents(float(low), float(high)), None)
