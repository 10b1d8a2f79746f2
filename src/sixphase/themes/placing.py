"""Which distinct text stands under which codes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray


@dataclass(frozen=True)
class Placing:
    """Distinct texts × codes: `member[i, j]` says whether text i stands under code j.

    `words` is how the first answer with this text is printed. A text that the article quotes under two subthemes is
    one text with two codes, so a repeat can never look like two people who agree.
    """

    text_ids: tuple[str, ...]
    words: tuple[str, ...]
    codes: tuple[str, ...]
    member: NDArray[np.bool_]

    @property
    def together(self) -> pd.DataFrame:
        """Codes × codes: how many texts stand under both; on the diagonal how many stand under the code."""
        counts = self.member.astype(int).T @ self.member.astype(int)
        return pd.DataFrame(counts, index=pd.Index(self.codes, name="code"), columns=list(self.codes))

    def codes_of(self, text: int) -> list[str]:
        """The codes that one text stands under, in the codebook's order."""
        return [code for code, here in zip(self.codes, self.member[text], strict=True) if here]


def placing(
    codings: pd.DataFrame, texts: pd.Series, codes: Sequence[str], raised: Mapping[str, str] | None = None
) -> Placing:
    """The placing of distinct texts that codings say.

    Parameters
    ----------
    codings
        One row a coding: answer_id, code, words.
    texts
        answer_id → text_id; see `sixphase.coding.distinct.distinct_texts`.
    codes
        All codes, in order.
    raised
        Where each coding's code stands instead, such as a subtheme's theme; left out, codes stay.
    """
    own = codings["code"].map(dict(raised)) if raised else codings["code"]
    rows, ids = pd.factorize(texts.loc[codings["answer_id"]])
    columns = pd.Index(list(codes)).get_indexer(pd.Index(own))
    if (columns < 0).any():
        raise ValueError("a coding has a code that is not in the list")
    member = np.zeros((len(ids), len(codes)), dtype=bool)
    member[rows, columns] = True
    first = codings.assign(text_id=ids[rows]).drop_duplicates("text_id").set_index("text_id")["words"]
    return Placing(tuple(ids), tuple(first.loc[list(ids)]), tuple(codes), member)
