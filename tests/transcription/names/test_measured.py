"""Recall and precision on planted identifiers, among published excerpts and among real answers."""

import os
from pathlib import Path

import pandas as pd
import pytest
from transcription.names.measuring import ASKED, BY_FORM, LISTED, beside_the_planted, measured, recall

TOP = Path(__file__).resolve().parents[3]
FEEDBACK = os.environ.get("SIXPHASE_NHS_FEEDBACK", "")


def published() -> list[tuple[str, str]]:
    table = pd.read_csv(TOP / "data_raw" / "cmt_published" / "excerpts.csv", dtype=str)
    text = max(table.columns, key=lambda name: table[name].str.len().mean())
    return [(f"E{i}", words) for i, words in enumerate(table[text])]


def assert_found(planted, done):
    found = recall(planted, done)
    share = {kind: found[kind][0] / found[kind][1] for kind in found}
    for kinds, least in ((BY_FORM, 0.99), (LISTED, 0.95), (("UNLISTED", "UNLISTED WORD"), 0.9)):
        for kind in kinds:
            assert share[kind] >= least, (kind, [p.word for p in found[kind][2]])
    assert set(share) == {*BY_FORM, *LISTED, *ASKED}
    # Names written small are found only if they are common ones; this says so if it gets worse.
    assert share["UNLISTED SMALL"] >= 0.05


@pytest.mark.parametrize("seed", [1, 2])
def test_among_published_excerpts(seed):
    texts, planted, done = measured(published(), 60, seed)
    assert len(planted) == 900
    assert_found(planted, done)
    wrong = beside_the_planted(planted, done)
    assert len(wrong) <= 0.1 * len(done.replaced), [texts[r.answer][r.start : r.end] for r in wrong]


@pytest.mark.skipif(not Path(FEEDBACK).is_file(), reason="SIXPHASE_NHS_FEEDBACK names no file of real answers")
def test_among_real_patient_feedback():
    table = pd.read_csv(FEEDBACK, dtype=str)["feedback"].dropna()
    answers = [(f"R{i}", text) for i, text in enumerate(table)]
    texts, planted, done = measured(answers, 400)
    assert_found(planted, done)
    # Beside the planted ones stand names that patients wrote; read by a person, all but a few were names.
    beside = beside_the_planted(planted, done)
    assert len(beside) <= 0.1 * len(done.replaced), [texts[r.answer][r.start : r.end] for r in beside]
