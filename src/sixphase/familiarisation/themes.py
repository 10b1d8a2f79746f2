"""Answers by theme, also where a study has none yet."""

import pandas as pd

EVERYTHING = "All answers"


def themed(answers: pd.DataFrame) -> pd.DataFrame:
    """The answers with a theme each: their own, or 'All answers' where the study has no themes.

    >>> themed(pd.DataFrame({"theme": ["", ""], "text": ["one", "two"]}))["theme"].tolist()
    ['All answers', 'All answers']
    """
    return answers.assign(theme=answers["theme"].where(answers["theme"] != "", EVERYTHING))
