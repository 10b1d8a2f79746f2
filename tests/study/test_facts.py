"""What a study has, and so which parts its paper has."""

import pytest

from sixphase.study import paths
from sixphase.study.facts import ASKED, UNASKED, facts

SETTINGS = "title: Kind\napproach: reflexive\nseed: 1\npaper: {title: Kind}\nquestions: [{id: q, asks: What?}]\n"
SCORE, WARD = "calm: {label: Calm, scale: [0, 10]}", "ward: {label: Ward}"


@pytest.mark.parametrize(
    ("attributes", "fact"), [("", UNASKED), (SCORE, UNASKED), (WARD, ASKED), (f"{SCORE}, {WARD}", ASKED)]
)
def test_a_score_alone_makes_no_table_of_who_took_part(tmp_path, monkeypatch, attributes, fact):
    raw = tmp_path / "data_raw" / "kind"
    raw.mkdir(parents=True)
    (raw / "study.yml").write_text(f"{SETTINGS}attributes: {{{attributes}}}\n", encoding="utf-8")
    monkeypatch.setenv("SIXPHASE_ROOT", str(tmp_path))
    paths.root.cache_clear()
    assert facts("kind") & {ASKED, UNASKED} == {fact}
