"""Decisions: kept on disk, replayed, lost lines told, and what goes on because of them."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from transcription.entry.typists import STUDY, one_form, transcript

from sixphase.study.problem import InputError
from sixphase.study.settings import Attribute
from sixphase.transcription.entry.compare import compare
from sixphase.transcription.entry.decide import AGREED, SINGLE, UNDECIDED, decided, settle
from sixphase.transcription.entry.decisions import Decision, Journal, keep, read_journal
from sixphase.transcription.entry.desk import decision_on
from sixphase.transcription.entry.pair import keep_pair, kept_pair

FIRST, SECOND = one_form("safe", "warm"), one_form("save", "warm", job="Medical")
FOUND = compare(FIRST, SECOND, STUDY)
JOB, INTEREST = FOUND.rows()
WHEN = "2025-01-01T09:00:00+00:00"


def say(row, choice: str, journal: Journal, state: str = "answered", text: str = "", who: str = "AB") -> Decision:
    return decision_on(row, choice, state, text, who, WHEN, journal, STUDY)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "private" / "entry.jsonl"


def answers(journal: Journal) -> dict[str, str]:
    return dict(decided(FIRST, SECOND, journal, STUDY).answers[["question", "text"]].values.tolist())


@pytest.mark.parametrize(
    ("choice", "text", "goes_on"), [("first", "", "safe"), ("second", "", "save"), ("other", " saved ", "saved")]
)
def test_what_a_person_decides_goes_on(path: Path, choice: str, text: str, goes_on: str) -> None:
    keep(path, [say(INTEREST, choice, Journal(), text=text)])
    assert answers(read_journal(path)) == {"interest": goes_on, "change": "warm"}


def test_undecided_answers_do_not_go_on() -> None:
    settled = settle(FOUND, Journal(), STUDY)
    assert settled.transcript.answers["question"].tolist() == ["change"]
    assert settled.transcript.forms["job"].tolist() == [""]
    entry = dict(settled.fields[["field", "entry"]].values.tolist())
    assert entry["question interest"] == entry["attribute job"] == UNDECIDED
    assert entry["question change"] == AGREED
    assert [str(problem).split(":")[0] for problem in settled.problems()] == [
        "form 00013, Occupation",
        "form 00013, What interested you?",
    ]


@pytest.mark.parametrize(("side", "text", "job"), [("first", "safe", "Nursing"), ("second", "save", "Medical")])
def test_unless_a_person_says_so(side, text: str, job: str) -> None:
    settled = settle(FOUND, Journal(), STUDY, undecided=side)
    assert settled.transcript.answers["text"].tolist() == [text, "warm"]
    assert settled.transcript.forms["job"].tolist() == [job]
    assert len(settled.undecided) == 2  # and they are still said to be undecided


def test_what_one_person_typed_alone_goes_on_as_single() -> None:
    first = transcript([("1", "", "Nursing")], [("1", "interest", "answered", "alone")])
    settled = settle(compare(first, SECOND, STUDY), Journal(), STUDY)
    assert set(settled.fields["entry"]) == {SINGLE}
    assert settled.transcript.answers["text"].tolist() == ["alone", "save", "warm"]
    assert settled.transcript.forms["form_id"].tolist() == ["1", "00013"]


def test_a_change_of_mind_is_another_line_and_the_last_counts(path: Path) -> None:
    keep(path, [say(INTEREST, "first", Journal())])
    keep(path, [say(INTEREST, "second", read_journal(path))])
    assert answers(read_journal(path))["interest"] == "save"
    keep(path, [say(INTEREST, "open", read_journal(path))])
    assert "interest" not in answers(read_journal(path))
    lines = path.read_text().splitlines()
    assert [json.loads(line)["choice"] for line in lines] == ["first", "second", "open"]
    # The chain decides, not the order of lines, so that joined files say the same.
    path.write_text("\n".join(reversed(lines)) + "\n")
    assert "interest" not in answers(read_journal(path))


def test_two_people_who_do_not_know_of_each_other(path: Path) -> None:
    """They count where they agree; where they do not, the field is undecided until one decides again."""
    keep(path, [say(INTEREST, "first", Journal()), say(INTEREST, "first", Journal(), who="CD")])
    assert answers(read_journal(path))["interest"] == "safe"
    keep(path, [say(INTEREST, "second", Journal(), who="EF")])
    settled = settle(FOUND, read_journal(path), STUDY)
    assert settled.disputed == (("00013", "question interest"),)
    assert "interest" not in settled.transcript.answers["question"].tolist()
    assert any("two people decided differently" in str(problem) for problem in settled.problems())
    keep(path, [say(INTEREST, "other", read_journal(path), text="saved")])
    assert answers(read_journal(path))["interest"] == "saved"


def test_a_line_that_stands_twice_counts_once(path: Path) -> None:
    keep(path, [say(INTEREST, "first", Journal())] * 2)
    assert answers(read_journal(path))["interest"] == "safe"


def test_an_interrupted_line_costs_itself_and_says_so(path: Path) -> None:
    """Cut at every byte; the decision before stays, and the one after is whole."""
    keep(path, [say(JOB, "first", Journal())])
    whole = path.read_bytes()
    keep(path, [say(INTEREST, "first", read_journal(path))])
    both = path.read_bytes()
    for cut in range(len(whole) + 1, len(both)):
        path.write_bytes(both[:cut])
        journal = read_journal(path)
        assert [d.field for d in journal.decisions] == ["attribute job"]
        assert journal.lost == ("line 2 was cut off while it was written, and does not count",)
        if cut % 50 == 0 or cut == len(both) - 1:
            keep(path, [say(INTEREST, "second", journal)])
            again = read_journal(path)
            assert [d.choice for d in again.decisions] == ["first", "second"]
            assert len(again.lost) == 1
    assert any("cut off" in str(problem) for problem in settle(FOUND, read_journal(path), STUDY).problems())


@pytest.mark.parametrize("line", [b"{}", b"[1]", b"nonsense", b"\xff\xfe", b'{"choice": 3}', b"[" * 100_000])
def test_a_line_that_is_no_decision(path: Path, line: bytes) -> None:
    keep(path, [say(JOB, "first", Journal())])
    path.write_bytes(line + b"\n" + path.read_bytes())
    journal = read_journal(path)
    assert (len(journal.decisions), len(journal.lost)) == (1, 1)


def test_a_decision_holds_only_for_what_was_typed() -> None:
    """Typed anew after it was decided: to be decided again, and said so."""
    journal = Journal((say(INTEREST, "first", Journal()),))
    anew = one_form("saved", "warm", job="Medical")
    settled = settle(compare(FIRST, anew, STUDY), journal, STUDY)
    assert settled.outdated == (("00013", "question interest"),)
    assert settled.transcript.answers["question"].tolist() == ["change"]
    # Quotation marks and spaces that do not count as a difference do not undo a decision either.
    spaced = one_form(" save ", "warm", job="Medical")
    assert settle(compare(FIRST, spaced, STUDY), journal, STUDY).outdated == ()


@pytest.mark.parametrize(
    ("row", "choice", "state", "text", "who", "what"),
    [
        (INTEREST, "first", "answered", "", " ", "nobody is named"),
        (INTEREST, "third", "answered", "", "AB", "'third' is no choice"),
        (INTEREST, "other", "answered", "  ", "AB", "no words"),
        (INTEREST, "other", "blank", "words", "AB", "blank has no words"),
        (INTEREST, "other", "lost", "words", "AB", "no state"),
        (JOB, "other", "answered", "nursing", "AB", "not one of the categories"),
    ],
)
def test_decisions_that_cannot_be(row, choice: str, state: str, text: str, who: str, what: str) -> None:
    with pytest.raises(InputError, match=what):
        say(row, choice, Journal(), state, text, who)


@pytest.mark.parametrize(("text", "fine"), [("7.5", True), ("", True), ("11", False), ("seven", False)])
def test_scores_that_cannot_be(text: str, fine: bool) -> None:
    study = STUDY.model_copy(update={"attributes": {"job": Attribute(label="Calm", scale=(0, 10))}})
    (row,) = compare(one_form("same", job="6"), one_form("same", job="7"), study).rows()
    said = (row, "other", "answered" if text else "blank", text, "AB", WHEN, Journal(), study)
    if fine:
        assert decision_on(*said).text == text
    else:
        with pytest.raises(InputError, match=f"'{text}' is no score of 'Calm'"):
            decision_on(*said)


@pytest.mark.parametrize(
    ("text", "fine"), [("2024-05-02", True), ("", True), ("2/5/2024", False), ("2024-13-01", False)]
)
def test_dates_that_cannot_be(text: str, fine: bool) -> None:
    other = replace(SECOND, forms=SECOND.forms.assign(session_date="2024-05-03"))
    row = compare(FIRST, other, STUDY).rows()[0]
    if fine:
        assert say(row, "other", Journal(), text=text).text == text
    else:
        with pytest.raises(InputError, match="not a date"):
            say(row, "other", Journal(), text=text)


def test_a_disk_that_refuses_saves_nothing(tmp_path: Path) -> None:
    (tmp_path / "private").write_text("a file where the folder should be")
    with pytest.raises(OSError):
        keep(tmp_path / "private" / "entry.jsonl", [say(JOB, "first", Journal())])


def test_the_pair_comes_back_as_it_was(tmp_path: Path) -> None:
    odd = one_form('a\r\nb, "c"\x00 \u2028 NA', "=1", form_id="007")
    keep_pair(tmp_path / "p" / "entry.json", odd, SECOND)
    first, second = kept_pair(tmp_path / "p" / "entry.json") or (None, None)
    assert first is not None and second is not None
    assert first.answers.equals(odd.answers) and first.forms.equals(odd.forms)
    assert second.answers.equals(SECOND.answers)
    assert kept_pair(tmp_path / "none.json") is None
    (tmp_path / "bad.json").write_text("[]")
    with pytest.raises(InputError, match="not a pair"):
        kept_pair(tmp_path / "bad.json")
