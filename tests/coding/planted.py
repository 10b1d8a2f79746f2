"""Answers whose truth is known, because it was planted, and the published ones."""

import numpy as np
import pandas as pd

from sixphase.coding.codings import published_codings
from sixphase.coding.distinct import distinct_texts, groups_of
from sixphase.study.codebook import Codebook, read_codebook
from sixphase.transcription.answers import read_answers
from sixphase.transcription.repeats import find_repeats, repeats_table

STUDY = "cmt_published"
OWN = {
    "A": "breathing calm exercise slow rhythm",
    "B": "trainer story lived honest journey",
    "C": "group discussion sharing listening circle",
    "D": "slides pace handout room timing",
}
FILLER = ["today", "really", "was", "good", "very", "much", "enjoyed", "thank"]


def clusters(each: int = 12, own: int = 3, seed: int = 7) -> pd.DataFrame:
    """Codings of answers that mix words of their code with words that everybody uses."""
    draw = np.random.default_rng(seed)
    rows = []
    for code, words in OWN.items():
        for _ in range(each):
            chosen = [*draw.choice(words.split(), own, replace=False), *draw.choice(FILLER, 4, replace=False)]
            rows.append((f"{code}{len(rows):03d}", code, " ".join(draw.permutation(chosen))))
    return pd.DataFrame(rows, columns=["answer_id", "code", "words"])


def no_repeats(codings: pd.DataFrame) -> pd.Series:
    """Every answer taken as a text of its own."""
    return distinct_texts(list(codings["answer_id"]))


def published() -> tuple[pd.DataFrame, pd.Series, Codebook]:
    """Codings, distinct texts and codebook of the published study."""
    answers, codebook = read_answers(STUDY), read_codebook(STUDY)
    groups = groups_of(repeats_table(find_repeats(answers)))
    return published_codings(answers, codebook), distinct_texts(list(answers["answer_id"]), groups), codebook
