"""Codings: who gave which code to which words of which answer."""

import pandas as pd

from sixphase.study.codebook import Codebook
from sixphase.study.problem import InputError, Problem, did_you_mean

PUBLISHED = "published"
COLUMNS = ("answer_id", "start", "end", "code", "coder", "words")


def published_codings(answers: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """The assignment that was published with the answers, as codings by the coder `published`.

    Parameters
    ----------
    answers
        One row an answer: answer_id, text, state, and the names of its theme and subtheme. Only answers whose
        state is 'answered' can be coded.
    codebook
        The themes and subthemes by these names.

    Returns
    -------
    pandas.DataFrame
        One row a coding: answer_id, start, end, code, coder, words. The code is the subtheme's id. Start and end
        count Unicode code points (not bytes, not UTF-16 units), the end not included; what was published places
        whole answers, so every coding covers its answer from the first code point to the last.

    Raises
    ------
    InputError
        Naming every answer whose theme and subtheme are not in the codebook together.

    Notes
    -----
    A text that the article quotes in several places is several answers here, each with the code of its place.
    """
    ids = {(theme.name, entry.name): id_ for id_, (theme, entry) in codebook.subthemes.items()}
    said = answers[answers["state"] == "answered"]
    places = list(zip(said["theme"], said["subtheme"], strict=True))
    problems = [_unknown(a, p, codebook) for a, p in zip(said["answer_id"], places, strict=True) if p not in ids]
    if problems:
        raise InputError(problems)
    return pd.DataFrame(
        {
            "answer_id": said["answer_id"].to_numpy(),
            "start": 0,
            "end": [len(text) for text in said["text"]],
            "code": [ids[place] for place in places],
            "coder": PUBLISHED,
            "words": said["text"].to_numpy(),
        },
        columns=list(COLUMNS),
    )


def _unknown(answer_id: str, place: tuple[str, str], codebook: Codebook) -> Problem:
    theme, subtheme = place
    under = {above.name: [entry.name for entry in above.subthemes] for above in codebook.themes}
    if theme not in under:
        what, remedy = f"the codebook has no theme '{theme}'", did_you_mean(theme, under)
    else:
        what = f"the codebook has no subtheme '{subtheme}' under '{theme}'"
        remedy = did_you_mean(subtheme, under[theme])
    return Problem(what, place=f"answer {answer_id}", remedy=remedy)
