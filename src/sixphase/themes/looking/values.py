"""The named values of where to look."""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from sixphase.themes.values import NONE, Value


def together_values(pairs: pd.DataFrame, names: Mapping[str, str]) -> Iterator[Value]:
    """How many pairs were compared, how many are clear, and the strongest that occurs together."""
    clear = pairs[pairs["clear"].astype(bool)]
    yield "together.pairs", len(pairs), None
    yield "together.more", int((clear["log_odds"] > 0).sum()), None
    yield "together.less", int((clear["log_odds"] < 0).sum()), None
    more = clear[clear["log_odds"] > 0]
    if more.empty:
        yield "together.strongest_one", NONE, None
        return
    first = more.iloc[0]
    yield "together.strongest_one", names[first["one"]], None
    yield "together.strongest_other", names[first["other"]], None
    yield "together.strongest_both", int(first["both"]), None
    for word in ("log_odds", "low", "high"):
        ratio = float(np.exp(first[word]))
        yield f"together.strongest_{'odds' if word == 'log_odds' else word}", ratio, f"{ratio:.1f}"


def looking_values(by_coder: pd.DataFrame, by_question: pd.DataFrame, doubles: pd.DataFrame) -> Iterator[Value]:
    """How many codes one coder used, how many stand under one question, and how many pairs may be one code."""
    yield "looking.one_coder", len(by_coder), None
    yield "looking.one_question", len(by_question), None
    yield "looking.near_duplicates", len(doubles), None
