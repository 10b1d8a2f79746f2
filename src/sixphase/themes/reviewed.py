"""What notebook 05 shows of the themes against the whole data set, where forms are known; and the map of themes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from sixphase.familiarisation.participants.rows import SHOWN
from sixphase.familiarisation.participants.told import participants_of
from sixphase.study.few_people import are_few, people_behind
from sixphase.study.step import Step
from sixphase.themes.analysed import Analysed
from sixphase.themes.differing.comparing import differences
from sixphase.themes.differing.figure import differing_alt, differing_figure
from sixphase.themes.differing.groups import QUESTION, YEAR, by_attribute, by_question, by_year, hidden_categories
from sixphase.themes.differing.table import themes_by_group, together, without_few_together
from sixphase.themes.differing.time_figure import time_alt, time_figure
from sixphase.themes.differing.trend import trends
from sixphase.themes.differing.values import differing_values, trend_values
from sixphase.themes.extracts.passages import outliers_first, passages, passages_values, weights_of
from sixphase.themes.mapping.figure import map_alt, map_figure
from sixphase.themes.read_so_far import ReadSoFar, read_so_far, read_values
from sixphase.themes.touching.entries import entries_of
from sixphase.themes.touching.figure import touching_alt, touching_figure, without_few
from sixphase.themes.touching.resting import resting_on
from sixphase.themes.touching.shares import touching_shares, untouched_rates, untouched_sample
from sixphase.themes.touching.touching import Touching, touching_of
from sixphase.themes.touching.values import resting_values, touching_values
from sixphase.themes.tree import theme_tree
from sixphase.transcription.answers import form_of_each
from sixphase.transcription.store import read_transcript

METHOD = "bh"
RELATION = ["from", "to", "kind", "words"]


@dataclass(frozen=True)
class Reviewed:
    """Who touches which theme, and what follows from it; `tables` has one for each split that may be shown."""

    least: int
    so_far: ReadSoFar
    touching: Touching
    tables: tuple[pd.DataFrame, ...]
    compared: pd.DataFrame
    trends: pd.DataFrame
    shares: pd.DataFrame
    untouched: dict[str, Any]
    sample: pd.DataFrame
    resting: pd.DataFrame
    extracts: pd.DataFrame
    tops: frozenset[str]
    asked: Mapping[str, str] = field(default_factory=dict)


def reviewed(step: Step, themes: Analysed) -> Reviewed | None:
    """The themes of a study against all its forms; None where forms are not known or nothing is coded."""
    people = participants_of(step)
    if people is None or themes.codings.empty:
        return None
    least, readers = step.study.fewest, themes.state.readers()
    every, entries = read_transcript(step.paths.name).forms, entries_of(themes.codebook)
    so_far = read_so_far(themes.answers, every, set(readers["answer_id"]))
    forms = so_far.forms
    touching = touching_of(themes.codings, so_far.answers, forms, entries)
    to_read = touching_of(themes.codings, themes.answers, None, entries)  # an answer of the sample may be unread yet
    splits = [
        by_attribute(forms, id_, attribute, least, hidden_categories(people.participants, id_))
        for id_, attribute in step.study.attributes.items()
        if attribute.scale is None
    ]
    splits += [by_year(forms, least, people.periods)]
    splits += [by_question(touching, [question.id for question in step.study.questions], least)]
    tables = tuple(themes_by_group(touching, groups, least) for groups in splits if groups)
    years = next((table for table in tables if table["split"].iloc[0] == YEAR), None)
    found = passages(themes.codings, themes.answers, themes.codebook.theme_of(), readers)
    return Reviewed(
        least,
        so_far,
        touching,
        tables,
        differences(together(tables), METHOD),
        trends(touching, years, METHOD),
        touching_shares(touching),
        untouched_rates(touching),
        decided(untouched_sample(to_read, step.study.seed), themes.state.looks()),
        resting_on(touching),
        outliers_first(found, weights_of(found["words"])),
        frozenset(theme.id for theme in themes.codebook.themes),
        {question.id: question.asks for question in step.study.questions},
    )


def decided(sample: pd.DataFrame, looks: pd.DataFrame) -> pd.DataFrame:
    """The sample of untouched answers with what people decided on each: verdict, decided (in words), who."""
    said = looks.rename(columns={"text": "decided"}).groupby("answer_id", sort=False).agg("; ".join)
    return sample.join(said, on="answer_id").fillna({"verdict": "", "decided": "", "who": ""})


def reviewed_tables(review: Reviewed | None) -> Iterator[tuple[str, pd.DataFrame]]:
    """Passages with those first that fit least, shares, groups, differences, trends, and what no theme touches."""
    if review:
        yield "extracts", review.extracts
        yield "touching", review.shares
        yield "resting_on", review.resting
        for table in review.tables:
            yield f"by_{table['split'].iloc[0]}", table
        if len(review.compared):
            yield "differences", review.compared
        if review.compared["holds"].any():
            yield "differences_standing", review.compared[review.compared["holds"]]
        if any(table["split"].iloc[0] == YEAR for table in review.tables):
            yield "trends", review.trends
        yield "untouched", review.sample


def reviewed_figures(review: Reviewed | None) -> Iterator[tuple[str, Any, str]]:
    """How much each theme touches; each split; change over the years."""
    if not review:
        return
    shares = without_few(review.shares, review.least)
    yield "touching", touching_figure(shares), touching_alt(shares)
    for table in (without_few_together(table, review.least) for table in review.tables):
        split = table["split"].iloc[0]
        if not _tells(table):
            continue
        if split == YEAR:
            yield "over_time", time_figure(table, review.trends), time_alt(table, review.trends)
        else:
            asked = review.asked if split == QUESTION else None
            yield f"by_{split}", differing_figure(table, review.tops, asked), differing_alt(table)


def _tells(table: pd.DataFrame) -> bool:
    """Whether two groups or more can be set against each other, with a share that may be shown in one of them."""
    groups = table[table["group"] != ""]
    return groups["group"].nunique() > 1 and bool((groups["state"] == SHOWN).any())


def reviewed_named(review: Reviewed | None) -> Iterator[tuple[str, Any, str | None]]:
    """The named values."""
    if review:
        yield from read_values(review.so_far)
        yield from touching_values(review.shares, review.untouched, review.least)
        yield "untouched.drawn", len(review.sample), None
        yield "untouched.read_said", decided_said(int((review.sample["verdict"] != "").sum()), len(review.sample)), None
        yield from resting_values(review.resting)
        yield from passages_values(review.extracts)
        yield from differing_values(together(review.tables), review.compared, METHOD)
        yield from trend_values(review.trends)


def decided_said(decided: int, drawn: int) -> str:
    """How many answers were drawn to be read, and of how many somebody has said whether a theme is missing.

    >>> decided_said(0, 1).split(", read or not, ")
    ['Of the answers that no theme touches', '1 was drawn at random to be read. No decision on it is kept yet.']
    >>> decided_said(2, 10).split(". ")[1], decided_said(10, 10).split(". ")[1]
    ('A decision on 2 of them is kept.', 'A decision on each of them is kept.')
    >>> decided_said(0, 0)
    'No answer is left that no theme touches.'
    """
    if not drawn:
        return "No answer is left that no theme touches."
    begin = "Of the answers that no theme touches, read or not,"
    begin += f" {drawn:,} {'was' if drawn == 1 else 'were'} drawn at random to be read."
    if not decided:
        return f"{begin} No decision on {'it' if drawn == 1 else 'them'} is kept yet."
    if drawn == 1:
        return f"{begin} A decision on it is kept."
    return f"{begin} A decision on {'each' if decided == drawn else f'{decided:,}'} of them is kept."


def map_figures(themes: Analysed) -> Iterator[tuple[str, Any, str]]:
    """The map of themes with the relations that were declared."""
    tree = theme_tree(themes.codings, themes.texts, themes.codebook)
    parts = {entry.id for theme in themes.codebook.themes for entry in (theme, *theme.parts)}
    tree = tree[tree["id"].isin(parts)].assign(name=tree["short"]).reset_index(drop=True)
    if len(tree):
        declared = themes.state.relations()
        here = declared["from"].isin(tree["id"]) & declared["to"].isin(tree["id"])
        relations = declared.loc[here, RELATION].reset_index(drop=True)
        told = _as_told(tree, themes)
        yield "theme_map", map_figure(told, relations), map_alt(told, relations)


def _as_told(tree: pd.DataFrame, themes: Analysed) -> pd.DataFrame:
    """The tree without the answers of themes and subthemes behind which few people stand."""
    forms = form_of_each(themes.answers)
    codes = themes.codings["code"]
    tops = codes.map(themes.codebook.theme_of())
    behind = people_behind(themes.codings, forms, tops) | people_behind(themes.codings, forms, codes)
    few = tree["id"].map(lambda id_: are_few(behind.get(id_, 0), themes.small_cell)).astype(bool)
    return tree.assign(answers=tree["answers"].astype("Int64").mask(few))
