"""What the answers of one code have in common: words that several use, and the answers most like the rest."""

from collections import Counter

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from sixphase.familiarisation.stopwords import is_stop_word
from sixphase.themes.placing import Placing
from sixphase.transcription.tokens import words_of

FEWEST = 2  # a word that one text uses is not shared
# The list of words that say little holds these too; where people speak of compassion they say for whom it is.
KEPT = frozenset({"myself", "yourself", "ourselves", "themselves", "others", "alone", "together"})


def shared_words(placed: Placing, most: int = 8) -> pd.DataFrame:
    """For each code the words that set it apart by how many of its texts use them.

    Parameters
    ----------
    placed
        Texts and their codes; each text counts once under each of its codes.
    most
        How many words a code at most.

    Returns
    -------
    pandas.DataFrame
        code, word, texts (of the code, that use the word), of (texts of the code), share, elsewhere (share of the
        texts that do not stand under the code), more (share minus elsewhere). Ordered by `more`, then by word.
        Left out are words used no more here than elsewhere, and those that say little ('the', 'with').
    """
    used = [frozenset(filter(_says_something, words_of(words))) for words in placed.words]
    everywhere = Counter(word for words in used for word in words)
    tables = [_words_of_code(placed, used, everywhere, number, most) for number in range(len(placed.codes))]
    return pd.concat(tables, ignore_index=True)


def _words_of_code(
    placed: Placing, used: list[frozenset[str]], everywhere: Counter[str], number: int, most: int
) -> pd.DataFrame:
    inside = placed.member[:, number]
    of, rest = int(inside.sum()), int((~inside).sum())
    here = Counter(word for words, own in zip(used, inside, strict=True) if own for word in words)
    rows = [
        {
            "code": placed.codes[number],
            "word": word,
            "texts": count,
            "of": of,
            "share": count / of,
            "elsewhere": (everywhere[word] - count) / max(rest, 1),
        }
        for word, count in here.items()
        if count >= FEWEST
    ]
    table = pd.DataFrame(rows, columns=["code", "word", "texts", "of", "share", "elsewhere"])
    table["more"] = (table["share"] - table["elsewhere"]).round(9)
    table = table[table["more"] > 0].sort_values(["more", "word"], ascending=[False, True])
    return table.head(most).reset_index(drop=True)


def _says_something(word: str) -> bool:
    return word in KEPT or not is_stop_word(word)


def likeness_to_codes(vectors: csr_matrix, member: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Texts × codes: each text's mean likeness to the *other* texts of each code; nan where there is none."""
    under = member.astype(float)
    summed = np.asarray(vectors @ (vectors.T @ under))
    length = np.asarray(vectors.multiply(vectors).sum(axis=1)).ravel()
    others = under.sum(axis=0)[None, :] - under
    total = summed - under * length[:, None]
    return np.divide(total, others, out=np.full(total.shape, np.nan), where=others > 0)


def central_answers(placed: Placing, vectors: csr_matrix, most: int = 2) -> pd.DataFrame:
    """For each code the texts most like its other texts: good examples, as the machine sees it.

    Returns
    -------
    pandas.DataFrame
        code, answer_id (the first answer with this text), words, likeness (mean cosine to the code's other texts).
    """
    likeness = np.where(placed.member, likeness_to_codes(vectors, placed.member).round(9), np.nan)
    rows = []
    for number, code in enumerate(placed.codes):
        inside = np.flatnonzero(~np.isnan(likeness[:, number]))
        for text in inside[np.argsort(-likeness[inside, number], kind="stable")][:most]:
            rows.append((code, placed.text_ids[text], placed.words[text], likeness[text, number]))
    return pd.DataFrame(rows, columns=["code", "answer_id", "words", "likeness"])
