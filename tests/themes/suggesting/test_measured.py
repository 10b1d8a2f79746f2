"""Real patient feedback: a fixed split, orderings that hold with margin."""

import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sixphase.themes.suggesting.how_good import first_own
from sixphase.themes.suggesting.learner import Learner
from sixphase.transcription.repeats import comparable

FEEDBACK = os.environ.get("SIXPHASE_NHS_FEEDBACK", "")
SEED = 2


@pytest.mark.skipif(not Path(FEEDBACK).is_file(), reason="SIXPHASE_NHS_FEEDBACK names no file of real answers")
def test_real_feedback_is_read_better_than_by_the_usual_machine():
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.svm import LinearSVC

    table = pd.read_csv(FEEDBACK, dtype=str, keep_default_na=False)
    texts = pd.Series([comparable(text) for text in table["feedback"]])
    table, texts = table[texts != ""], texts[texts != ""].to_numpy()
    out = np.isin(texts, np.random.default_rng(SEED).permutation(np.unique(texts))[:1700])
    member = pd.get_dummies(table["subcategory"]).to_numpy(dtype=bool)
    words = table["feedback"].to_numpy(dtype=object)
    ours = Learner(list(words[~out]), member[~out], list(words[out])).scores(list(words[out]))
    weights = TfidfVectorizer().fit(words[~out])
    machine = LinearSVC(random_state=0).fit(weights.transform(words[~out]), member[~out].argmax(axis=1))
    theirs = np.full((out.sum(), member.shape[1]), -np.inf)
    theirs[:, machine.classes_] = machine.decision_function(weights.transform(words[out]))
    commonest = np.tile(member[~out].sum(axis=0).astype(float), (out.sum(), 1))
    places = [first_own(scores, member[out]) for scores in (ours, theirs, commonest)]
    for among, margins in ((1, (0.015, 0.25)), (3, (0.015, 0.15))):
        own, machine_, sizes = ((place <= among).mean() for place in places)
        assert own >= machine_ + margins[0] and own >= sizes + margins[1]
