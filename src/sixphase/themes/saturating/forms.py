"""Which form has which code, in the order of collection; and for whom that is no question."""

from typing import Literal

import pandas as pd

Approach = Literal["reflexive", "codebook", "coding-reliability"]


def why_not_shown(approach: Approach) -> str | None:
    """Why there is no such measure, or None where there is one.

    >>> why_not_shown("codebook") is None
    True
    """
    if approach != "reflexive":
        return None
    return (
        "This study is reflexive: meaning is made by the researcher and is not found until none is left, so whether "
        "'enough' data were collected is a judgement, not a count of new codes (Braun & Clarke 2021). Nothing is "
        "counted here; the memos and the history of the themes show how the judgement was made."
    )


def in_order(forms: pd.DataFrame) -> list[str]:
    """The ids of forms in the order of collection: by session date, then by id; forms without a date come last."""
    rows = forms.assign(undated=forms["session_date"] == "")
    return list(rows.sort_values(["undated", "session_date", "form_id"], kind="stable")["form_id"])


def form_codes(codings: pd.DataFrame, answers: pd.DataFrame, forms: pd.DataFrame) -> tuple[list[str], pd.DataFrame]:
    """Which form has which code, each once.

    Parameters
    ----------
    codings
        One row a coding: answer_id, code.
    answers
        answer_id, form_id ('' where it is not known: such an answer is left out).
    forms
        form_id, session_date (ISO, or '').

    Returns
    -------
    tuple
        The form ids in order of collection, also those without a code; and form (a place in that list), code (a
        number), one row for each code of a form.
    """
    order = in_order(forms)
    form_of = answers.loc[answers["form_id"] != ""].drop_duplicates("answer_id").set_index("answer_id")["form_id"]
    place = pd.Series(range(len(order)), index=order, dtype="int64")
    found = codings["answer_id"].map(form_of).map(place)
    here = found.notna().to_numpy()
    codes, _ = pd.factorize(codings.loc[here, "code"], sort=True)
    rows = pd.DataFrame({"form": found[here].astype("int64").to_numpy(), "code": codes})
    return order, rows.drop_duplicates().sort_values(["form", "code"], ignore_index=True)
