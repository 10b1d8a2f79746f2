"""What the notebooks on themes look at: the passages that stand, each under its subtheme, and the tree of today."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from sixphase.coding.codebook_today import codebook_today
from sixphase.coding.coded import warn_while_blind
from sixphase.coding.codings import PUBLISHED
from sixphase.coding.distinct import distinct_texts, groups_of
from sixphase.coding.journal.replay import replay
from sixphase.coding.journal.state import State
from sixphase.study.codebook import ITSELF, Codebook, Subtheme
from sixphase.study.problem import NothingYet, Problem
from sixphase.study.step import Step
from sixphase.themes.extracts.passages import passages


@dataclass(frozen=True)
class Analysed:
    """A study as its themes are looked at.

    Attributes
    ----------
    state
        What the journals replay to.
    codebook
        Two levels: each theme with what is right below it. Codings of deeper codes count with their subtheme; where
        a theme was given itself, it has a subtheme of its own name.
    codings
        answer_id, start, end, code (a subtheme of `codebook`), coder, words; codings of codes under no theme are left
        out.
    texts
        answer_id → text_id: answers that repeat each other are one text.
    passages
        The same codings as passages, each a unit to compare: answer_id (the passage's own id), code, words. Where a
        publication placed whole answers, they are the answers.
    passage_texts
        The passages' ids → text_id, as `texts` is for answers.
    answers
        The table of answers.
    small_cell
        Of fewer people than this no number is printed.
    """

    state: State
    codebook: Codebook
    codings: pd.DataFrame
    texts: pd.Series
    passages: pd.DataFrame
    passage_texts: pd.Series
    answers: pd.DataFrame
    small_cell: int = 1

    @property
    def names(self) -> dict[str, str]:
        """The id of each code, subtheme and theme with a name for tables."""
        return {code.id: code.short or code.name for code in self.state.codes.values()} | self.codebook.short_names()


def analysed(step: Step) -> Analysed:
    """The study at hand, from its journals and from what notebooks 01 and 03 wrote."""
    state = replay(step.paths.name)
    warn_while_blind(step, state)
    answers = step.read("01_transcription_import", "answers")
    texts = distinct_texts(list(answers["answer_id"]), groups_of(step.read("01_transcription_import", "repeats")))
    codings = step.read("03_coding", "codings")
    codings = codings[codings["answer_id"].isin(texts.index)]
    codebook, below = two_levels(codebook_today(state), set(codings["code"]))
    codings = codings[codings["code"].isin(below.keys())].reset_index(drop=True)
    codings = codings.assign(code=codings["code"].map(below))
    if (codings["coder"] == PUBLISHED).any() or codings.empty:
        units, unit_texts = codings, texts
    else:
        units, unit_texts = _passages(codings, answers, texts)
    small = step.study.fewest
    return Analysed(state, codebook, codings, texts, units, unit_texts, answers, small)


def need_themes(themes: Analysed) -> None:
    """Raise NothingYet where no passage lies in a theme: there is nothing to look at."""
    if themes.codings.empty:
        what = "no passage lies in a theme yet, so there is nothing more to show"
        raise NothingYet(
            Problem(what, remedy="make themes at the board of notebook 04, lay codes into them, and run it again")
        )


def two_levels(codebook: Codebook, used: set[str]) -> tuple[Codebook, Mapping[str, str]]:
    """The codebook as themes and what is right below them, and for each code where its codings count.

    >>> from sixphase.study.codebook import Entry, Theme
    >>> book = Codebook(themes=(Theme(id="T", name="Care", codes=(Entry(id="c", name="Tea"),)),))
    >>> two_levels(book, {"c", "T"})[1]
    {'c': 'c', 'T': 'T*'}
    """
    themes, below = [], {}
    for theme in codebook.themes:
        subthemes = [*theme.subthemes, *(Subtheme(**code.model_dump()) for code in theme.codes)]
        for sub in subthemes:
            below.update({entry.id: sub.id for entry in (sub, *sub.codes)})
        if theme.id in used:
            subthemes.append(Subtheme(id=theme.id + ITSELF, name=theme.name, short=theme.short))
            below[theme.id] = theme.id + ITSELF
        themes.append(theme.model_copy(update={"subthemes": tuple(subthemes), "codes": ()}))
    return Codebook(themes=tuple(themes)), below


def _passages(codings: pd.DataFrame, answers: pd.DataFrame, texts: pd.Series) -> tuple[pd.DataFrame, pd.Series]:
    """Passages of one subtheme that share words are one; the same words of one distinct text are one text."""
    found = passages(codings, answers, {code: code for code in codings["code"].unique()})
    spans = found["start"].astype(str) + "-" + found["end"].astype(str)
    units = pd.DataFrame(
        {"answer_id": found["answer_id"] + ":" + spans, "code": found["theme"], "words": found["words"]}
    )
    same = texts.loc[found["answer_id"]].to_numpy(dtype=object) + ":" + spans.to_numpy(dtype=object)
    ids = pd.Series(same, index=pd.Index(units["answer_id"], name="answer_id"), name="text_id", dtype=str)
    return units, ids[~ids.index.duplicated()]
