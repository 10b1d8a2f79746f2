"""Contradicting cases beside supporting ones."""

import pandas as pd

from sixphase.study.problem import did_you_mean, refuse
from sixphase.themes.touching.intervals import wilson_each
from sixphase.themes.touching.touching import Touching

FOR, AGAINST = "for", "against"
PASSAGE = ("stand", "coding_id", "answer_id", "form_id", "question", "start", "end", "words")


def sides_of(codings: pd.DataFrame, stands: pd.DataFrame, touching: Touching) -> pd.DataFrame:
    """How many passages and people speak for each theme, and how many against it.

    Parameters
    ----------
    codings
        One row a coding, with its coding_id and answer_id.
    stands
        One row a coding and theme: coding_id, theme (the id of a theme or subtheme), stand ('for' or 'against').
    touching
        Where the order of themes and the forms of answers come from.

    Returns
    -------
    pandas.DataFrame
        One row an entry: id, parent, name; passages_for, passages_against; people_for, people_against, people_both
        (who speak both for and against); against_share of the people with a stand, low, high (Wilson); one_sided:
        whether people speak for it and nobody against. Where no form is known an answer is taken as a
        person's only one.

    Raises
    ------
    InputError
        For a stand that is neither 'for' nor 'against', a theme that is not there, or two stands on one matter.
    """
    taken = _placed(codings, stands, touching)
    entries = touching.entries
    sides = {}
    for side in (FOR, AGAINST):
        here = taken[taken["stand"] == side]
        sides[side] = here.groupby("theme").agg(passages=("coding_id", "size"), people=("writer", "nunique"))
    whole = taken.groupby("theme")["writer"].nunique()
    table = pd.DataFrame({"id": [e.id for e in entries], "parent": [e.parent for e in entries]}, dtype=str)
    table["name"] = [entry.name for entry in entries]
    for what in ("passages", "people"):
        for side in (FOR, AGAINST):
            table[f"{what}_{side}"] = table["id"].map(sides[side][what]).fillna(0).astype("int64")
    people = table["id"].map(whole).fillna(0).astype("int64")
    table["people_both"] = table["people_for"] + table["people_against"] - people
    table["against_share"] = table["people_against"] / people.where(people > 0)
    table["low"], table["high"] = wilson_each(
        table["against_share"].to_numpy(dtype=float), people.to_numpy().astype(float)
    )
    table["one_sided"] = (table["people_for"] > 0) & (table["people_against"] == 0)
    return table


def beside(codings: pd.DataFrame, stands: pd.DataFrame, touching: Touching, theme: str) -> pd.DataFrame:
    """The passages with a stand on one theme, the supporting first, each side in the order of the study.

    Returns
    -------
    pandas.DataFrame
        stand, coding_id, answer_id, form_id, question, start, end, words.
    """
    taken = _placed(codings, stands, touching)
    taken = taken[taken["theme"] == theme]
    order = [FOR, AGAINST]
    placed = taken.assign(side=taken["stand"].map(order.index).astype("int64"))
    placed = placed.sort_values(["side", "row", "start", "end", "coding_id"], kind="stable")
    return placed[list(PASSAGE)].reset_index(drop=True)


def stands_without_coding(codings: pd.DataFrame, stands: pd.DataFrame) -> pd.DataFrame:
    """Stands on codings that do not stand any more; they are counted nowhere."""
    return stands[~stands["coding_id"].isin(codings["coding_id"])].reset_index(drop=True)


def _placed(codings: pd.DataFrame, stands: pd.DataFrame, touching: Touching) -> pd.DataFrame:
    """Stands with their coding, the row of their answer, and who wrote it."""
    _checked(stands, [entry.id for entry in touching.entries])
    answers = touching.answers[["answer_id", "form_id", "question"]].assign(
        row=range(len(touching.answers)), writer=touching.writers
    )
    columns = [c for c in ("coding_id", "answer_id", "start", "end", "words") if c in codings]
    return stands.merge(codings[columns], on="coding_id").merge(answers, on="answer_id")


def _checked(stands: pd.DataFrame, known: list[str]) -> None:
    for word in stands["stand"].unique():
        if word not in (FOR, AGAINST):
            raise refuse(f"'{word}' is no stand", remedy="write 'for' or 'against'")
    for theme in stands["theme"].unique():
        if theme not in known:
            raise refuse(f"there is no theme or subtheme '{theme}'", remedy=did_you_mean(theme, known))
    twice = stands[stands.duplicated(["coding_id", "theme"])]
    if len(twice):
        what = f"the coding {twice['coding_id'].iloc[0]} has two stands on the theme {twice['theme'].iloc[0]}"
        raise refuse(what, remedy="keep one of the two")
