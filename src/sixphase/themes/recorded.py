"""What notebook 04 keeps of each theme: what it is about, and how it came about."""

from collections.abc import Iterator

import pandas as pd

from sixphase.coding.journal.state import State
from sixphase.themes.records.history import acts_on_themes, theme_history
from sixphase.themes.records.table import records_table, themes_of

COLUMNS = ("theme", "day", "who", "act", "reason")


def recorded_tables(state: State) -> Iterator[tuple[str, pd.DataFrame]]:
    """The record of each theme, and its history from the first candidate to the final name."""
    yield "theme_records", records_table(state)
    yield "theme_history", histories(state)


def histories(state: State) -> pd.DataFrame:
    """One row an act on a theme: theme (its name of today), day, who, act, reason; theme by theme.

    Empty where nobody changed anything since the study began.
    """
    tops = [code for code, level in themes_of(state) if level == "theme"]
    if not tops or not acts_on_themes(state):
        return pd.DataFrame(columns=list(COLUMNS), dtype=str)
    parts = [theme_history(state, code.id).assign(theme=code.name) for code in tops]
    return pd.concat(parts, ignore_index=True)[list(COLUMNS)]
