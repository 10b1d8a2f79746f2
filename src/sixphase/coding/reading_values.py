"""The named values of the second reading: what a paper would say of it."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sixphase.coding.chance import ALL_IN, COMMONEST, DEALT, EVEN, SECOND
from sixphase.coding.second_reading import FIRST, THREE, Reading, hits_by_text
from sixphase.study.listed import listed
from sixphase.study.rates import percent, percents

NAMES = {"first": FIRST, "three": THREE}
Value = tuple[str, Any, str | None]  # name, value, what the paper prints


def rate_values(rates: pd.DataFrame, shuffled: NDArray[np.int64]) -> Iterator[Value]:
    """The hit rates at the first place and among the first three, each beside chance.

    Parameters
    ----------
    rates
        As `beside_chance` gives it.
    shuffled
        The draws behind it: times × 2.
    """
    yield "reading.draws", len(shuffled), None
    for column, (name, among) in enumerate(NAMES.items()):
        row = rates[rates["among"] == among].set_index("reading").to_dict("index")
        yield f"reading.hit_{name}_count", int(row[SECOND]["hits"]), None
        yield f"reading.hit_{name}_interval", percents(row[SECOND]["low"], row[SECOND]["high"]), None
        yield f"reading.chance_{name}_range", percents(row[DEALT]["low"], row[DEALT]["high"]), None
        yield f"reading.chance_{name}_highest", int(shuffled[:, column].max()), None
        called = {"hit": SECOND, "chance": DEALT, "commonest": COMMONEST, "largest": ALL_IN, "even": EVEN}
        for word, reading in called.items():
            yield f"reading.{word}_{name}", row[reading]["share"], percent(row[reading]["share"])


def text_values(reading: Reading) -> Iterator[Value]:
    """The same with every distinct text counted once, any of its places being right."""
    yield "reading.texts", hits_by_text(reading, FIRST).of, None
    for name, among in NAMES.items():
        rate = hits_by_text(reading, among)
        yield f"reading.hit_{name}_by_text", rate.share, percent(rate.share)


def choice_values(choices: pd.DataFrame) -> Iterator[Value]:
    """From where to where the hit rates go over all choices."""
    for name in NAMES:
        share = choices[f"share_{name}"]
        yield f"reading.choices_{name}_range", percents(share.min(), share.max()), None
    yield "reading.choices_count", len(choices), None


def elsewhere_values(other: pd.DataFrame, crossed: pd.DataFrame, names: Mapping[str, str]) -> Iterator[Value]:
    """How many answers it would place elsewhere, how clearly, from where to where most often; what it finds again.

    Parameters
    ----------
    other
        As `elsewhere` gives it.
    crossed
        As `crossing` gives it.
    names
        A short name for each code.
    """
    always = [names[code] for code in crossed.columns if crossed.loc[code, code] == crossed.loc[code].sum()]
    never = [names[code] for code in crossed.columns if crossed.loc[code, code] == 0]
    moves = other.groupby(["published", "suggested"], sort=True).size().sort_values(ascending=False, kind="stable")
    source, target = moves.index[0] if len(moves) else ("", "")
    yield "elsewhere.count", len(other), None
    missed = int(crossed.to_numpy().sum() - np.trace(crossed.to_numpy()))
    yield "elsewhere.repeated", missed - len(other), None
    yield "elsewhere.clear", int((other["votes"] > 0.5).sum()), None
    yield "elsewhere.always_hit", listed(always), None
    yield "elsewhere.never_hit", listed(never), None
    yield "elsewhere.often_from", names.get(source, "none"), None
    yield "elsewhere.often_to", names.get(target, "none"), None
    yield "elsewhere.often_count", int(moves.max()) if len(moves) else 0, None
