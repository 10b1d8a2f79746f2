"""Each group against all others, from shown cells alone."""

import numpy as np
import pandas as pd

from sixphase.familiarisation.participants.rows import SHOWN
from sixphase.themes.differing.correcting import corrected
from sixphase.themes.differing.effects import cohens_h, difference, odds_ratio, score_p

LEVEL = 0.05


def differences(tables: pd.DataFrame, method: str = "bh") -> pd.DataFrame:
    """How far each group is from all other people, for each theme.

    Parameters
    ----------
    tables
        As `themes_by_group` gives them, of all splits that are reported together: all their comparisons are corrected
        as one lot.
    method
        'bh' (Benjamini and Hochberg) or 'holm'.

    Returns
    -------
    pandas.DataFrame
        One row a shown group (of two groups the first alone: the other is its mirror): split, label, unit, id, name,
        short, group, share, others (share of all others), difference with low and high (Newcombe), h (Cohen's), odds,
        odds_low, odds_high (odds ratio), adjusted (p corrected for the number of comparisons, never alone), holds
        (whether the difference stands after correction). Ordered by split, theme and group as the tables are. The
        answers of one person to several questions are taken as apart.
    """
    whole = tables[tables["group"] == ""].set_index(["split", "id"])
    rows = tables[(tables["group"] != "") & (tables["state"] == SHOWN)]
    at = pd.MultiIndex.from_frame(rows[["split", "id"]])
    all_hits, all_of = (whole.loc[at, c].to_numpy(dtype=float) if len(rows) else np.empty(0) for c in ("touched", "of"))
    hits, of = rows["touched"].to_numpy(dtype=float), rows["of"].to_numpy(dtype=float)
    others, of_others = all_hits - hits, all_of - of
    kept = (of_others > 0) & ~_mirror(tables, rows)
    rows, cells = rows[kept], tuple(v[kept] for v in (hits, of, others, of_others))
    table = rows[["split", "label", "unit", "id", "name", "short", "group", "share"]].reset_index(drop=True)
    table["others"] = cells[2] / cells[3]
    table["difference"], table["low"], table["high"] = difference(*cells)
    table["h"] = cohens_h(*cells)
    table["odds"], table["odds_low"], table["odds_high"] = odds_ratio(*cells)
    table["adjusted"] = corrected(score_p(*cells), method)
    table["holds"] = table["adjusted"] < LEVEL
    return table


def _mirror(tables: pd.DataFrame, rows: pd.DataFrame) -> np.ndarray:
    """Second of two groups that make up everybody."""
    sizes = tables[tables["group"] != ""].drop_duplicates(["split", "group"])
    whole = tables[tables["group"] == ""].drop_duplicates("split").set_index("split")["of"]
    twos = {
        split: part["group"].iloc[1]
        for split, part in sizes.groupby("split", sort=False)
        if len(part) == 2 and part["of"].sum() == whole[split]
    }
    return np.array([twos.get(split) == group for split, group in zip(rows["split"], rows["group"], strict=True)], bool)
