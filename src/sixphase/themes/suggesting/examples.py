"""The coded passages that a suggestion can learn from, each distinct wording once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sixphase.study.problem import refuse
from sixphase.transcription.repeats import comparable

MOST = 10_000  # passages; more of them cost much and teach little
PLACE = ["answer_id", "start", "end", "words"]


@dataclass(frozen=True)
class Examples:
    """Distinct passages × codes: `member[i, j]` says whether passage i was given code j by anyone.

    passages
        One row a distinct wording: answer_id, start, end, words (of the first coding that has it), coders (all who
        coded it, parted by spaces).
    codes
        The codes that have a passage, in the order of the codebook.
    """

    passages: pd.DataFrame
    codes: tuple[str, ...]
    member: NDArray[np.bool_]

    @property
    def words(self) -> list[str]:
        """The passages' words."""
        return list(self.passages["words"])

    def number(self, code: str) -> int:
        """The column of a code.

        Raises
        ------
        InputError
            When no passage has the code.
        """
        if code not in self.codes:
            raise refuse(f"no passage is coded with '{code}'", remedy="code some passages with it first")
        return self.codes.index(code)

    def under(self, code: str) -> NDArray[np.int64]:
        """The rows of the passages under a code, in order; errors as `number`."""
        return np.flatnonzero(self.member[:, self.number(code)])


def examples_of(codings: pd.DataFrame, codes: Sequence[str]) -> Examples:
    """The examples that codings hold.

    Parameters
    ----------
    codings
        One row a passage with a code: answer_id, start, end, code, coder, words. Give only those that the person
        who will see the suggestions may see: another coder's codings would end the blindness of the two.
    codes
        The ids of the codes that stand, in order. Codings of another code, such as a retired one, do not count.

    Notes
    -----
    Passages that differ only in case, dashes, quotation marks or spaces are one example with all their codes, so a
    text that stands often weighs no more than one that stands once, and two coders who agree count once.
    """
    standing = codings[codings["code"].isin(list(codes)) & (codings["words"].astype(str).str.strip() != "")]
    wordings = pd.Series([comparable(words) for words in standing["words"]], dtype=object)
    rows, distinct = pd.factorize(wordings)
    given = set(standing["code"])
    known = tuple(dict.fromkeys(code for code in codes if code in given))
    member = np.zeros((len(distinct), len(known)), dtype=bool)
    member[rows, pd.Index(known).get_indexer(pd.Index(standing["code"]))] = True
    passages = standing[PLACE].assign(_row=rows).drop_duplicates("_row").drop(columns="_row").reset_index(drop=True)
    return Examples(passages.assign(coders=_coders(standing["coder"], rows)), known, member)


def sampled(examples: Examples, seed: int, most: int = MOST) -> Examples:
    """All examples, or `most` of them drawn by seed, with the first passage of every code among them."""
    total = len(examples.passages)
    if total <= most:
        return examples
    first = np.unique(examples.member.argmax(axis=0))
    rest = np.setdiff1d(np.arange(total), first)
    drawn = np.random.default_rng(seed).permutation(rest)[: max(0, most - len(first))]
    chosen = np.sort(np.concatenate([first, drawn]))
    return Examples(examples.passages.iloc[chosen].reset_index(drop=True), examples.codes, examples.member[chosen])


def _coders(coders: pd.Series, rows: NDArray) -> list[str]:
    each = pd.DataFrame({"row": rows, "coder": coders.to_numpy()}).drop_duplicates().sort_values(["row", "coder"])
    return each.groupby("row")["coder"].agg(" ".join).tolist()
