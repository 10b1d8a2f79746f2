"""What notebook 04 shows of where to look; nothing where a publication gave each answer one place."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sixphase.coding.codings import PUBLISHED
from sixphase.study.step import Step
from sixphase.themes.analysed import Analysed
from sixphase.themes.looking.narrow import one_coder_only, one_question_only
from sixphase.themes.looking.together import together
from sixphase.themes.looking.together_figure import together_alt, together_figure
from sixphase.themes.looking.values import looking_values, together_values
from sixphase.themes.looking.wording import how_alike, near_duplicates, sharing_words
from sixphase.themes.suggesting.examples import examples_of, sampled


@dataclass(frozen=True)
class Looked:
    """Pairs of codes and single codes that deserve a look, each table as its function says."""

    names: dict[str, str]
    pairs: pd.DataFrame
    words: pd.DataFrame
    doubles: pd.DataFrame
    by_coder: pd.DataFrame
    by_question: pd.DataFrame


def looked_at(step: Step, themes: Analysed) -> Looked | None:
    """Look at the codes as coders gave them; None where nobody coded here."""
    codings = step.read("03_coding", "codings")
    codings = codings[(codings["coder"] != PUBLISHED) & codings["answer_id"].isin(themes.texts.index)]
    if codings.empty:
        return None
    names = {code.id: code.short or code.name for code in themes.state.standing()}
    examples = sampled(examples_of(codings, list(names)), step.study.seed)
    alike = how_alike(examples)
    return Looked(
        names,
        together(codings, list(names), read=list(themes.state.readers()["answer_id"].unique())),
        sharing_words(examples, times=alike),
        near_duplicates(examples, names, alike),
        one_coder_only(codings, list(names)),
        one_question_only(codings, themes.answers, list(names)),
    )


def looked_tables(looked: Looked | None) -> Iterator[tuple[str, pd.DataFrame]]:
    """Each table by name."""
    if looked:
        yield "codes_together", looked.pairs
        yield "codes_alike_in_words", looked.words
        yield "codes_perhaps_one", looked.doubles
        yield "codes_of_one_coder", looked.by_coder
        yield "codes_of_one_question", looked.by_question


def looked_figures(looked: Looked | None) -> Iterator[tuple[str, Any, str]]:
    """The pairs that stand together more or less often than their frequencies say."""
    if looked and not looked.pairs.empty:
        yield "codes_together", together_figure(looked.pairs, looked.names), together_alt(looked.pairs, looked.names)


def looked_named(looked: Looked | None) -> Iterator[tuple[str, Any, str | None]]:
    """The named values."""
    if looked:
        yield from together_values(looked.pairs, looked.names)
        yield from looking_values(looked.by_coder, looked.by_question, looked.doubles)
