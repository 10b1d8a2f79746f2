"""Everything that a search needs, made once from the tables of a study."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

import numpy as np
import pandas as pd

from sixphase.coding.retrieval.line import Line
from sixphase.coding.retrieval.places import Spans, pairs

Array = np.ndarray
BESIDE = "; "  # between codes that stand on the same words


@dataclass(frozen=True, eq=False)
class Index:
    """The answers, codes and codings of a study, ready to be searched; see `building.build`.

    Attributes
    ----------
    answers
        One row an answer: answer_id, text and its attributes, all text.
    codes
        One row a code in the order of the tree: code, name, parent, kind, into.
    codings
        One row a coding that stands, in the order of answers, places and codes.
    line
        The answers one after the other.
    answer_of, code_of
        The number of the answer and of the code of each coding.
    spans, in_words
        The places of the codings in the line, in characters and in words.
    left_out
        How many codings point at no words of an answer, so that they cannot be found.
    """

    answers: pd.DataFrame
    codes: pd.DataFrame
    codings: pd.DataFrame
    line: Line
    answer_of: Array
    code_of: Array
    spans: Spans
    in_words: Spans
    labels: Mapping[str, str]
    categories: Mapping[str, tuple[str, ...]]
    left_out: int = 0
    _kept: dict[str, tuple[Array, list[str]]] = field(default_factory=dict)

    @property
    def attributes(self) -> list[str]:
        """What is known of each answer, by its id."""
        return [name for name in self.answers.columns if name not in ("answer_id", "text")]

    def factor(self, name: str) -> tuple[Array, list[str]]:
        """A column of the answers as numbers, and what each number stands for."""
        if name not in self._kept:
            numbers, values = pd.factorize(self.answers[name])
            self._kept[name] = numbers, [str(value) for value in values]
        return self._kept[name]

    @cached_property
    def coders(self) -> tuple[Array, list[str]]:
        """The coder of each coding as a number, and their names."""
        numbers, names = pd.factorize(self.codings["coder"], sort=True)
        return numbers, [str(name) for name in names]

    @cached_property
    def codes_on(self) -> Array:
        """For each coding the codes that stand on its words or on some of them, by anybody."""
        return self.codes_at(self.spans)

    def codes_at(self, spans: Spans) -> Array:
        """The codes that touch each passage, in the order of the tree, with `BESIDE` between."""
        passage, coding = pairs(spans, self.spans)
        wide = max(1, len(self.codes))
        both = np.unique(passage * wide + self.code_of[coding])
        names = self.codes["code"].to_numpy(dtype=object)[both % wide].tolist()
        cuts = np.searchsorted(both, np.arange(len(spans.start) + 1) * wide).tolist()
        joined = [BESIDE.join(names[a:b]) for a, b in pairwise(cuts)]
        return np.array(joined, dtype=object)

    def spans_in(self, answers: Array, start: Array, end: Array, words: bool = False) -> Spans:
        """Places of the line as passages, in characters or in words."""
        if not words:
            return Spans(start, end, self.line.begins[answers], self.line.ends[answers])
        first, last = self.line.in_words(start, end, answers)
        floor, ceiling = self.line.in_words(self.line.begins[answers], self.line.ends[answers], answers)
        return Spans(first, last, floor, ceiling)
