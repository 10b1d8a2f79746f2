"""Themes by groups: shares with intervals, small cells hidden."""

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sixphase.familiarisation.participants.rows import HIDDEN, SHOWN
from sixphase.study.few_people import are_few
from sixphase.themes.differing.groups import YEAR, Groups
from sixphase.themes.differing.hiding import hide
from sixphase.themes.touching.intervals import wilson_each
from sixphase.themes.touching.touching import Touching

COLUMNS = ("split", "label", "unit", "id", "name", "short", "group", "state", "touched", "of", "share", "low", "high")


def counts_of(touching: Touching, groups: Groups) -> NDArray[np.int64]:
    """Entries × groups: how many forms (or answers) of each group touch each entry."""
    flags = touching.form_touches if groups.unit == "forms" else touching.by_answer.toarray() > 0
    of = np.zeros((len(groups.names), len(flags)), dtype=np.int64)
    of[groups.of, np.arange(len(flags))] = 1
    counts: NDArray[np.int64] = (of @ flags.astype(np.int64)).T
    return counts


def themes_by_group(touching: Touching, groups: Groups, threshold: int) -> pd.DataFrame:
    """The share of each group that touches each theme, as it may be published.

    Parameters
    ----------
    touching
        Who touches what.
    groups
        A split of its forms or answers.
    threshold
        Smaller numbers of people are not shown (`thresholds.small_cell` of the study), nor what would tell them.

    Returns
    -------
    pandas.DataFrame
        One row an entry and group: split (the split's id), label, unit ('forms' or 'answers'), id, name, short, group,
        state ('shown' or 'hidden'), touched, of, share, low, high (Wilson, 95 %: within a group each form, and each
        answer to one question, is another person's). `of` is known throughout. The last group of each entry is '' for
        all together; groups that may not be shown stand in no row. Of years all are shown or none: where some would
        be hidden, the trend tells more than the rest of them would, and both together would tell too much.
    """
    counts, sizes = counts_of(touching, groups), groups.sizes
    hidden = hide(counts, sizes, touching.parents, threshold)
    if groups.id == YEAR:
        hidden = np.repeat(hidden.any(axis=1, keepdims=True), hidden.shape[1], axis=1)
    kept = [g for g in range(len(groups.names)) if g != groups.pooled]
    full = np.column_stack([counts[:, kept], counts.sum(axis=1)])
    away = np.column_stack([hidden[:, kept], np.zeros(len(counts), dtype=bool)])
    of = np.broadcast_to(np.append(sizes[kept], sizes.sum()), full.shape)
    share = full / of
    low, high = wilson_each(share, of)
    names = [*(groups.names[g] for g in kept), ""]
    split = (groups.id, groups.label, groups.unit)
    about = [(*split, e.id, e.name, e.short, name) for e in touching.entries for name in names]
    table = pd.DataFrame(about, columns=list(COLUMNS[:7]), dtype=str)
    gone = away.ravel()
    table["state"] = np.where(gone, HIDDEN, SHOWN)
    table["touched"] = _masked(full, gone, "Int64")
    table["of"] = pd.array(of.ravel(), dtype="Int64")
    for name, values in (("share", share), ("low", low), ("high", high)):
        table[name] = _masked(values, gone, "Float64")
    return table


def without_few_together(table: pd.DataFrame, threshold: int) -> pd.DataFrame:
    """The table without what all groups together come to, where few people touch an entry: as it may be drawn."""
    few = (table["group"] == "") & table["touched"].map(lambda people: are_few(people, threshold)).astype(bool)
    masked = {name: table[name].mask(few) for name in ("touched", "share", "low", "high")}
    return table.assign(state=table["state"].mask(few, HIDDEN), **masked)


def together(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Several such tables as one; without any an empty one."""
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=list(COLUMNS))


def _masked(values: NDArray[Any], gone: NDArray[np.bool_], dtype: str) -> Any:
    column: Any = pd.Series(values.ravel(), dtype=cast(Any, dtype)).array
    column[gone] = pd.NA
    return column
