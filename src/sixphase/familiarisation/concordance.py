"""Keyword in context: a word or a phrase with what stands before and after it, as written."""

from collections.abc import Iterable, Iterator

import pandas as pd

from sixphase.study.problem import refuse
from sixphase.transcription.tokens import WORD, spans_of, spelling

COLUMNS = ("query", "answer_id", "left", "keyword", "right")
CONTEXT = 45


def concordance(answers: pd.DataFrame, query: str, context: int | None = CONTEXT) -> pd.DataFrame:
    """Every place where the words of `query` stand, in the order of the answers.

    Parameters
    ----------
    answers
        With the columns answer_id and text.
    query
        A word ('space'), a phrase ('safe space': the words follow each other, whatever stands between them), or
        the beginning of a word with a star ('compassion*'). Capitals and the kind of apostrophe do not matter. A
        word is a whole word: 'self' does not find 'self-compassion', 'self*' does.
    context
        How many characters are given at each side, less what would be half a word; None for the whole answer.

    Returns
    -------
    pandas.DataFrame
        query, answer_id, left, keyword, right. The three pieces together stand in the answer as written.

    >>> answers = pd.DataFrame({"answer_id": ["E35"], "text": ["How it felt like a non-judgemental safe space"]})
    >>> concordance(answers, "Safe space", 20).loc[0].tolist()
    ['Safe space', 'E35', 'a non-judgemental ', 'safe space', '']
    """
    terms = terms_of(query)
    rows = [
        (query, id_, *pieces(text, start, end, context))
        for id_, text in zip(answers["answer_id"], answers["text"], strict=True)
        for start, end in places(text, terms)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=str)


def concordances(answers: pd.DataFrame, queries: Iterable[str], context: int | None = CONTEXT) -> pd.DataFrame:
    """The concordances of several words, one under the other; a word that is named twice comes once."""
    tables = [concordance(answers, query, context) for query in dict.fromkeys(queries)]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=list(COLUMNS), dtype=str)


def terms_of(query: str) -> tuple[str, ...]:
    """The words of a query in the spelling of `words_of`, a star kept.

    Raises
    ------
    InputError
        When there is no word in it.

    >>> terms_of(" Kit  BAG* ")
    ('kit', 'bag*')
    """
    found = [(spelling(match.group()), query[match.end() : match.end() + 1] == "*") for match in WORD.finditer(query)]
    if not found:
        raise refuse(
            f"there is no word in '{query}'", remedy="search for a word, a phrase, or a beginning like 'comp*'"
        )
    return tuple(word + "*" * star for word, star in found)


def places(text: str, terms: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Start and end, in code points, of each place where the terms stand one after the other; none overlap."""
    if not _may_hold(text, terms):
        return
    spans = spans_of(text)
    free = 0
    for n in range(len(spans) - len(terms) + 1):
        if n >= free and all(_fits(spans[n + k][2], term) for k, term in enumerate(terms)):
            free = n + len(terms)
            yield spans[n][0], spans[free - 1][1]


def pieces(text: str, start: int, end: int, context: int | None = CONTEXT) -> tuple[str, str, str]:
    """What stands before a place, the place, and what stands after it; see `concordance`.

    >>> pieces("Kit bag was great! Learning new tools", 4, 7, 12)
    ('Kit ', 'bag', ' was great! ')
    """
    first, last = (0, len(text)) if context is None else (max(0, start - context), min(len(text), end + context))
    if 0 < first < start and not text[first - 1].isspace():
        blank = next((n for n in range(first, start) if text[n].isspace()), start - 1)
        first = blank + 1
    if end < last < len(text) and not text[last].isspace():
        last = next((n for n in range(last, end, -1) if text[n - 1].isspace()), end)
    return text[first:start], text[start:end], text[end:last]


def _may_hold(text: str, terms: tuple[str, ...]) -> bool:
    """A quick no for most texts; only plain terms are looked for, and a soft hyphen could part them."""
    small = text.lower().replace(".", "")
    plain = (bare for term in terms if (bare := term.rstrip("*")).isascii() and bare.isalnum())
    return "\u00ad" in text or all(bare in small for bare in plain)


def _fits(word: str, term: str) -> bool:
    return word.startswith(term[:-1]) if term.endswith("*") else word == term
