"""What the import says after it: names by kind, and codings whose words were changed."""

import pytest

from sixphase.cli.studies import codings_said, import_files
from sixphase.coding.journal.journal import open_journal
from sixphase.coding.journal.replay import replay
from sixphase.study import paths, settings
from sixphase.transcription.importing.commands import options_of
from sixphase.transcription.importing.new import new_study
from sixphase.transcription.taken_out import SAID, counts_said

TYPED = """Form no,Most
1,the tea was warm and the talk was kind
2,a quiet room for everybody there
3,the garden and its bench
4,all of it was good
"""
CORRECTED = """Form no,Most
1,at first the tea was warm and the talk was kind
2,no answer like the one before
3,
4,all of it was good
"""
TOLD = options_of(["Most=question helped"])


@pytest.fixture
def top(tmp_path, monkeypatch):
    monkeypatch.setenv("SIXPHASE_ROOT", str(tmp_path))
    for cached in (paths.root, settings.read_study):
        cached.cache_clear()
    (tmp_path / "data_raw").mkdir()
    new_study("kind")
    (tmp_path / "forms.csv").write_text(TYPED, encoding="utf-8")
    yield tmp_path
    for cached in (paths.root, settings.read_study):
        cached.cache_clear()


def bring_in(top, text, capsys):
    (top / "forms.csv").write_text(text, encoding="utf-8")
    import_files("kind", [top / "forms.csv"], TOLD, True)
    return capsys.readouterr()


def test_an_import_says_which_codings_lost_their_words_moved_or_have_no_answer(top, capsys):
    first = bring_in(top, TYPED, capsys)
    assert "coding" not in first.err
    anna = open_journal("kind", "anna")
    code = anna.make_code("Good").id
    for answer, words in (
        ("1.helped", "the tea"),
        ("2.helped", "a quiet room"),
        ("3.helped", "bench"),
        ("4.helped", "all"),
    ):
        start = replay("kind").answers[answer].index(words)
        anna.code(answer, start, start + len(words), code)
    assert "coding" not in bring_in(top, TYPED, capsys).err
    said = " ".join(bring_in(top, CORRECTED, capsys).err.split())
    assert "1 coding has lost its words: open the desk, filter 'with changed words'" in said
    assert "1 coding has moved with the words" in said
    assert "1 coding is on answers that are not there any more" in said


def test_nothing_is_said_of_codings_on_answers_that_stayed(top, capsys):
    bring_in(top, TYPED, capsys)
    anna = open_journal("kind", "anna")
    anna.code("4.helped", 0, 3, anna.make_code("Good").id)
    assert codings_said(replay("kind"), {"1.helped"}) == []
    assert "coding" not in bring_in(top, CORRECTED, capsys).err


def test_every_kind_has_words_and_an_unknown_one_is_told_too():
    from sixphase.transcription.names.found import KINDS

    assert set(SAID) == set(KINDS)
    assert counts_said({"PHONE": 1, "NAME": 4}) == "4 names, 1 telephone number"
    assert counts_said({"NAME": 0}) == counts_said({}) == ""
    assert counts_said({"NEW": 2, "EMAIL": 1}) == "1 e-mail address, 2 new"
