"""Who has finished a batch: by saying so of the batch, or of everything."""

import pandas as pd

from sixphase.coding.journal.state import State
from sixphase.coding.pairs.naming import WHOLE


def finished_by(state: State, assignments: pd.DataFrame, batch: str) -> set[str]:
    """The coders who have finished a batch.

    Who finished 'all' has finished every batch assigned to him or her. Who finished every assigned batch has
    finished 'all'; somebody without a batch has to say 'all'.
    """
    whole = state.finished(WHOLE)
    if batch != WHOLE:
        return state.finished(batch) | (whole & set(assignments.loc[assignments["batch"] == batch, "coder"]))
    batches = assignments.groupby("coder")["batch"].agg(set).items()
    return whole | {str(coder) for coder, own in batches if all(coder in state.finished(name) for name in own)}
