"""Forms that were withdrawn and words that were redacted are told by two small lists, which are read strictly."""

import pandas as pd
import pytest

from sixphase.study import paths, settings
from sixphase.study.problem import InputError
from sixphase.transcription.importing.additions import Additions
from sixphase.transcription.importing.imported import Read
from sixphase.transcription.kept_out import (
    holds,
    kept_out,
    read_redacted,
    read_withdrawn,
    redacted_file,
    redacted_path,
    withdrawn_answers,
    withdrawn_path,
)
from sixphase.transcription.redaction import Redacted
from sixphase.transcription.transcript import ANSWER_COLUMNS, Transcript

STUDY = """\
title: T
approach: reflexive
seed: 1
questions: [{id: a, asks: "A?"}]
paper: {title: P}
"""


@pytest.fixture
def study(tmp_path, monkeypatch):
    monkeypatch.setenv("SIXPHASE_ROOT", str(tmp_path))
    for cached in (paths.root, settings.read_study):
        cached.cache_clear()
    (tmp_path / "data_raw" / "kind" / "private").mkdir(parents=True)
    (tmp_path / "data_raw" / "kind" / "study.yml").write_text(STUDY)
    yield "kind"
    for cached in (paths.root, settings.read_study):
        cached.cache_clear()


def read(*rows):
    forms = pd.DataFrame([[form, ""] for form, _ in rows], columns=["form_id", "session_date"], dtype=str)
    answers = [[form, "a", "answered", text] for form, text in rows]
    content = "".join(text for _, text in rows).encode()
    table = pd.DataFrame(answers, columns=list(ANSWER_COLUMNS), dtype=str)
    files = ((paths.root() / "x.csv", content),)
    return Read(settings.read_study("kind"), Transcript(forms, table), {}, None, Additions(), (), files)


def test_without_lists_everything_comes_through(study):
    given = read(("1", "Zebedee"))
    assert kept_out(study, given) is given and read_withdrawn(study) == {} and withdrawn_answers(study) == set()


def test_listed_forms_and_words_stay_out_and_so_does_the_file_that_holds_them(study):
    withdrawn_path(study).write_text("form_id,day\n1,2026-11-23\n")
    redacted_path(study).write_bytes(redacted_file(study, Redacted("salt"), ["Zebedee"], "[X]"))
    left = kept_out(study, read(("1", "mine"), ("2", "zebedee was kind")))
    assert left.raw.answers.values.tolist() == [["2", "a", "answered", "[X] was kind"]]
    assert left.contents == () and list(left.raw.forms["form_id"]) == ["2"]
    assert left.notes[0] == "1 forms were withdrawn, and are left out" and withdrawn_answers(study) == {"1.a"}
    assert len(kept_out(study, read(("3", "kind"))).contents) == 1


def test_the_list_of_words_holds_none_of_them_and_is_read_back(study):
    known = read_redacted(study)
    redacted_path(study).write_bytes(redacted_file(study, known, ["Zebedee", "purple lighthouse", "zebedee"], "[X]"))
    again = read_redacted(study)
    assert again == known.with_passages(["Zebedee", "purple lighthouse"], "[X]")
    text = redacted_path(study).read_text()
    assert text.count("mark") == 2 and "zebedee" not in text.lower() and "lighthouse" not in text


@pytest.mark.parametrize("content", ["form_id\n1\n", "form_id,day\n1\n", "\ufeff\x00"])
def test_a_broken_list_of_forms_stops_an_import(study, content):
    withdrawn_path(study).write_text(content)
    with pytest.raises(InputError):
        kept_out(study, read(("1", "mine")))


@pytest.mark.parametrize("content", ["", "{}", '{"salt": "a"}\n{"mark": "b"}\n', "[1]\n", "salt"])
def test_a_broken_list_of_words_stops_an_import(study, content):
    redacted_path(study).write_text(content)
    with pytest.raises(InputError, match="no list of redacted words"):
        kept_out(study, read(("1", "mine")))


@pytest.mark.parametrize("data", [b'"caf\\u00e9 noir"', "Café\u00a0NOIR".encode("utf-16"), "<b>Café</b> noir".encode()])
def test_a_file_holds_words_however_they_are_written(data):
    assert holds(data, Redacted("s").with_passages(["café noir"]).find)
    assert not holds(data, Redacted("s").with_passages(["noir café"]).find)
