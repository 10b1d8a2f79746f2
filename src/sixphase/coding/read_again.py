"""What notebook 03 shows of the computed second reading; nothing where the answers are not published excerpts.

A published study places each excerpt under one subtheme, which the words of the others may or may not tell. Answers
that were coded here have passages of their own, and their coders are the ones to ask.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sixphase.coding.chance import beside_chance, relabelled
from sixphase.coding.choices import by_choice
from sixphase.coding.codings import PUBLISHED
from sixphase.coding.distinct import distinct_texts, groups_of
from sixphase.coding.reading_figures import crossing, crossing_alt, crossing_figure, hits_alt, hits_figure
from sixphase.coding.reading_values import choice_values, elsewhere_values, rate_values, text_values
from sixphase.coding.second_reading import Reading, elsewhere, second_reading, suggestions
from sixphase.study.codebook import Codebook
from sixphase.study.step import Step

Tables = Iterator[tuple[str, pd.DataFrame]]
Figures = Iterator[tuple[str, Any, str]]
Values = Iterator[tuple[str, Any, str | None]]


@dataclass(frozen=True)
class ReadAgain:
    """The second reading with what is asked of it, each worked out once."""

    reading: Reading
    codings: pd.DataFrame
    texts: pd.Series
    codebook: Codebook
    neighbours: int
    seed: int

    @cached_property
    def shuffled(self) -> NDArray[np.int64]:
        return relabelled(self.reading, self.seed)

    @cached_property
    def rates(self) -> pd.DataFrame:
        return beside_chance(self.reading, self.shuffled)

    @cached_property
    def choices(self) -> pd.DataFrame:
        return by_choice(self.codings, self.texts, list(self.codebook.subthemes), self.neighbours)

    @cached_property
    def crossed(self) -> pd.DataFrame:
        return crossing(self.reading)

    @cached_property
    def elsewhere(self) -> pd.DataFrame:
        return elsewhere(self.reading)


Told = ReadAgain | None


def read_again(step: Step, codings: pd.DataFrame, codebook: Codebook) -> Told:
    """The second reading of published excerpts, each with one place; None for any other study.

    Parameters
    ----------
    step
        The notebook at work; it reads the answers and their repeats of notebook 01.
    codings
        answer_id, start, end, code, coder, words.
    """
    placed = codings[codings["coder"] == PUBLISHED].reset_index(drop=True)
    if placed.empty:
        return None
    answers = step.read("01_transcription_import", "answers")
    texts = distinct_texts(list(answers["answer_id"]), groups_of(step.read("01_transcription_import", "repeats")))
    neighbours = step.study.thresholds.neighbours
    reading = second_reading(placed, texts, list(codebook.subthemes), k=neighbours)
    return ReadAgain(reading, placed, texts, codebook, neighbours, step.study.seed)


def suggested_tables(told: Told) -> Tables:
    """The first three suggestions for each answer."""
    if told:
        yield "suggestions", suggestions(told.reading)


def rate_tables(told: Told) -> Tables:
    """How often it agrees, beside chance."""
    if told:
        yield "hit_rates", told.rates


def rate_figures(told: Told) -> Figures:
    """The same as a figure."""
    if told:
        yield "second_reading_hits", hits_figure(told.rates), hits_alt(told.rates)


def rates_told(told: Told) -> Values:
    """The rates, and the same with every distinct text counted once."""
    if told:
        yield from rate_values(told.rates, told.shuffled)
        yield "reading.neighbours", told.neighbours, None
        yield "reading.answers", len(told.codings), None
        yield from text_values(told.reading)


def choice_tables(told: Told) -> Tables:
    """The rates under other ways to compare and other numbers of neighbours."""
    if told:
        yield "choices", told.choices


def choices_told(told: Told) -> Values:
    """From where to where the rates go over all choices."""
    if told:
        yield from choice_values(told.choices)


def crossing_figures(told: Told) -> Figures:
    """The published subtheme against the first suggestion."""
    if told:
        book = told.codebook
        yield "second_reading_crossing", crossing_figure(told.crossed, book), crossing_alt(told.crossed, book)


def elsewhere_tables(told: Told) -> Tables:
    """The same as counts, and the answers that it would place elsewhere."""
    if told:
        yield "crossing", told.crossed.reset_index()
        yield "elsewhere", told.elsewhere


def elsewhere_told(told: Told) -> Values:
    """How many it would place elsewhere, and from where to where most often."""
    if told:
        yield from elsewhere_values(told.elsewhere, told.crossed, told.codebook.short_names())
