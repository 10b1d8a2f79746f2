"""Tables of the paper on themes: what speaks against them, the quotes, and the scores beside them."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from sixphase.study.few_people import NOT_SHOWN, people_told
from sixphase.themes.quoting.placed import CONTRADICTS
from sixphase.themes.quoting.table import said_by


def against_table(sides: pd.DataFrame, small: int) -> pd.DataFrame:
    """How many people speak for a theme, against it, and both; themes without a mark are left out.

    Parameters
    ----------
    sides
        As `sides_of` gives it.
    small
        Of fewer people than this only that is told.
    """
    marked = sides[(sides["people_for"] > 0) | (sides["people_against"] > 0)]
    heads = {"name": "Theme", "people_for": "For", "people_against": "Against", "people_both": "Both"}
    table = marked[list(heads)].rename(columns=heads).reset_index(drop=True)
    for head in list(heads.values())[1:]:
        table[head] = [people_told(number, small) for number in table[head]]
    return table


def quotes_chosen_table(quotes: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """The quotes in the order of the paper: theme (at its first quote), words, and who spoke.

    Parameters
    ----------
    quotes
        As `quotes_table` gives it.
    names
        The name of each theme by its id.
    """
    first = ~quotes["theme"].duplicated()
    theme = quotes["theme"].map(dict(names)).where(first, "")
    who = [who_spoke(quote) for quote in quotes.to_dict("records")]
    return pd.DataFrame({"Theme": theme, "Quote": quotes["words"], "Who": who})


def who_spoke(quote: Mapping[Any, Any]) -> str:
    """What is told of who said a quote, and whether it speaks against the theme."""
    against = "speaks against the theme" if quote["voice"] == CONTRADICTS else ""
    return "; ".join(filter(None, [said_by(quote), against]))


def joint_table(display: pd.DataFrame, tops: set[str]) -> pd.DataFrame:
    """The themes at the top, and what else differs after correction: mean scores with intervals, and differences.

    Score and occasion stand at their first row.

    Parameters
    ----------
    display
        As `joint_display` gives it.
    tops
        The ids of the themes at the top.
    """
    holds = display["holds"].astype(str) == "True"
    shown = display[display["id"].isin(tops) | holds].reset_index(drop=True)
    heads = ["Score", "Occasion", "Theme", "Touch it", "Do not", "Difference"]
    table = pd.DataFrame([_joint_row(row) for row in shown.to_dict("records")], columns=heads)
    table["Score"] = table["Score"].mask(shown["measure"].duplicated(), "")
    table["Occasion"] = table["Occasion"].mask(shown[["measure", "occasion"]].duplicated(), "")
    return table


def _joint_row(row: Mapping[Any, Any]) -> tuple[str, ...]:
    means = [_interval(row, f"{side}mean", f"{side}low", f"{side}high") for side in ("", "others_")]
    apart = _interval(row, "difference", "difference_low", "difference_high")
    mark = "*" if str(row["holds"]) == "True" and apart != NOT_SHOWN else ""
    return row["label"], row["occasion"] or "All forms", row["name"], *means, apart + mark


def _interval(row: Mapping[Any, Any], *names: str) -> str:
    if any(pd.isna(row[name]) or row[name] == "" for name in names):
        return NOT_SHOWN
    value, low, high = (f"{float(row[name]):.1f}".replace("-", "−") for name in names)
    return f"{value} ({low} to {high})"
