"""What notebook 05 shows of the passages that people marked as speaking for or against a theme."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from sixphase.study.listed import listed
from sixphase.themes.analysed import Analysed
from sixphase.themes.records.table import marked_passages
from sixphase.themes.reviewed import Reviewed
from sixphase.themes.touching.sides import sides_of

Value = tuple[str, Any, str | None]


def spoken_tables(themes: Analysed, review: Reviewed | None) -> Iterator[tuple[str, pd.DataFrame]]:
    """How many people speak for and against each theme, and the passages, those against beside those for."""
    stands = _stands(themes)
    if review and len(stands):
        codings = themes.state.table()[["coding_id", "answer_id"]]
        known = [entry.id for entry in review.touching.entries]
        yield "for_and_against", sides_of(codings, stands[stands["theme"].isin(known)], review.touching)
        yield "marked_passages", marked_passages(themes.state)


def spoken_named(themes: Analysed) -> Iterator[Value]:
    """The named value: the themes of which nobody said that anything speaks against them.

    How many passages were marked is not among them: a sum beside the people of each theme would tell of a theme with
    few people how few they are.
    """
    stands = _stands(themes)
    against = set(stands.loc[stands["stand"] == "against", "theme"])
    below = {theme.id: {theme.id, *(sub.id for sub in theme.subthemes)} for theme in themes.codebook.themes}
    silent = [theme.name for theme in themes.codebook.themes if not against & below[theme.id]]
    yield "marked.themes_without_contradiction", listed(silent), None


def _stands(themes: Analysed) -> pd.DataFrame:
    """One row a passage and theme: coding_id, theme, stand. Where people differ, one who saw a contradiction counts."""
    marks = themes.state.stands()
    marks = marks.assign(first=marks["side"] != "against").sort_values("first", kind="stable")
    marks = marks.drop_duplicates(["coding_id", "theme"]).sort_index()
    return marks.rename(columns={"side": "stand"})[["coding_id", "theme", "stand"]].reset_index(drop=True)
