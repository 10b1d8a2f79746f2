"""Share of answers and of forms that each theme touches, and what none touches."""

from hashlib import sha256
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from sixphase.study.rates import Rate
from sixphase.themes.touching.intervals import clustered, wilson_each
from sixphase.themes.touching.touching import Touching, summed

COUNTS = ("codings", "answers", "of_answers", "forms", "of_forms")


def touching_shares(touching: Touching) -> pd.DataFrame:
    """How much of the data set each theme and subtheme touches.

    Returns
    -------
    pandas.DataFrame
        One row an entry: id, parent, name, short, codings; answers, of_answers, answers_share, answers_low,
        answers_high; forms, of_forms, forms_share, forms_low, forms_high. Answers are those with words; their
        interval allows for one person having written several (see `clustered`). Forms are all that were returned,
        each one person; their interval is Wilson's. Where no forms are known these columns are missing, and each
        answer is taken as a person's only one: then read its interval as a least width.
    """
    answers = np.asarray(touching.by_answer.sum(axis=0)).ravel()
    share, low, high = clustered(*_by_writer(touching))
    forms, of_forms = touching.form_touches.sum(axis=0), len(touching.forms)
    forms_share = forms / of_forms if of_forms else np.full(len(forms), np.nan)
    forms_low, forms_high = wilson_each(forms_share, np.full(len(forms), of_forms))
    table = _named(touching).assign(
        codings=touching.codings,
        answers=answers, of_answers=len(touching.answers), answers_share=share, answers_low=low, answers_high=high,
        forms=forms, of_forms=of_forms, forms_share=forms_share, forms_low=forms_low, forms_high=forms_high,
    )  # fmt: skip
    table = table.astype(dict.fromkeys(COUNTS, "Int64"))
    if not of_forms:
        table[["forms", "of_forms"]] = pd.NA
    return table


def untouched(touching: Touching) -> pd.DataFrame:
    """The answers with words that no theme touches: answer_id, form_id, question, text, in the order of the study."""
    return touching.answers[_bare(touching)][["answer_id", "form_id", "question", "text"]].reset_index(drop=True)


def untouched_sample(touching: Touching, seed: int, most: int = 20) -> pd.DataFrame:
    """Some of the untouched answers, to be read.

    Which ones depends on the seed and on each answer's id alone: as coding goes on, an answer that was drawn stays
    drawn until a theme touches it. They come in the order of the draw, so that the first ones are a draw too.
    """
    found = untouched(touching)
    drawn = found["answer_id"].map(lambda id_: sha256(f"{seed}:untouched:{id_}".encode()).hexdigest())
    return found.loc[drawn.sort_values(kind="stable").index[:most]].reset_index(drop=True)


def untouched_rates(touching: Touching) -> dict[str, Any]:
    """How much no theme touches: answers, of_answers, share, low, high (by writer), and `forms`, a `Rate` or None.

    A form is untouched when none of its answers is touched, also where nothing was written on it.
    """
    bare = _bare(touching)
    sums, sizes = _by_writer(touching, csr_matrix(bare[:, None].astype(np.int64)))
    share, low, high = (float(value[0]) for value in clustered(sums, sizes))
    forms = Rate(int((~touching.form_touches.any(axis=1)).sum()), len(touching.forms)) if len(touching.forms) else None
    counts = {"answers": int(bare.sum()), "of_answers": len(bare)}
    return {**counts, "share": share, "low": low, "high": high, "forms": forms}


def _bare(touching: Touching) -> NDArray[np.bool_]:
    return np.asarray(touching.by_answer.sum(axis=1)).ravel() == 0


def _by_writer(touching: Touching, flags: csr_matrix | None = None) -> tuple[csr_matrix, NDArray[np.int64]]:
    sizes = np.bincount(touching.writers)
    return summed(touching.by_answer if flags is None else flags, touching.writers, len(sizes)), sizes


def _named(touching: Touching) -> pd.DataFrame:
    columns = ["id", "parent", "name", "short"]
    return pd.DataFrame([[getattr(e, c) for c in columns] for e in touching.entries], columns=columns, dtype=str)
