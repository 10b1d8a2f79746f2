"""The quotes as the paper prints them, and who speaks in each theme."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from sixphase.study.listed import listed
from sixphase.study.problem import refuse
from sixphase.themes.quoting.attributes import allowed, said
from sixphase.themes.quoting.checks import Finding, Rules
from sixphase.themes.quoting.placed import CONTRADICTS, with_forms

Value = tuple[str, Any, str | None]


def quotes_table(
    quotes: pd.DataFrame,
    answers: pd.DataFrame,
    forms: pd.DataFrame,
    speakers: Mapping[str, int],
    attributes: Sequence[str],
    rules: Rules,
) -> pd.DataFrame:
    """The quotes in the order of the paper, with what may be told of who spoke.

    Parameters
    ----------
    quotes, answers, forms, rules
        As `check_quotes` takes them; the quotes have passed it.
    speakers
        form_id → number, as `numbers_for` drew them.
    attributes
        The attributes that the paper would show, the most important first; of each speaker those are shown that
        `allowed` leaves, or those that the quote itself asks for.

    Returns
    -------
    pandas.DataFrame
        theme, order, quote_id, words, speaker (a number; missing where the form is not known), attributes, voice. It
        holds no id of an answer or a form.

    Raises
    ------
    InputError
        When a speaker has no number.
    """
    table = with_forms(quotes, answers)
    without = set(table["form_id"]) - set(speakers) - {""}
    if without:
        first = table.loc[table["form_id"].isin(without), "quote_id"].iloc[0]
        raise refuse("its speaker has no number yet", place=f"quote {first}", remedy="choose the quote at the desk")
    free = allowed(forms, attributes, rules.small_cell)
    own = forms.set_index("form_id").to_dict("index")
    asked = table["shown"].str.split() if "shown" in table else pd.Series([[] for _ in table.index], index=table.index)
    shown = [
        said({name: own[id_][name] for name in names} if names and id_ in own else free.get(id_, {}))
        for id_, names in zip(table["form_id"], asked, strict=True)
    ]
    numbers = pd.array([speakers.get(id_) for id_ in table["form_id"]], dtype="Int64")
    table = table.assign(speaker=numbers, attributes=shown)
    return table[["theme", "order", "quote_id", "words", "speaker", "attributes", "voice"]]


def said_by(quote: Mapping[Any, Any]) -> str:
    """Who spoke, as it is printed behind a quote: a row of `quotes_table`; '' where nothing is known.

    >>> said_by({"speaker": 3, "attributes": "Nursing"})
    'participant 3, Nursing'
    """
    unknown = pd.isna(quote["speaker"]) or quote["speaker"] == ""
    return ", ".join(filter(None, ["" if unknown else f"participant {int(quote['speaker'])}", quote["attributes"]]))


def people_by_theme(quotes: pd.DataFrame, answers: pd.DataFrame, themes: Mapping[str, str]) -> pd.DataFrame:
    """How many people speak in each theme.

    Returns
    -------
    pandas.DataFrame
        theme, name, quotes, people (different forms), not_known (quotes without a form: nobody knows whose),
        contradicting (quotes).
    """
    table = with_forms(quotes, answers)
    known = table[table["form_id"] != ""]
    counts = {
        "quotes": table.groupby("theme").size(),
        "people": known.groupby("theme")["form_id"].nunique(),
        "not_known": table[table["form_id"] == ""].groupby("theme").size(),
        "contradicting": table[table["voice"] == CONTRADICTS].groupby("theme").size(),
    }
    found = pd.DataFrame({"theme": list(themes), "name": list(themes.values())})
    for name, count in counts.items():
        found[name] = found["theme"].map(count).fillna(0).astype(int)
    return found


def quotes_values(table: pd.DataFrame, people: pd.DataFrame, found: Sequence[Finding]) -> Iterator[Value]:
    """Named values: `table` is that of `quotes_table`, `people` that of `people_by_theme`."""
    yield "quotes.total", len(table), None
    yield "quotes.people", int(table["speaker"].nunique()), None
    against = int((table["voice"] == CONTRADICTS).sum())
    yield "quotes.contradicting", against, None
    yield "quotes.said", quotes_said(len(table), int(table["speaker"].nunique()), against), None
    yield "quotes.warnings", len(found), None
    silent = people.loc[people["contradicting"] == 0, "name"]
    yield "quotes.themes_without_contradiction", listed(list(silent)), None
    for row in people.to_dict("records"):
        yield f"quotes.{str(row['theme']).lower().replace('-', '_')}_people", row["people"], None


def quotes_said(quotes: int, people: int, against: int) -> str:
    """How many quotes there are, of how many people, and how many speak against their theme.

    >>> quotes_said(12, 9, 2)
    '12 quotes of 9 people, word for word; 2 of them speak against the theme that they stand under'
    >>> quotes_said(1, 1, 0)
    '1 quote of 1 person, word for word; none speaks against the theme that it stands under'
    """
    of = f"of {people:,} {'person' if people == 1 else 'people'}"
    told = f"{quotes:,} quote{'' if quotes == 1 else 's'} {of}, word for word"
    if against > 1:
        return f"{told}; {against:,} of them speak against the theme that they stand under"
    return f"{told}; {'1 of them' if against else 'none'} speaks against the theme that it stands under"
