"""Small studies, and a population with planted shares, for the tests of reviewing."""

import numpy as np
import pandas as pd

from sixphase.simulation import plan
from sixphase.study.codebook import Codebook, Entry, Subtheme, Theme

FORMS = 455


def book(**themes: tuple[str, ...]) -> Codebook:
    """A codebook from themes and the ids of their subthemes; a code 'x-T1' hangs right below each theme."""
    return Codebook(
        themes=tuple(
            Theme(
                id=id_,
                name=f"Theme {id_}",
                subthemes=tuple(Subtheme(id=s, name=f"Sub {s}", codes=(Entry(id=f"c-{s}", name=s),)) for s in subs),
                codes=(Entry(id=f"x-{id_}", name="right below"),),
            )
            for id_, subs in themes.items()
        )
    )


def study(rows: str) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Codings, answers and forms from lines such as 'f1 2022-05-19 q1 T1.1,T2'; '-' for none; 'blank' for no words."""
    codings, answers, forms = [], [], {}
    for line in rows.split("\n"):
        if not line.strip():
            continue
        form, date, question, codes = line.split()
        id_ = f"{form}.{question}"
        answers.append((id_, form, question, "" if codes == "blank" else f"words of {id_}", "answered"))
        forms[form] = "" if date == "-" else date
        codings += [
            (f"{id_}#{n}", id_, 0, 5, "words", c) for n, c in enumerate(codes.split(",")) if c not in ("-", "blank")
        ]
    return (
        pd.DataFrame(codings, columns=["coding_id", "answer_id", "start", "end", "words", "code"]),
        pd.DataFrame(answers, columns=["answer_id", "form_id", "question", "text", "state"]),
        pd.DataFrame(list(forms.items()), columns=["form_id", "session_date"], dtype=str),
    )


CHANCES = np.array([plan.SPEAKS[q] for q in plan.QUESTIONS])  # questions × subthemes
WRITTEN = np.array([1 - plan.BLANK[q] - plan.NOT_APPLICABLE.get(q, 0) for q in plan.QUESTIONS])
TOPS = sorted({code.split(".")[0] for code in plan.SUBTHEMES})
UNDER = np.array([[code.startswith(top) for top in TOPS] for code in plan.SUBTHEMES])  # subthemes × themes


def people(draw, number: int, alike: float = 0.0):
    """Forms drawn from the plan's population: which answers have words, and what each touches.

    `alike` is how much more or less one person says of everything than another.

    Returns
    -------
    written : forms × questions; touched : forms × questions × (subthemes, then themes)
    """
    written = draw.random((number, len(WRITTEN))) < WRITTEN
    bent = np.minimum(CHANCES * times(draw.random((number, 1, 1)), alike), 0.95)
    low = draw.random((number, *CHANCES.shape)) < bent
    low &= written[:, :, None]
    high = (low @ UNDER) > 0
    return written, np.concatenate([low, high], axis=2)


def times(u, alike: float):
    """A person's own factor, of mean 1."""
    return np.where(u < 0.5, 1 - alike, 1 + alike)


def truth(alike: float = 0.0):
    """The planted shares: of answers, and of forms; subthemes, then themes."""
    answers, forms = [], []
    for factor in (1 - alike, 1 + alike):
        chance = np.minimum(CHANCES * factor, 0.95)
        both = np.concatenate([chance, 1 - np.exp(np.log1p(-chance) @ UNDER)], axis=1)
        answers.append((WRITTEN[:, None] * both).sum(axis=0) / WRITTEN.sum())
        forms.append(1 - np.prod(1 - WRITTEN[:, None] * both, axis=0))
    return np.mean(answers, axis=0), np.mean(forms, axis=0)
