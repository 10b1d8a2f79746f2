"""By character, runs of equal characters give what one row a character gives."""

import numpy as np
from coding.agreement.given import random_sets, tables
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sixphase.coding.agreement import agreement_of

NEAR = 1e-9
drawn = st.builds(
    random_sets,
    seed=st.integers(0, 2**32 - 1),
    answers=st.integers(3, 30),
    coders=st.integers(2, 4),
    codes=st.just(3),
    missing=st.sampled_from([0.0, 0.3]),
    common=st.sampled_from([0.1, 0.4]),
)


@settings(max_examples=15, deadline=None, derandomize=True)
@given(drawn, st.integers(0, 2**32 - 1))
def test_characters_are_as_if_each_was_a_row_of_its_own(sets, seed):
    assume(any(sum(s is not None for s in row) >= 2 for row in sets))
    draw = np.random.default_rng(seed)
    texts = draw.integers(1, 30, len(sets))
    base = tables(sets)
    lengths = dict(zip(base.answers["answer_id"], texts.tolist(), strict=True))
    spans = [sorted(draw.integers(0, lengths[a] + 1, 2).tolist()) for a in base.codings["answer_id"]]
    codings = base.codings.assign(start=[s for s, _ in spans], end=[e for _, e in spans])
    codings = codings[codings["start"] < codings["end"]]
    assume(len(codings))
    long = base.answers.assign(text=["x" * n for n in texts])
    found = agreement_of(type(base)(codings, base.readers, long), seed=1, unit="character", resamples=0)
    one_by_one = [
        [None if s is None else set() for s in row] for row, n in zip(sets, texts, strict=True) for _ in range(n)
    ]
    first = dict(zip(long["answer_id"], np.cumsum(texts) - texts, strict=True))
    for row in codings.itertuples():
        for at in range(first[row.answer_id] + row.start, first[row.answer_id] + row.end):
            one_by_one[at][int(row.coder.removeprefix("coder_"))].add(row.code)
    expected = agreement_of(tables(one_by_one), seed=1, resamples=0)
    assert found.found.units == expected.found.units
    for column in ("more", "one", "units"):
        assert found.found.counts[column].tolist() == expected.found.counts[column].tolist()
    ours, theirs = (f.found.coefficients["value"].to_numpy() for f in (found, expected))
    np.testing.assert_allclose(ours, theirs, rtol=0, atol=NEAR)
