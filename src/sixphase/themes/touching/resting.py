"""Themes that rest on few people, or on one session."""

import numpy as np
import pandas as pd

from sixphase.themes.touching.touching import Touching

FEW = "few people"
ONE = "one session"
COLUMNS = (
    "id", "parent", "name", "forms", "answers", "most_answers_of_one_form", "dated", "sessions", "busiest",
    "busiest_forms", "busiest_share", "busiest_share_of_all", "rests_on",
)  # fmt: skip


def resting_on(touching: Touching, few: int = 5) -> pd.DataFrame:
    """On how many people and sessions each theme rests. For the researchers' eyes: small numbers are not hidden.

    Parameters
    ----------
    few
        A theme of fewer forms than this rests on few people.

    Returns
    -------
    pandas.DataFrame
        One row an entry: id, parent, name, forms and answers that touch it, most_answers_of_one_form, dated (forms
        with a date that touch it), sessions (their different dates), busiest (the date with most of these forms,
        the first where several have as many), busiest_forms, busiest_share (of the dated forms that touch it) and
        busiest_share_of_all (the same date's share of all dated forms: what chance would give); rests_on: 'few people',
        'one session', both with a comma between, or ''. Two sessions of one day are one here: forms tell the day alone.
        Without forms all numbers of people are missing.
    """
    dates = touching.forms["session_date"]
    per_form = touching.by_form.toarray()
    at_all = dates[dates != ""].value_counts()
    rows = []
    for number, entry in enumerate(touching.entries):
        touched = per_form[:, number]
        row = {"id": entry.id, "parent": entry.parent, "name": entry.name, "forms": int((touched > 0).sum())}
        row |= {
            "answers": int(touching.by_answer[:, [number]].sum()),
            "most_answers_of_one_form": touched.max(initial=0),
        }
        rows.append({**row, **_sessions(dates[touched > 0], at_all, few)})
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    if touching.forms.empty:
        table[[*COLUMNS[3:4], *COLUMNS[5:12]]] = np.nan
        table["rests_on"] = ""
    whole = ("forms", "answers", "most_answers_of_one_form", "dated", "sessions", "busiest_forms")
    return table.astype(
        {**dict.fromkeys(whole, "Int64"), "busiest_share": "Float64", "busiest_share_of_all": "Float64"}
    )


def _sessions(dates: pd.Series, at_all: pd.Series, few: int) -> dict[str, object]:
    here = dates[dates != ""].value_counts().sort_index()
    said = [FEW] if 0 < len(dates) < few else []
    row: dict[str, object] = {"dated": int(here.sum()), "sessions": len(here)}
    if len(here):
        date = str(here.idxmax())
        row |= {"busiest": date, "busiest_forms": int(here[date]), "busiest_share": here[date] / here.sum()}
        row["busiest_share_of_all"] = at_all[date] / at_all.sum()
    if len(here) == 1 and here.sum() == len(dates) and len(at_all) > 1:
        said.append(ONE)
    return {"busiest": "", **row, "rests_on": ", ".join(said)}
