"""Who saw what: what each coder read of each batch, and whose codings were in view meanwhile."""

from collections import Counter

import pandas as pd

from sixphase.coding.journal.state import State
from sixphase.coding.pairs.blind import came_before
from sixphase.coding.pairs.finishing import finished_by
from sixphase.study.settings import Coding as Settings


def who_saw_what(state: State, assignments: pd.DataFrame, settings: Settings | None = None) -> pd.DataFrame:
    """What each coder read of each batch, and whose codings were in view meanwhile.

    Returns
    -------
    pandas.DataFrame
        One row a batch and coder: batch, coder, assigned (answers that have words), read (of them: marked as read or
        with a coding), coded (of them: with a coding), codings, finished (True or False), saw (names of those whose
        codings could be seen before the batch was finished; empty where the coder was blind to all).
    """
    settings = settings or Settings()
    rows = assignments[assignments["answer_id"].isin(list(state.answers))][["batch", "answer_id", "coder"]]
    codings = _codings_of(state)
    readers = state.readers()[["answer_id", "coder"]].drop_duplicates().assign(read=1)
    joined = rows.merge(codings, how="left", on=["answer_id", "coder"])
    joined = joined.merge(readers, how="left", on=["answer_id", "coder"]).fillna({"codings": 0, "read": 0})
    joined = joined.assign(assigned=1, coded=(joined["codings"] > 0).astype(int))
    joined["read"] = joined["read"].where(joined["coded"] == 0, 1)
    columns = ["assigned", "read", "coded", "codings"]
    counted = joined.groupby(["batch", "coder"], as_index=False)[columns].sum().astype(dict.fromkeys(columns, int))
    members = assignments.groupby("batch")["coder"].agg(set).to_dict()
    pairs = list(zip(counted["batch"], counted["coder"], strict=True))
    counted["finished"] = [coder in finished_by(state, assignments, batch) for batch, coder in pairs]
    counted["saw"] = [_saw(coder, members[batch], settings) for batch, coder in pairs]
    return counted


def _saw(coder: str, members: set[str], settings: Settings) -> str:
    others = members - {coder}
    seen = others if not settings.blind else set(came_before(settings, coder))
    return ", ".join(sorted(seen))


def _codings_of(state: State) -> pd.DataFrame:
    """How many codings each coder has in each answer: answer_id, coder, codings."""
    counted = Counter((coding.answer, coding.coder) for coding in state.codings())
    rows = [(*key, number) for key, number in counted.items()]
    return pd.DataFrame(rows, columns=["answer_id", "coder", "codings"]).astype({"answer_id": str, "coder": str})
