"""What was found, as a table: one row a passage, with its words, what stands around it, and what is known of it."""

import numpy as np
import pandas as pd

from sixphase.coding.retrieval.choosing import Chosen, choose
from sixphase.coding.retrieval.grammar import parse
from sixphase.coding.retrieval.index import Index
from sixphase.coding.retrieval.line import Line
from sixphase.familiarisation.concordance import CONTEXT

Array = np.ndarray
COLUMNS = ("answer_id", "coding_id", "start", "end", "code", "name", "codes", "coder", "left", "words", "right")


def find(index: Index, expression: str, context: int | None = CONTEXT) -> pd.DataFrame:
    """The passages that an expression finds; what it may say is in `docs/finding.md`.

    Parameters
    ----------
    context
        How many characters are given at each side, less what would be half a word; None for the whole answer.

    Returns
    -------
    pandas.DataFrame
        One row a passage, in the order of answers and places: answer_id; coding_id (empty where words or a whole
        answer were found); start and end in the answer (code points, end exclusive); the code and its name; codes
        (all that stand on these words or on some of them, by anybody); coder; left, words and right, which
        together stand in the answer as written; then the answer's attributes.

    Raises
    ------
    InputError
        When the expression cannot be read, or names what is not there: the place, and what to write.
    """
    chosen = choose(index, parse(expression), expression)
    coding, answer, start, end = _rows(index, chosen)
    attributes = index.answers.iloc[answer].drop(columns=["answer_id", "text"]).reset_index(drop=True)
    left, words, right = in_context(index.line, answer, start, end, context)
    is_coding = coding >= 0
    codes = np.empty(len(coding), dtype=object)
    codes[is_coding] = index.codes_on[coding[is_coding]]
    codes[~is_coding] = index.codes_at(index.spans_in(answer[~is_coding], start[~is_coding], end[~is_coding]))
    code = np.where(is_coding, index.code_of[coding] if len(index.codings) else -1, -1)
    columns = {
        "answer_id": index.answers["answer_id"].take(answer).array,
        "coding_id": _of(index.codings["coding_id"], coding),
        "start": start - index.line.begins[answer],
        "end": end - index.line.begins[answer],
        "code": _of(index.codes["code"], code),
        "name": _of(index.codes["name"], code),
        "codes": pd.array(codes, dtype=str),
        "coder": _of(index.codings["coder"], coding),
        "left": left,
        "words": words,
        "right": right,
    }
    return pd.DataFrame(columns).join(attributes[[n for n in attributes.columns if n not in columns]])


def _rows(index: Index, chosen: Chosen) -> tuple[Array, Array, Array, Array]:
    """The coding (-1 for none), answer and place in the line of each row, in order."""
    codings = np.flatnonzero(chosen.codings)
    answer, start, end = index.line.places(chosen.hits)
    shown = np.zeros(len(index.answers), dtype=bool)
    shown[answer] = shown[index.answer_of[codings]] = True
    whole = np.flatnonzero(chosen.answers & ~shown)
    none = np.full(len(answer) + len(whole), -1)
    coding = np.concatenate((codings, none))
    answers = np.concatenate((index.answer_of[codings], answer, whole))
    starts = np.concatenate((index.spans.start[codings], start, index.line.begins[whole]))
    ends = np.concatenate((index.spans.end[codings], end, index.line.ends[whole]))
    order = np.lexsort((coding, ends, starts))
    return coding[order], answers[order], starts[order], ends[order]


def in_context(line: Line, answer: Array, start: Array, end: Array, context: int | None) -> tuple[list[str], ...]:
    """What stands before each place, the place, and what stands after it: `concordance.pieces` for many at once."""
    floor, ceiling = line.begins[answer], line.ends[answer]
    first, last = (floor, ceiling) if context is None else _trimmed(line, start, end, floor, ceiling, context)
    places = list(zip(first.tolist(), start.tolist(), end.tolist(), last.tolist(), strict=True))
    text = line.text
    return (
        [text[a:b] for a, b, _, _ in places],
        [text[b:c] for _, b, c, _ in places],
        [text[c:d] for *_, c, d in places],
    )


def _trimmed(line: Line, start: Array, end: Array, floor: Array, ceiling: Array, context: int) -> tuple[Array, Array]:
    """Where the context begins and ends, moved inwards to the next white space where it would cut a word."""
    blanks = np.concatenate(([-1], line.blanks, [len(line.text) + 1]))
    first, last = np.maximum(floor, start - context), np.minimum(ceiling, end + context)
    following = blanks[np.searchsorted(blanks, first, "left")]
    cuts = (floor < first) & (first < start) & ~_is_in(blanks, first - 1)
    first = np.where(cuts, np.minimum(following, start - 1) + 1, first)
    preceding = blanks[np.searchsorted(blanks, last, "left") - 1]
    cuts = (end < last) & (last < ceiling) & ~_is_in(blanks, last)
    return first, np.where(cuts, np.maximum(preceding + 1, end), last)


def _is_in(blanks: Array, places: Array) -> Array:
    return blanks[np.searchsorted(blanks, places, "left")] == places


def _of(values: pd.Series, numbers: Array):
    """The values of these numbers, and nothing where the number is -1."""
    return values.array.astype(str).take(numbers, allow_fill=True, fill_value="")
