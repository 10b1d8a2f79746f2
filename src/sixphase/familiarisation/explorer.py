"""Reading the answers by theme, and a word in all its places, on the screen.

The desk itself is a widget for JupyterLab (`explorer_widget`, with `explorer.js` and `explorer.css`); what it shows
is worked out here, so that there is one way to search.
"""

from itertools import pairwise
from typing import Any

import pandas as pd

from sixphase.familiarisation.concordance import pieces, places, terms_of
from sixphase.study.desk import Note, headless
from sixphase.study.problem import InputError

SHOWN = ("answer_id", "theme", "subtheme", "text")  # nothing else leaves the table for the screen
MOST_ROWS = 200
ALL = ""
Spans = tuple[tuple[int, int], ...]


def explore(answers: pd.DataFrame) -> Any:
    """The explorer in JupyterLab; a sentence in its place where nobody looks on (SIXPHASE_HEADLESS=1).

    Parameters
    ----------
    answers
        With the columns answer_id, theme, subtheme and text.
    """
    if headless():
        return Note(f"Opened in JupyterLab, this cell shows an explorer for the {len(answers):,} answers.")
    from sixphase.familiarisation.explorer_widget import Explorer

    return Explorer(answers)


def themes_of(answers: pd.DataFrame) -> list[dict[str, Any]]:
    """The themes to choose from, each with its subthemes, in the order in which they first appear.

    >>> themes_of(pd.DataFrame({"theme": ["B", "A", "B"], "subtheme": ["b1", "", "b2"]}))
    [{'name': 'B', 'subthemes': ['b1', 'b2']}, {'name': 'A', 'subthemes': []}]
    """
    named = answers[answers["theme"] != ""].groupby("theme", sort=False)["subtheme"]
    return [{"name": str(theme), "subthemes": [s for s in dict.fromkeys(part) if s]} for theme, part in named]


def find(answers: pd.DataFrame, query: str = "", theme: str = ALL, subtheme: str = ALL) -> dict[str, Any]:
    """What the explorer shows for a choice and a search.

    Returns
    -------
    dict
        sentence: what was found, in words; rows: at most `MOST_ROWS` answers, each with its id, theme and subtheme,
        the whole answer as pieces ([text, whether it is marked]), and a line (left, keyword, right) for each place.

    >>> answers = pd.DataFrame({"answer_id": ["A", "B"], "theme": "T", "subtheme": "", "text": ["A kit bag!", "No"]})
    >>> shown = find(answers, "bag")
    >>> shown["sentence"], shown["rows"][0]["pieces"]
    ('‘bag’ stands once in 1 of 2 answers.', [['A kit ', False], ['bag', True], ['!', False]])
    """
    among = _chosen(answers, theme, subtheme)
    if not query.strip():
        return _shown(f"{_number(len(among))}.", among, dict.fromkeys(range(len(among)), ()))
    try:
        terms = terms_of(query)
    except InputError as error:
        what = error.problems[0].what
        return _shown(f"{what[0].upper()}{what[1:]}.", among, {})
    hits = {n: spans for n, text in enumerate(among["text"]) if (spans := tuple(places(text, terms)))}
    times = sum(map(len, hits.values()))
    where = f" in {len(hits):,} of {_number(len(among))}" if hits else f" in {_number(len(among))}"
    return _shown(f"‘{query.strip()}’ stands {_times(times)}{where}.", among, hits)


def _chosen(answers: pd.DataFrame, theme: str, subtheme: str) -> pd.DataFrame:
    keep = pd.Series(True, index=answers.index)
    for column, choice in (("theme", theme), ("subtheme", subtheme)):
        if choice != ALL:
            keep &= answers[column] == choice
    return answers.loc[keep, list(SHOWN)]


def _shown(sentence: str, among: pd.DataFrame, hits: dict[int, Spans]) -> dict[str, Any]:
    """The sentence and the first rows; `hits` has the places of the keyword by the row of `among`."""
    first = list(hits)[:MOST_ROWS]
    more = f" The first {MOST_ROWS} answers are shown." if len(hits) > MOST_ROWS else ""
    rows = zip(among.iloc[first].itertuples(), first, strict=True)
    return {"sentence": sentence + more, "rows": [_row(row, hits[n]) for row, n in rows]}


def _row(row: Any, spans: Spans) -> dict[str, Any]:
    return {
        "id": str(row.answer_id),
        "theme": row.theme,
        "subtheme": row.subtheme,
        "pieces": _marked(row.text, spans),
        "lines": [list(pieces(row.text, start, end)) for start, end in spans],
    }


def _marked(text: str, spans: Spans) -> list[list[Any]]:
    """The whole text in pieces, each with whether it is marked; empty pieces are left out."""
    cuts = [0, *(place for span in spans for place in span), len(text)]
    parts = [[text[a:b], n % 2 == 1] for n, (a, b) in enumerate(pairwise(cuts))]
    return [part for part in parts if part[0]]


def _times(number: int) -> str:
    return {0: "nowhere", 1: "once", 2: "twice"}.get(number, f"{number:,} times")


def _number(answers: int) -> str:
    return f"{answers:,} answer{'s' * (answers != 1)}"
