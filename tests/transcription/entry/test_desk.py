"""The desk without a screen: what it shows, saves and takes back."""

import json
from pathlib import Path
from typing import Any

import pytest
from transcription.entry.typists import STUDY, one_form, transcript

from sixphase.study import paths, settings
from sixphase.transcription.entry.compare import compare
from sixphase.transcription.entry.decisions import journal_path, read_journal
from sixphase.transcription.entry.desk import Note, entry_desk
from sixphase.transcription.entry.entry_widget import EntryDesk
from sixphase.transcription.entry.pair import keep_pair, pair_path

SETTINGS = """\
title: Kindness at work
approach: codebook
seed: 1
questions:
  - {id: interest, asks: 'What interested you?'}
  - {id: change, asks: 'What to change?'}
attributes:
  job: {label: Occupation, categories: [Nursing, Medical]}
paper: {title: P}
"""
FIRST = one_form("<b>safe</b>", "warm")
SECOND = one_form("<b>save</b>", "worm", job="Medical")


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "data_raw" / "kind").mkdir(parents=True)
    (tmp_path / "data_raw" / "kind" / "study.yml").write_text(SETTINGS)
    monkeypatch.setenv("SIXPHASE_ROOT", str(tmp_path))
    monkeypatch.delenv("SIXPHASE_HEADLESS", raising=False)
    _forget()
    yield "kind"
    _forget()


def _forget() -> None:
    paths.root.cache_clear()
    settings.read_study.cache_clear()


@pytest.fixture
def desk(tmp_path: Path) -> EntryDesk:
    return EntryDesk(compare(FIRST, SECOND, STUDY), STUDY, tmp_path / "entry.jsonl")


def do(desk: EntryDesk, act: str, who: str = "AB", **more: str) -> dict[str, Any]:
    desk._hear(desk, {"act": act, "who": who, **more}, [])
    return desk.card


def lines(desk: EntryDesk) -> list[dict[str, str]]:
    path = desk._path
    return [json.loads(line) for line in path.read_text().splitlines()] if path.is_file() else []


def test_it_shows_one_difference_in_its_line(desk: EntryDesk) -> None:
    assert (desk.card["place"], desk.card["total"], desk.card["done"]) == (0, 3, 0)
    assert desk.card["field"] == "Occupation"
    assert desk.card["categories"] == ["Nursing", "Medical"]
    card = do(desk, "next")
    assert card["pieces"] == [["same", "<b>sa", "<b>sa"], ["differs", "f", "v"], ["same", "e</b>", "e</b>"]]
    assert do(desk, "previous")["field"] == "Occupation"
    assert do(desk, "previous")["field"] == "What to change?"


def test_deciding_saves_and_goes_on(desk: EntryDesk) -> None:
    assert do(desk, "decide", choice="second")["place"] == 1
    assert desk.status == "Saved: form 00013, ‘Occupation’, second, by AB."
    assert do(desk, "decide", choice="other", state="answered", text="saved")["done"] == 2
    assert [(line["choice"], line["text"], line["who"]) for line in lines(desk)] == [
        ("second", "Medical", "AB"),
        ("other", "saved", "AB"),
    ]
    assert all(line["when"].endswith("+00:00") for line in lines(desk))


def test_nothing_is_saved_without_a_name_or_with_words_that_cannot_be(desk: EntryDesk) -> None:
    assert do(desk, "decide", who="", choice="first")["done"] == 0
    assert desk.status.startswith("Not saved: nobody is named")
    do(desk, "decide", choice="other", text="Plumber")
    assert desk.status.startswith("Not saved: 'Plumber' is not one of the categories")
    assert lines(desk) == []


def test_saved_is_said_only_when_it_is_on_disk(desk: EntryDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sixphase.transcription.entry.entry_widget.keep", full)
    card = do(desk, "decide", choice="first")
    assert (card["place"], card["done"], card["decided"]) == (0, 0, None)
    assert desk.status == "Not saved: the disk refused it (No space left on device)."


def test_undoing_goes_back_step_by_step(desk: EntryDesk) -> None:
    do(desk, "decide", choice="first")
    do(desk, "previous")
    do(desk, "decide", choice="second")
    card = do(desk, "undo")
    assert (card["place"], card["decided"]["choice"]) == (0, "first")
    card = do(desk, "undo")
    assert (card["place"], card["decided"], card["done"]) == (0, None, 0)
    do(desk, "undo")
    assert desk.status == "Nothing was decided at this desk yet."
    assert [line["choice"] for line in lines(desk)] == ["first", "second", "first", "open"]


def test_it_goes_on_where_it_was_left(desk: EntryDesk) -> None:
    do(desk, "decide", choice="first")
    again = EntryDesk(compare(FIRST, SECOND, STUDY), STUDY, desk._path)
    assert (again.card["place"], again.card["done"]) == (1, 1)
    assert do(again, "open")["place"] == 2
    assert do(again, "open")["place"] == 1


def test_lost_lines_are_said(desk: EntryDesk) -> None:
    do(desk, "decide", choice="first")
    desk._path.write_bytes(desk._path.read_bytes()[:-5])
    again = EntryDesk(compare(FIRST, SECOND, STUDY), STUDY, desk._path)
    assert "line 1 was cut off" in again.status
    assert again.card["done"] == 0


def test_nothing_private_is_read_in_a_run(study: str, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_pair(pair_path(study), FIRST, SECOND)
    monkeypatch.setenv("SIXPHASE_HEADLESS", "1")
    monkeypatch.setattr("sixphase.transcription.entry.desk.kept_pair", lambda _: pytest.fail("read what is private"))
    assert isinstance(entry_desk(study), Note)


def test_from_the_pair_to_the_decision(study: str) -> None:
    assert "sixphase compare kind" in repr(entry_desk(study))
    keep_pair(pair_path(study), FIRST, SECOND)
    made = entry_desk(study, who="AB")
    assert isinstance(made, EntryDesk)
    do(made, "decide", choice="first")
    assert len(read_journal(journal_path(study)).decisions) == 1
    keep_pair(pair_path(study), FIRST, FIRST)
    assert "do not differ" in repr(entry_desk(study))


def test_a_desk_of_very_many_differences_stays_quick(tmp_path: Path) -> None:
    import time

    ids = [f"{n}" for n in range(3_000)]
    first, second = (
        transcript([(i, "", "") for i in ids], [(i, "interest", "answered", f"{word} {i}") for i in ids])
        for word in ("safe", "save")
    )
    desk = EntryDesk(compare(first, second, STUDY), STUDY, tmp_path / "entry.jsonl")
    begin = time.process_time()
    for _ in range(20):
        do(desk, "decide", choice="first")
    assert desk.card["done"] == 20
    assert time.process_time() - begin < 4
