"""Making the index of a study from its tables."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from sixphase.coding.retrieval.index import Index
from sixphase.coding.retrieval.line import Line, line_of
from sixphase.coding.retrieval.places import Spans

Array = np.ndarray
CODING = ("coding_id", "answer_id", "start", "end", "code", "coder")
CODE = ("code", "name", "parent", "kind", "into")


def build(
    codings: pd.DataFrame,
    codes: pd.DataFrame,
    answers: pd.DataFrame,
    labels: Mapping[str, str] | None = None,
    categories: Mapping[str, Sequence[str]] | None = None,
) -> Index:
    """The index of a study's tables.

    Parameters
    ----------
    codings
        coding_id, answer_id, start, end (code points of the answer, end exclusive), code, coder; other columns
        are let be. A coding of an answer that is not there, of no words or beyond them, or that was lost (`anchor`),
        is left out and counted.
    codes
        code, name, parent ('' at the top), in the order of the tree; `kind` and `into` (the code that it was merged
        into) may be missing. A code that was given but is not listed stands behind, without a name.
    answers
        answer_id, text, and a column for each attribute; in the order in which they are shown.
    labels
        What attributes are called beside their id.
    categories
        The values that attributes may have, whether somebody has them or not.

    >>> codings = pd.DataFrame([["k1", "A", 0, 3, "T1", "anna"]], columns=list(CODING))
    >>> codes = pd.DataFrame({"code": ["T1"], "name": ["Tools"], "parent": [""]})
    >>> build(codings, codes, pd.DataFrame({"answer_id": ["A"], "text": ["Kit bag"]})).codes_on.tolist()
    ['T1']
    """
    answers = answers.reset_index(drop=True)
    line = line_of(answers["text"].tolist())
    standing, answer_of = _standing(codings, answers, line)
    codes = _all_codes(codes, standing["code"])
    code_of = pd.Index(codes["code"]).get_indexer(standing["code"])
    start, end = (standing[name].to_numpy(dtype=np.int64) for name in ("start", "end"))
    order = np.lexsort(
        (standing["coding_id"].to_numpy(dtype=str), _rank(standing["coder"]), code_of, end, start, answer_of)
    )
    answer_of, code_of = answer_of[order], code_of[order]
    begins = line.begins[answer_of]
    index = Index(
        answers,
        codes,
        standing.iloc[order].reset_index(drop=True),
        line,
        answer_of,
        code_of,
        *_both_spans(line, answer_of, begins + start[order], begins + end[order]),
        labels=dict(labels or {}),
        categories={name: tuple(values) for name, values in (categories or {}).items()},
        left_out=len(codings) - len(standing),
    )
    _ = index.codes_on, index.coders, line.blanks, line.word_answers  # now, not at the first search
    return index


def _standing(codings: pd.DataFrame, answers: pd.DataFrame, line: Line) -> tuple[pd.DataFrame, Array]:
    """The codings of words that are there, and the number of each one's answer."""
    answer_of = pd.Index(answers["answer_id"]).get_indexer(codings["answer_id"])
    start, end = (codings[name].to_numpy(dtype=np.int64) for name in ("start", "end"))
    lengths = np.append(line.ends - line.begins, 0)[answer_of]  # the last is that of no answer
    good = (answer_of >= 0) & (start >= 0) & (start < end) & (end <= lengths)
    if "anchor" in codings:
        good &= (codings["anchor"] != "lost").to_numpy(dtype=bool)
    return codings[good], answer_of[good]


def _all_codes(codes: pd.DataFrame, given: "pd.Series[Any]") -> pd.DataFrame:
    listed = codes.reindex(columns=list(CODE), fill_value="").reset_index(drop=True)
    strange = sorted(set(given) - set(listed["code"]))
    more = pd.DataFrame({name: strange if name == "code" else "" for name in CODE}, index=range(len(strange)))
    return pd.concat([listed, more], ignore_index=True) if strange else listed


def _rank(names: "pd.Series[Any]") -> Array:
    return pd.factorize(names, sort=True)[0]


def _both_spans(line: Line, answers: Array, start: Array, end: Array) -> tuple[Spans, Spans]:
    characters = Spans(start, end, line.begins[answers], line.ends[answers])
    first, last = line.in_words(start, end, answers)
    floor, ceiling = line.in_words(characters.floor, characters.ceiling, answers)
    return characters, Spans(first, last, floor, ceiling)
