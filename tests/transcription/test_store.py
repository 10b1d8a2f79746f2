"""What is stored is checked strictly, told apart per answer, and written whole or not at all."""

from pathlib import Path

import pandas as pd
import pytest

from sixphase.study import paths, settings
from sixphase.study.problem import InputError
from sixphase.transcription.importing import together
from sixphase.transcription.store import (
    as_csv,
    differences,
    merged,
    read_history,
    read_stored,
    read_transcript,
    write_transcript,
)
from sixphase.transcription.transcript import ANSWER_COLUMNS, Transcript

STUDY = """\
title: T
approach: reflexive
seed: 1
questions: [{id: a, asks: "A?"}, {id: b, asks: "B?"}]
attributes: {job: {label: Job}}
paper: {title: P}
"""
FORMS = "form_id,session_date,job\n0012,2022-05-19,Nurse\n13,,\n"
ANSWERS = (
    "form_id,question,state,text\n"
    '0012,a,answered,"two\nlines, ""quoted"""\n0012,b,blank,\n13,a,illegible,[?] kind\n13,b,not applicable,\n'
)


@pytest.fixture
def study(tmp_path, monkeypatch):
    monkeypatch.setenv("SIXPHASE_ROOT", str(tmp_path))
    paths.root.cache_clear()
    settings.read_study.cache_clear()
    folder = tmp_path / "data_raw" / "kind"
    folder.mkdir(parents=True)
    (folder / "study.yml").write_text(STUDY)
    yield folder
    paths.root.cache_clear()
    settings.read_study.cache_clear()


def put(folder: Path, forms=FORMS, answers=ANSWERS) -> None:
    (folder / "forms.csv").write_text(forms)
    (folder / "answers.csv").write_text(answers)


def transcript(**texts) -> Transcript:
    """Forms of one question: id and text."""
    forms = pd.DataFrame([[id_, ""] for id_ in texts], columns=["form_id", "session_date"], dtype=str)
    rows = [[id_, "q", "answered" if text else "blank", text] for id_, text in texts.items()]
    return Transcript(forms, pd.DataFrame(rows, columns=list(ANSWER_COLUMNS), dtype=str))


def test_before_the_first_import_there_is_nothing(study):
    empty = read_transcript("kind")
    assert list(empty.forms.columns) == ["form_id", "session_date", "job"] and empty.answers.empty


def test_what_is_read_is_written_back_byte_for_byte(study):
    put(study)
    write_transcript("kind", read_transcript("kind"))
    assert (study / "forms.csv").read_text() == FORMS
    assert (study / "answers.csv").read_text() == ANSWERS


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("13,,\n", "0012,,\n", "the form '0012' stands twice"),
        ("13,,\n", ",,\n", "the form has no number"),
        ("2022-05-19", "19/05/2022", "no date like"),
        ("2022-05-19", "2022-02-30", "no date like"),
        ("form_id,session_date,job", "form_id,session_date,ward", "'job' is missing"),
        ("13,b,not", "14,b,not", "no form '14'"),
        ("13,b,not", "13,c,not", "no question 'c'"),
        ("13,b,not", "13,a,not", "the answer 13.a stands twice"),
        ("13,b,not applicable", "13,b,lost", "'lost' is no state"),
        ("0012,b,blank,", "0012,b,blank,x", "the answer is 'blank', and has words"),
        ("13,a,illegible,[?] kind", "13,a,illegible,", "the answer is 'illegible', and has none"),
        ("13,b,not applicable,\n", "", "13.b has no row"),
    ],
)
def test_a_stored_file_that_was_broken_is_refused(study, old, new, what):
    assert old in FORMS + ANSWERS
    put(study, FORMS.replace(old, new), ANSWERS.replace(old, new))
    with pytest.raises(InputError, match=what.replace("(", r"\(")):
        read_transcript("kind")


def test_one_file_without_the_other_is_refused(study):
    (study / "forms.csv").write_text(FORMS)
    with pytest.raises(InputError, match="no such file"):
        read_transcript("kind")


def test_what_is_stored_can_be_read_after_the_settings_changed(study):
    put(study)
    (study / "study.yml").write_text(STUDY.replace("job:", "ward:").replace("id: b", "id: c"))
    stored = read_stored("kind")
    assert list(stored.forms.columns)[2:] == ["job"] and set(stored.answers["question"]) == {"a", "b"}
    with pytest.raises(InputError):
        read_transcript("kind")


@pytest.mark.parametrize(
    ("before", "after", "added", "removed", "changed"),
    [
        ({}, {"1": "a"}, ("1",), (), []),
        ({"1": "a"}, {}, (), ("1",), []),
        ({"1": "a"}, {"1": "a"}, (), (), []),
        ({"1": "a", "2": "b"}, {"2": "b", "1": "a"}, (), (), []),
        ({"1": "a"}, {"1": "b"}, (), (), ["1.q"]),
        ({"1": "a"}, {"1": ""}, (), (), ["1.q"]),
        ({"1": "a"}, {"01": "a"}, ("01",), ("1",), []),
    ],
)
def test_differences_are_per_answer(before, after, added, removed, changed):
    found = differences(transcript(**before), transcript(**after))
    assert (found.added, found.removed, [c.name for c in found.changed]) == (added, removed, changed)
    assert bool(found) == bool(added or removed or changed)


def test_a_date_and_an_attribute_are_differences_too():
    old, new = transcript(**{"1": "a"}), transcript(**{"1": "a"})
    new.forms["session_date"] = "2022-05-19"
    assert [(c.name, c.before[1], c.after[1]) for c in differences(old, new).changed] == [
        ("1, session_date", "", "2022-05-19")
    ]


def test_merging_keeps_the_order_and_replaces_forms():
    both = merged(transcript(**{"1": "a", "2": "b", "3": "c"}), transcript(**{"4": "d", "2": "B"}))
    assert list(zip(both.answers["form_id"], both.answers["text"], strict=True)) == [
        ("1", "a"),
        ("2", "B"),
        ("3", "c"),
        ("4", "d"),
    ]
    assert list(both.forms["form_id"]) == ["1", "2", "3", "4"]


def test_nothing_is_written_when_one_file_cannot_be(study, monkeypatch):
    put(study)
    before = {path: path.read_bytes() for path in study.iterdir()}
    real = Path.replace

    def fails_at_the_second(self, target):
        if Path(target).name == "answers.csv":
            raise OSError("no space left")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", fails_at_the_second)
    changed = read_transcript("kind")
    changed.forms["job"] = "Medic"
    changed.answers["text"] = changed.answers["text"] + changed.answers["text"]
    with pytest.raises(OSError, match="no space"):
        write_transcript("kind", changed)
    assert {path: path.read_bytes() for path in study.iterdir()} == before


def test_a_file_that_stays_the_same_is_not_touched(tmp_path, monkeypatch):
    path = tmp_path / "a"
    path.write_bytes(b"same")
    monkeypatch.setattr(together, "_beside", lambda *_: pytest.fail("written again"))
    together.write_together({path: b"same"})


def test_csv_keeps_every_character():
    table = pd.DataFrame({"a": ["=1+1", "0012", "NA", "", "x\ny", '"', "🙂"]}, dtype=str)
    assert as_csv(table).decode() == 'a\n=1+1\n0012\nNA\n""\n"x\ny"\n""""\n🙂\n'


def test_a_broken_line_of_the_history_is_named(study):
    (study / "history.jsonl").write_text('{"import": 1}\n{"imp\n')
    with pytest.raises(InputError, match="line 2"):
        read_history("kind")
