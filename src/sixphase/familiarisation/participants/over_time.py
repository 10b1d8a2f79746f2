"""Sessions over time and their sizes, as they may be published."""

from typing import Any

import pandas as pd

from sixphase.familiarisation.participants.cells import ANSWERED, CAME, FORMS, PERIOD, UNDATED, Cells
from sixphase.familiarisation.participants.rows import HIDDEN, SHOWN, proportion, typed
from sixphase.familiarisation.participants.sessions import ATTENDED, DATE

MOST_SIZES = 25  # rows of the table of sizes; beyond that sizes are taken together


def periods_table(cells: Cells, forms: pd.DataFrame, sessions: pd.DataFrame, periods: pd.Series) -> pd.DataFrame:
    """One row a period: its sessions, who came, the forms and the response."""
    held = _held(forms, sessions).map(periods).value_counts()
    rows = []
    for kind, of, period in cells.counts:
        if (kind, of) != ("forms", PERIOD) or (period == UNDATED and not cells.counts[kind, of, period]):
            continue
        numbers = {k: cells.shown((k, PERIOD, period)) for k in ("attended", "forms", "answered")}
        hidden = any((k, PERIOD, period) in cells.hidden for k in numbers)
        rate = proportion(numbers["answered"], numbers["attended"])
        row = {"period": period, "state": HIDDEN if hidden else SHOWN, "sessions": int(held.get(period, 0)), **numbers}
        rows.append({**row, "response": rate["share"], "low": rate["low"], "high": rate["high"]})
    columns = ["period", "state", "sessions", "attended", "forms", "answered", "response", "low", "high"]
    return typed(pd.DataFrame(rows, columns=columns), columns[2:6], columns[6:])


def sizes_table(cells: Cells, sessions: pd.DataFrame, threshold: int) -> pd.DataFrame:
    """How many sessions had which size; not where that would tell how many came in a hidden period."""
    empty = pd.DataFrame({"size": pd.Series(dtype=str), "sessions": pd.Series(dtype="Int64")})
    counted = sessions[ATTENDED].dropna().astype(int)
    if counted.empty or _tells(cells):
        return empty
    few = counted < threshold
    rows = [[f"fewer than {threshold}", int(few.sum())]] if few.any() else []
    rest = counted[~few]
    if len(rest):
        step = -(-(int(rest.max()) - int(rest.min()) + 1) // MOST_SIZES)
        for low in range(int(rest.min()), int(rest.max()) + 1, step):
            name = str(low) if step == 1 else f"{low} to {low + step - 1}"
            rows.append([name, int(rest.between(low, low + step - 1).sum())])
    return pd.DataFrame(rows, columns=empty.columns).astype({"sessions": "Int64"})


def totals_of(
    cells: Cells, forms: pd.DataFrame, sessions: pd.DataFrame, sizes: pd.DataFrame, threshold: int
) -> dict[str, Any]:
    """The numbers of `Participants.totals`."""
    counted = sessions[ATTENDED].dropna().astype(int)
    held = _held(forms, sessions)
    told = {
        name: int(value) if len(sizes) and value >= threshold else None
        for name, value in (("smallest", counted.min()), ("largest", counted.max()))
        if len(counted)
    }
    median = float(counted.median()) if len(sizes) and counted.median() >= threshold else None
    return {
        "forms": cells.shown(FORMS),
        "answered": cells.shown(ANSWERED),
        "attended": cells.shown(CAME),
        "undated": cells.shown(("forms", PERIOD, UNDATED)),
        "sessions": len(held),
        "uncounted_sessions": len(held) - len(counted) if len(sessions) else None,
        "smallest": told.get("smallest"),
        "median": median,
        "largest": told.get("largest"),
        "first": held.min() if len(held) else None,
        "last": held.max() if len(held) else None,
    }


def _tells(cells: Cells) -> bool:
    return any(kind == "attended" and of in ("", PERIOD) for kind, of, _ in cells.hidden)


def _held(forms: pd.DataFrame, sessions: pd.DataFrame) -> pd.Series:
    """The date of each session: those that are listed, and one for each other date that stands on forms."""
    others = sorted({date for date in forms[DATE] if date} - set(sessions[DATE]))
    return pd.concat([sessions[DATE], pd.Series(others, dtype=str)], ignore_index=True)
