"""The simulated cohort typed twice: compared and decided as a study's people do, its planted error rates come back."""

import csv
from contextlib import contextmanager

import pytest

from sixphase.simulation import plan, simulate
from sixphase.study import paths, settings
from sixphase.study.settings import read_study
from sixphase.transcription.entry.compare import compare
from sixphase.transcription.entry.decide import settle
from sixphase.transcription.entry.decisions import Journal
from sixphase.transcription.entry.desk import decision_on
from sixphase.transcription.entry.record import entry_record
from sixphase.transcription.importing.decided import read_pair

NAME = "cmt_cohort"
SEEDS = (20220519, 7, 8, 9, 10)
WHEN = "2025-01-01T09:00:00+00:00"


@contextmanager
def typed_twice(top, seed):
    """The study, its two typings as `compare` reads them, the words on paper by form and field, and what was planted."""
    raw = top / "data_raw" / NAME
    simulate(raw, seed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SIXPHASE_ROOT", str(top))
        paths.root.cache_clear()
        settings.read_study.cache_clear()
        study = read_study(NAME)
        pair = read_pair(NAME, raw / "private" / "typed" / "first.csv", raw / "private" / "typed" / "second.csv")
        yield study, pair, on_paper(raw, study), rows(raw / "truth" / "typing_errors.csv")
    paths.root.cache_clear()
    settings.read_study.cache_clear()


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def on_paper(raw, study):
    """State and words of each field; a blank answer that did not apply is known by `answers.csv` alone."""
    states = {(row["form_id"], row["question"]): row["state"] for row in rows(raw / "answers.csv")}
    paper = {}
    for row in rows(raw / "private" / "written.csv"):
        key = row["form_id"], row["question"]
        paper[row["form_id"], f"question {row['question']}"] = (states[key], row["text"])
    for row in rows(raw / "forms.csv"):
        paper |= {(row["form_id"], f"attribute {id_}"): ("", row[id_]) for id_ in study.attributes}
    return paper


def settled_by_the_paper(study, pair, paper):
    comparison, journal = compare(pair.first, pair.second, study), Journal()
    for row in comparison.rows():
        state, text = paper[row.form_id, row.field]
        both = [(row.first_state, row.first), (row.second_state, row.second)]
        choice = ("first", "second")[both.index((state, text))] if (state, text) in both else "other"
        said = (state, text) if choice == "other" else ("", "")
        journal = journal.with_one(decision_on(row, choice, *said, "AB", WHEN, journal, study))
    return settle(comparison, journal, study)


def test_each_typists_rates_are_recovered_within_their_intervals(tmp_path):
    """Five studies, two typists each: of ten intervals of 95 %, two outside come once in twelve times, three hardly."""
    held = []
    for seed in SEEDS:
        with typed_twice(tmp_path / str(seed), seed) as (study, pair, paper, _):
            record = entry_record(settled_by_the_paper(study, pair, paper))
        errors = record[(record["field"] == "all") & (record["measure"] == "characters in error")].set_index("typist")
        for typist, planted in plan.TYPISTS.items():
            row = errors.loc[typist]
            held.append(row["low"] <= planted["per_1000_characters"] <= row["high"])
            assert row["high"] - row["low"] < 0.5 * row["per_1000"], "and the interval says something"
        assert errors.loc["first", "high"] < errors.loc["second", "low"], "the careful one is told from the hasty one"
    assert len(held) == 2 * len(SEEDS) and sum(held) >= len(held) - 2


def test_nearly_every_planted_error_is_found_and_mended(tmp_path):
    with typed_twice(tmp_path, SEEDS[0]) as (study, pair, paper, errors):
        settled = settled_by_the_paper(study, pair, paper)
        found = {(row.form_id, row.field) for row in compare(pair.first, pair.second, study).rows()}
    both = set(pair.first.forms["form_id"]) & set(pair.second.forms["form_id"])
    planted = {(e["form_id"], e["field"]) for e in errors if e["kind"] != "form" and e["form_id"] in both}
    assert len(planted) > 300
    assert found <= planted, "nothing is taken for an error that is none"
    assert len(planted - found) <= 0.01 * len(planted), "but for those that both made alike"
    wrong = {
        (a.form_id, f"question {a.question}")
        for a in settled.transcript.answers.itertuples()
        if a.form_id in both and (a.state, a.text) != paper[a.form_id, f"question {a.question}"]
    }
    assert wrong <= planted - found
