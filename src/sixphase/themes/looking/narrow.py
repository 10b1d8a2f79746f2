"""Codes that only one coder used, or that stand in answers to one question only."""

from collections.abc import Sequence

import pandas as pd

FEWEST = 2
COLUMNS = ["code", "only", "answers", "share", "by_chance"]


def one_coder_only(codings: pd.DataFrame, codes: Sequence[str], *, fewest: int = FEWEST) -> pd.DataFrame:
    """Codes that one coder used and no other; see `only_one`. No rows where there is one coder."""
    return only_one(codings, codes, "coder", fewest)


def one_question_only(
    codings: pd.DataFrame, answers: pd.DataFrame, codes: Sequence[str], *, fewest: int = FEWEST
) -> pd.DataFrame:
    """Codes that stand in answers to one question only; see `only_one`. No rows where there is one question."""
    question = answers.drop_duplicates("answer_id").set_index("answer_id")["question"]
    asked = codings["answer_id"].map(question).fillna("").astype(str)
    return only_one(codings.assign(question=asked), codes, "question", fewest)


def only_one(codings: pd.DataFrame, codes: Sequence[str], by: str, fewest: int = FEWEST) -> pd.DataFrame:
    """Codes of which all codings share one value of a column.

    Parameters
    ----------
    codings
        answer_id, code, and the column `by`; '' there is not known and does not count.
    codes
        The codes that stand, in order.
    fewest
        Codes in fewer answers are left out: a code in one answer has one question by necessity.

    Returns
    -------
    pandas.DataFrame
        code, only (the value), answers (that have the code), share (of all coded answers, those with this value),
        by_chance (how likely it is that all answers with the code have one and the same value, were the answers
        drawn from the coded ones whatever the code); the least likely first. A code with few answers is often with
        one coder by chance: see `by_chance` before making much of it.
    """
    used = codings[codings["code"].isin(list(codes)) & (codings[by] != "")]
    given = used[["answer_id", "code", by]].drop_duplicates()
    parts = given[["answer_id", by]].drop_duplicates()[by].value_counts(normalize=True)
    if len(parts) < 2:
        return pd.DataFrame(columns=COLUMNS)
    by_code = given.groupby("code").agg(answers=("answer_id", "nunique"), values=(by, "nunique"), only=(by, "first"))
    narrow = by_code[(by_code["values"] == 1) & (by_code["answers"] >= fewest)]
    ordered = narrow.reindex([code for code in dict.fromkeys(codes) if code in narrow.index])
    table = ordered.rename_axis("code").reset_index()[COLUMNS[:3]]
    table["share"] = table["only"].map(parts).astype(float)
    table["by_chance"] = [float((parts**count).sum()) for count in table["answers"]]
    return table.sort_values("by_chance", kind="stable", ignore_index=True)
