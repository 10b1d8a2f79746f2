"""The score on the forms of the simulated study: nothing else moved for it, and what is planted in it is found again."""

import csv
import io
import re
from hashlib import sha256
from math import sqrt
from pathlib import Path

import pandas as pd
import pytest
import yaml
from scipy.stats import ttest_ind

from sixphase.simulation import plan, simulate
from sixphase.study.codebook import Codebook
from sixphase.study.settings import Study
from sixphase.study.yamlfile import read_yaml, validated
from sixphase.themes.differing.joint import joint_display
from sixphase.themes.differing.waves import measures_of, read_measures
from sixphase.themes.touching.entries import entries_of
from sixphase.themes.touching.touching import touching_of

BEFORE = Path(__file__).with_name("before_scores.txt")  # of each file of two studies as they were without a score
NEW = {"truth/scores.csv"}
REWORDED = {"README.md", "codebook.yml"}  # since then, without a change of what anybody wrote or coded
SEEDS = range(20220519, 20220529)
FAR = 4.0  # standard deviations
CODE, POINTS = plan.CALMER


def table(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def without_the_score(name: str, text: str) -> str:
    """A file of the study as it would be if nobody had been asked for a score."""
    if name == "study.yml":
        return re.sub(r"    Calm: .*\n|  calm:\n    label: .*\n    scale: .*\n", "", text)
    if name == "truth/planted.yml":
        head, facts = text[: text.index("\n") + 1], yaml.safe_load(text)
        kept = {key: value for key, value in facts.items() if "calm" not in key}
        del kept["not_given"]["calm"]
        return head + yaml.safe_dump(kept, sort_keys=False, allow_unicode=True)
    rows = list(csv.reader(io.StringIO(text, newline="")))
    if name == "truth/typing_errors.csv":
        rows = [row for row in rows if row[2] != "attribute calm"]
    elif name in ("forms.csv", "private/typed/first.csv", "private/typed/second.csv"):
        at = [heading.casefold() for heading in rows[0]].index("calm")
        rows = [row[:at] + row[at + 1 :] for row in rows]
    else:
        return text
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize(("seed", "forms"), [(20220519, 455), (7, 60)])
def test_all_else_is_as_it_was_without_a_score(tmp_path, seed, forms):
    """The digests are those of what was made before forms had a score."""
    simulate(tmp_path, seed, forms=forms)
    made = {p.relative_to(tmp_path).as_posix(): p for p in tmp_path.rglob("*") if p.is_file()}
    now = {
        name: sha256(without_the_score(name, path.read_bytes().decode()).encode()).hexdigest()
        for name, path in made.items()
        if name not in NEW | REWORDED
    }
    lines = [line.split("  ") for line in BEFORE.read_text(encoding="utf-8").splitlines()]
    assert now == {name.removeprefix(f"{seed}/"): digest for digest, name in lines if name.startswith(f"{seed}/")}


def displayed(folder: Path) -> pd.Series:
    """What the program says of the subtheme that goes with calm, from the true codings of a simulated study."""
    settings = validated(Study, read_yaml(folder / "study.yml"), folder / "study.yml")
    book = validated(Codebook, read_yaml(folder / "codebook.yml"), folder / "codebook.yml")
    forms, answers = table(folder / "forms.csv"), table(folder / "answers.csv")
    answers["answer_id"] = answers["form_id"] + "." + answers["question"]
    touching = touching_of(table(folder / "truth" / "themes.csv"), answers, forms, entries_of(book))
    measures = measures_of(settings.attributes)
    scores = read_measures(touching.forms, measures, folder / "forms.csv")
    display = joint_display(touching, scores, measures, None, settings.thresholds.small_cell)
    return display.set_index("id").loc[CODE]


def test_the_planted_difference_is_recovered_within_its_interval(tmp_path):
    """Ten studies: of ten intervals of 95 %, more than two that miss come once in ninety times."""
    held = []
    for seed in SEEDS:
        simulate(tmp_path / str(seed), seed)
        row = displayed(tmp_path / str(seed))
        held.append(row["difference_low"] <= POINTS <= row["difference_high"])
        assert row["difference_high"] - row["difference_low"] < POINTS, "and the interval says something"
        assert row["holds"], "it is told from no difference at all"
    assert sum(held) >= len(held) - 2 and held[0]


def test_the_difference_is_that_of_another_implementation(tmp_path):
    simulate(tmp_path)
    row, forms = displayed(tmp_path), table(tmp_path / "forms.csv").query("calm != ''")
    themes = table(tmp_path / "truth" / "themes.csv")
    calmer = forms["form_id"].isin(themes.loc[themes["code"] == CODE, "answer_id"].str.split(".").str[0])
    one, other = forms.loc[calmer, "calm"].astype(int), forms.loc[~calmer, "calm"].astype(int)
    ends = ttest_ind(one, other, equal_var=False).confidence_interval()
    assert (row["difference_low"], row["difference_high"]) == pytest.approx((ends.low, ends.high))


@pytest.mark.parametrize("seed", SEEDS[:3])
def test_scores_are_drawn_as_planted(tmp_path, seed):
    simulate(tmp_path, seed)
    calm, truth = table(tmp_path / "forms.csv")["calm"], table(tmp_path / "truth" / "scores.csv")
    low, high = plan.CALM
    assert calm[calm != ""].astype(int).between(low, high).all()
    missing, chance = (calm == "").sum(), plan.NOT_GIVEN["calm"]
    assert missing and abs(missing - 455 * chance) < FAR * sqrt(455 * chance * (1 - chance))
    assert truth[["attribute", "code", "speaks"]].to_numpy().tolist() == [["calm", CODE, "yes"], ["calm", CODE, "no"]]
    assert truth["forms"].astype(int).sum() == 455
    assert truth["scored"].astype(int).sum() == 455 - missing
    expected, spread, found = (truth[name].astype(float) for name in ("expected", "spread", "found"))
    assert expected[0] - expected[1] == pytest.approx(POINTS)
    assert ((found - expected).abs() < FAR * spread).all()
    row = displayed(tmp_path)
    assert found.tolist() == pytest.approx([row["mean"], row["others_mean"]], abs=1e-4)


def test_scores_are_mistyped_as_other_fields_are(tmp_path):
    simulate(tmp_path, 5, forms=3000)
    right, errors = (
        table(tmp_path / "forms.csv").set_index("form_id")["calm"],
        table(tmp_path / "truth" / "typing_errors.csv"),
    )
    errors = errors[errors["field"] == "attribute calm"]
    for typist, rates in plan.TYPISTS.items():
        typed = table(tmp_path / "private" / "typed" / f"{typist}.csv").set_index("Form")["Calm"]
        wrong = typed[typed != right[typed.index]]
        own = errors[errors["typist"] == typist].set_index("form_id")
        assert wrong.to_dict() == own["typed"].to_dict()
        assert right[own.index].tolist() == own["written"].tolist()
        expected = rates["per_1000_fields"] * len(typed) / 1000
        assert abs(len(wrong) - expected) < FAR * sqrt(expected)
