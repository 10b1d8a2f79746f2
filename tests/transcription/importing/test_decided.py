"""What two people typed comes into the study as it was decided, and the record says so."""

import pytest
from transcription.entry.test_desk import study  # noqa: F401

from sixphase.study.paths import StudyPaths
from sixphase.study.problem import InputError
from sixphase.transcription.entry.commands import compare_command, keep_went_on, settled_typing
from sixphase.transcription.entry.decisions import Journal, journal_path, keep
from sixphase.transcription.entry.desk import decision_on
from sixphase.transcription.entry.pair import kept_pair, pair_path
from sixphase.transcription.entry.record import entry_path, read_entry
from sixphase.transcription.entry.told import entry_values
from sixphase.transcription.importing.decided import import_decided, read_pair
from sixphase.transcription.importing.imported import Options
from sixphase.transcription.store import read_history, read_transcript

HEAD = "No;Day;Occupation;What interested you?;What to change?\n"
FIRST = HEAD + "1;2024-05-01;Nursing;I felt safe;more\n2;2024-05-02;Medical;kind;tea\n3;2024-05-02;;alone;-\n"
SECOND = HEAD + "1;2024-05-01;Nursing;I felt save;more\n2;2024-05-02;Medical;kind;team\n"
SAID = Options({"No": "form_id", "Day": "session_date"}, accept=True)


def as_typed(transcript):
    return transcript


@pytest.fixture
def compared(study, tmp_path):  # noqa: F811
    files = []
    for name, text in (("one.csv", FIRST), ("two.csv", SECOND)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        files.append(tmp_path / name)
    pair = read_pair(study, *files, SAID)
    compare_command(study, pair.first, pair.second)
    return study


def decide(name, choice, form):
    from sixphase.study.settings import read_study
    from sixphase.transcription.entry.compare import compare

    settings = read_study(name)
    row = next(r for r in compare(*kept_pair(pair_path(name)), settings).rows() if r.form_id == form)
    keep(journal_path(name), [decision_on(row, choice, "", "", "AB", "2024-06-01", Journal(), settings)])


def bring_in(name, undecided="refuse"):
    settled = settled_typing(name, undecided)
    waiting = set(settled.undecided["form_id"]) if undecided == "leave out" else set()
    done = import_decided(name, settled.transcript, waiting, as_typed)
    keep_went_on(name, settled, undecided, len(settled.transcript.forms) - len(waiting))
    return done


def words(name):
    table = read_transcript(name).answers
    return {(form, question): text for form, question, _, text in table.itertuples(index=False)}


def values(name):
    return {key: value for key, value, _ in entry_values(read_entry(entry_path(name)))}


def test_what_the_columns_are_is_kept_so_that_nothing_is_asked_again(compared, tmp_path):
    text = StudyPaths(compared).settings.read_text(encoding="utf-8")
    assert ("form_id" in text, "Day: session_date" in text) == (True, True)
    read_pair(compared, tmp_path / "one.csv", tmp_path / "two.csv")


def test_nothing_comes_in_before_all_is_decided(compared):
    decide(compared, "first", "1")
    with pytest.raises(InputError, match="form 2"):
        bring_in(compared)
    assert read_transcript(compared).forms.empty
    assert values(compared)["entry.went_on_said"] == "What was decided has not been brought into the study yet."


def test_the_decided_words_come_in_and_a_second_time_nothing_changes(compared):
    decide(compared, "first", "1")
    decide(compared, "second", "2")
    assert bring_in(compared).differences.added == ("1", "2", "3")
    assert words(compared)["1", "interest"] == "I felt safe"
    assert words(compared)["2", "change"] == "team"
    assert words(compared)["3", "interest"] == "alone"
    folder = StudyPaths(compared).raw
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert not bring_in(compared).differences
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert values(compared)["entry.undecided_said"] == "none was left undecided"
    assert "the first typist erred in 125 (interval" in values(compared)["entry.typists_said"]
    assert "went on: 3 forms" in values(compared)["entry.went_on_said"]


@pytest.mark.parametrize(("way", "in_it", "said"), [("first", "tea", "first typist"), ("second", "team", "second")])
def test_one_typist_may_stand_where_nobody_decided_and_the_paper_says_so(compared, way, in_it, said):
    bring_in(compared, way)
    assert words(compared)["2", "change"] == in_it
    assert said in values(compared)["entry.undecided_said"]


def test_forms_that_wait_are_left_out_and_go_from_what_is_stored(compared):
    bring_in(compared, "first")
    decide(compared, "second", "2")
    done = bring_in(compared, "leave out")
    assert done.differences.removed == ("1",)
    assert [change.after[1] for change in done.differences.changed] == ["team"]
    assert list(read_transcript(compared).forms["form_id"]) == ["2", "3"]
    assert list(read_transcript(compared, StudyPaths(compared).raw / "private" / "typed").forms["form_id"]) == [
        "2",
        "3",
    ]
    assert values(compared)["entry.undecided_said"] == "on 1 nobody decided, and their forms are left out"
    assert read_history(compared)[-1]["forms_removed"] == ["1"]


def test_another_way_is_refused(compared):
    with pytest.raises(InputError, match="no way to treat"):
        settled_typing(compared, "third")
