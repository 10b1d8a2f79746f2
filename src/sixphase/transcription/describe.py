"""What was imported, in numbers."""

import pandas as pd

from sixphase.transcription.tokens import words_of


def with_lengths(answers: pd.DataFrame) -> pd.DataFrame:
    """The answers with two columns more: words, and characters (Unicode code points, spaces among them).

    An illegible answer of which no word could be read ('[illegible]' alone) has no length and is left out, unless
    there is nothing else.

    >>> with_lengths(pd.DataFrame({"text": ["Kit bag was great!"]}))[["words", "characters"]].loc[0].tolist()
    [4, 18]
    """
    words = pd.Series([len(words_of(text)) for text in answers["text"]], index=answers.index, dtype=int)
    counted = answers.assign(words=words, characters=answers["text"].str.len())
    if "state" not in answers:
        return counted
    readable = (words > 0) | (answers["state"] != "illegible")
    return counted[readable] if readable.any() else counted


def describe(answers: pd.DataFrame) -> pd.DataFrame:
    """How long the answers are: one row for words and one for characters.

    Returns
    -------
    pandas.DataFrame
        measure, answers, total, shortest, lower_quartile, median, upper_quartile, longest; quartiles by linear
        interpolation between the two nearest answers. Illegible answers count where a word could be read.

    >>> describe(pd.DataFrame({"text": ["one", "one two", "one two three"]})).values.tolist()[0]
    ['words', 3, 6, 1, 1.5, 2.0, 2.5, 3]
    """
    lengths = with_lengths(answers)
    return pd.DataFrame([_row(measure, lengths[measure]) for measure in ("words", "characters")])


def _row(measure: str, lengths: pd.Series) -> dict[str, object]:
    return {
        "measure": measure,
        "answers": len(lengths),
        "total": int(lengths.sum()),
        "shortest": int(lengths.min()),
        "lower_quartile": float(lengths.quantile(0.25)),
        "median": float(lengths.median()),
        "upper_quartile": float(lengths.quantile(0.75)),
        "longest": int(lengths.max()),
    }
