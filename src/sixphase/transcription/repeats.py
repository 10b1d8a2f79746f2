"""Answers that stand more than once: the same words, or the same but for a slip."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from sixphase.transcription.nearness import near_pairs
from sixphase.transcription.tokens import words_of

QUOTES = "'\"‘’‚‛“”„‟′″‹›«»`´ʼ"
DASHES = "-‐‑‒–—―−"
FEWEST_WORDS = 5
_MARKS = str.maketrans({**dict.fromkeys(QUOTES, "'"), **dict.fromkeys(DASHES, "-")})
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True)
class Repeat:
    """Answers that say the same; `text` is how the first of them is printed.

    kind
        'exact': equal once case, quotation marks, dashes and spaces are set aside; 'near': alike but for a slip,
        and then all copies are listed, the exact ones among them too.
    """

    kind: Literal["exact", "near"]
    answer_ids: tuple[str, ...]
    text: str


def comparable(text: str) -> str:
    """A text as it is compared: one case, one quotation mark, one dash, one space, nothing invisible.

    Unicode's NFKC makes one of characters that look alike. Quotation marks go first, since it would turn an
    acute accent that stands for an apostrophe into a space and a mark.

    >>> comparable("  The “New\\u00a0Brain” – it´s SAFE…")
    "the 'new brain' - it's safe..."
    >>> comparable("Nothing.") == comparable("Nothing")
    False
    """
    seen = "".join(c for c in text.translate(_MARKS) if c.isspace() or unicodedata.category(c) not in ("Cf", "Cc"))
    return _BLANKS.sub(" ", unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", seen).casefold())).strip()


def find_repeats(answers: pd.DataFrame, near: float = 0.95) -> tuple[Repeat, ...]:
    """All repeats among the answers, exact ones first, each kind in the order of the file.

    Parameters
    ----------
    answers
        With the columns answer_id and text.
    near
        How alike two texts must be to be near: 1 minus the edits (Levenshtein 1966: letters put in, left out or
        changed) over the length of the longer text. At 0.95 one slip is forgiven in each 20 characters, so
        'Yes' and 'Yet', or 'Nothing' and 'Nothing.', are different answers. Where A is near B and B near C, all
        three are one repeat.
    """
    copies: dict[str, list[int]] = defaultdict(list)
    for row, text in enumerate(answers["text"]):
        copies[comparable(text)].append(row)
    exact = [rows for rows in copies.values() if len(rows) > 1]
    texts = list(copies)
    joined = [sorted(row for t in group for row in copies[texts[t]]) for group in _linked(texts, near)]
    return tuple(_repeat("exact", r, answers) for r in exact) + tuple(_repeat("near", r, answers) for r in joined)


def repeats_table(repeats: Sequence[Repeat]) -> pd.DataFrame:
    """One row for each answer of each repeat: repeat (R1, R2, ...), kind, answer_id.

    >>> repeats_table([Repeat("exact", ("A1", "A7"), "Kit bag")]).values.tolist()
    [['R1', 'exact', 'A1'], ['R1', 'exact', 'A7']]
    """
    rows = [(f"R{n}", repeat.kind, id_) for n, repeat in enumerate(repeats, 1) for id_ in repeat.answer_ids]
    return pd.DataFrame(rows, columns=["repeat", "kind", "answer_id"], dtype=str)


def written_once(answers: pd.DataFrame, repeats: pd.DataFrame, within: Sequence[str] = ()) -> pd.DataFrame:
    """The answers with each repeated text kept once: the first of its copies.

    A sentence that is printed twice was written once, so its words count once. A repeat of fewer than
    `FEWEST_WORDS` words stays: different people do write 'Very good'.

    Parameters
    ----------
    answers
        With the columns answer_id and text, and those of `within`.
    repeats
        As `repeats_table` gives it.
    within
        Columns inside which a text counts once; with ['theme'], once under each theme that it stands under.

    >>> answers = pd.DataFrame({"answer_id": ["A", "B", "C", "D"], "theme": ["x", "x", "y", "y"],
    ...                         "text": ["I liked the kit bag", "I liked the kit bag", "I liked the kit bag", "No"]})
    >>> repeats = repeats_table(find_repeats(answers))
    >>> written_once(answers, repeats)["answer_id"].tolist()
    ['A', 'D']
    >>> written_once(answers, repeats, ["theme"])["answer_id"].tolist()
    ['A', 'C', 'D']
    """
    long = answers.loc[[len(words_of(text)) >= FEWEST_WORDS for text in answers["text"]], "answer_id"]
    rows = repeats[repeats["answer_id"].isin(long)]
    named = {id_: group for kind in ("exact", "near") for id_, group in _members(rows, kind)}
    same = answers["answer_id"].map(lambda id_: named.get(id_, f"={id_}"))
    first = ~answers.assign(_same=same).duplicated([*within, "_same"])
    return answers[first].reset_index(drop=True)


def _members(repeats: pd.DataFrame, kind: str) -> Iterator[tuple[str, str]]:
    of_kind = repeats[repeats["kind"] == kind]
    return zip(of_kind["answer_id"], of_kind["repeat"], strict=True)


def _repeat(kind: Literal["exact", "near"], rows: list[int], answers: pd.DataFrame) -> Repeat:
    ids = answers["answer_id"]
    return Repeat(kind, tuple(ids.iloc[row] for row in rows), answers["text"].iloc[rows[0]])


def _linked(texts: list[str], near: float) -> list[list[int]]:
    """Groups of texts that are near, by union and find; each group and the list in the order of the texts."""
    above = list(range(len(texts)))

    def top(t: int) -> int:
        while above[t] != t:
            above[t] = above[above[t]]
            t = above[t]
        return t

    for one, other in near_pairs(texts, near):
        low, high = sorted((top(one), top(other)))
        above[high] = low
    groups: dict[int, list[int]] = defaultdict(list)
    for t in range(len(texts)):
        groups[top(t)].append(t)
    return [group for group in groups.values() if len(group) > 1]
