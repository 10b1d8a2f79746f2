"""A withdrawn form: no word of it is left in any byte, and everything of anybody else stays as it was."""

import json
import os
import shutil
import signal
import zipfile
from multiprocessing import get_context
from pathlib import Path

import pandas as pd
import pytest
from coding.withdrawing.planted import CSV, SECRET, SHARED

from sixphase.coding.journal.journal import open_journal
from sixphase.coding.journal.replay import replay
from sixphase.coding.sheets import write_coding_sheet
from sixphase.coding.withdrawing.commands import withdraw_command
from sixphase.coding.withdrawing.quoted import quotations, words_of_the_form
from sixphase.coding.withdrawing.whole import Changes, finish_changes, make_changes, pending_path
from sixphase.study import paths
from sixphase.study.problem import InputError
from sixphase.transcription.cleaning import cleaning_of
from sixphase.transcription.importing.bringing import import_files
from sixphase.transcription.names.leaks import find_leaks
from sixphase.transcription.names.private import read_private
from sixphase.transcription.redaction import redacted
from sixphase.transcription.store import read_transcript

WORDS = ("lighthouse", "Marzipan", "Lamplighter", "told me about", "told us about", "brother", "sweets again")


def bytes_of(folder):
    """Every file with its bytes, what is packed in workbooks unpacked."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()
            if path.suffix == ".xlsx":
                with zipfile.ZipFile(path) as parts:
                    yield from ((f"{path.name}/{name}", parts.read(name)) for name in parts.namelist())


def where(folder, words):
    return sorted({name for name, data in bytes_of(folder) for word in words if word.lower().encode() in data.lower()})


def test_the_words_are_planted_in_every_kind_of_file(study):
    held = " ".join(where(study, WORDS))
    for name in ("answers.csv", "forms.csv", "history.jsonl", "anna.jsonl", "ben.jsonl", "originals/", "typed/", "key"):
        assert name in held
    for name in ("decisions.jsonl", "entry.json", "entry.jsonl", "differences.xlsx"):
        assert name in held


def test_without_a_yes_nothing_changes_and_everything_is_told_without_words(study):
    before = dict(bytes_of(study.parents[1]))
    lines = "\n".join(withdraw_command("kind", "7", day="2026-11-23"))
    assert dict(bytes_of(study.parents[1])) == before
    assert "would change data_raw/kind/journals/ben.jsonl" in lines and "Nothing was changed" in lines
    assert not any(word in lines for word in WORDS)


def test_no_word_of_the_form_is_left_in_any_byte(study):
    withdraw_command("kind", "7", yes=True, day="2026-11-23")
    top = study.parents[1]
    (top / "typed.csv").unlink(), (top / "again.csv").unlink()  # what the person had typed is theirs
    assert where(top, WORDS) == [] and find_leaks([study], WORDS) == []
    assert not (top / "data_processed" / "kind").exists() and not (top / "reports" / "kind").exists()


def test_every_line_of_others_stays_byte_for_byte_and_the_mark_stays(study):
    def lines(name):
        return {json.loads(line)["id"]: line for line in (study / "journals" / name).read_text().split("\n")[:-1]}

    before = {name: lines(name) for name in ("anna.jsonl", "ben.jsonl")}
    withdraw_command("kind", "7", yes=True, day="2026-11-23")
    after = {name: lines(name) for name in ("anna.jsonl", "ben.jsonl")}
    others = {"anna.jsonl": (102, 103, 108, 110), "ben.jsonl": (203, 204)}
    for name, numbers in others.items():
        assert list(after[name]) == list(before[name])
        for number in numbers:
            assert after[name][f"{number:016x}"] == before[name][f"{number:016x}"]
    mark = json.loads(after["anna.jsonl"][f"{101:016x}"])
    was = json.loads(before["anna.jsonl"][f"{101:016x}"])
    for name in ("id", "after", "time", "coder", "act", "code", "answer", "start", "end"):
        assert mark[name] == was[name]
    assert (mark["words"], mark["before"], mark["behind"], mark["withdrawn"]) == ("", "", "", True)
    assert "comment" not in mark
    name = json.loads(after["anna.jsonl"][f"{100:016x}"])["name"]
    assert name == "[withdrawn] c-1"
    memo = json.loads(after["anna.jsonl"][f"{106:016x}"])["text"]
    assert memo.startswith("One wrote: “[withdrawn]") and "lighthouse" not in memo.lower()


def on_themes(words: str) -> None:
    """Acts on themes that say words of form 7 in each of their fields, and quote it."""
    anna = open_journal("kind", "anna")
    one, two = (anna.make_code(name, kind="theme", reason=f"Since {words}").id for name in ("One", "Two"))
    anna.describe_theme(one, concept=words, belongs=f"All of: {words}", not_belongs=words, reason=words)
    anna.relate(one, two, words, words, reason=words)
    anna.quote("7.a", 0, len(SECRET), one, reason=words)
    anna.look("7.b", "fits", words)
    anna.look("6.a", "fits", f"Not as in “{words}”")
    anna.stand(f"{108:016x}", one, reason=words)
    anna.change_code(two, definition=words, when=words, when_not=words, example=words, reason=words)


def test_no_word_is_left_in_acts_on_themes(study):
    on_themes(SECRET)
    assert withdraw_command("kind", "7", yes=True)
    assert where(study / "journals", WORDS) == []
    state = replay("kind")
    assert not any("anna.jsonl" in told for told in state.told)  # every line of hers is still an event
    assert {"One", "Two"} <= {code.name for code in state.codes.values()}


def test_other_forms_and_what_is_kept_for_people_stay(study):
    before = read_transcript("kind")
    withdraw_command("kind", "7", yes=True, day="2026-11-23")
    after = read_transcript("kind")
    assert list(after.forms["form_id"]) == ["6", "70"]
    left = before.answers[before.answers["form_id"] != "7"].reset_index(drop=True)
    pd.testing.assert_frame_equal(after.answers, left)
    assert "one,7.a,anna" in (study / "assignments.csv").read_text()
    assert (study / "withdrawn.csv").read_text() == "form_id,day\n7,2026-11-23\n"
    private = read_private(study / "private")
    assert [(e.mark, e.form) for e in private.key.entries] == [("[NAME 1]", ""), ("[NAME 2]", "Zebedee")]
    assert [(d.n, d.act, d.word, d.answer) for d in private.decisions] == [(3, "never", "Zebedee", "")]


def test_the_original_imported_again_does_not_bring_the_form_back(study):
    withdraw_command("kind", "7", yes=True, day="2026-11-23")
    top = study.parents[1]
    done = import_files("kind", [top / "typed.csv"], names_out=cleaning_of("kind", "mark"))
    assert not done.differences and any("withdrawn" in note for note in done.notes)
    (top / "typed.csv").unlink(), (top / "again.csv").unlink()
    assert where(study, WORDS) == []


def test_what_a_merge_brought_back_goes_when_the_form_is_withdrawn_again(study):
    old = (study / "journals" / "anna.jsonl").read_text()
    withdraw_command("kind", "7", yes=True, day="2026-11-23")
    (study / "journals" / "anna.jsonl").write_text(old)
    withdraw_command("kind", "7", yes=True, day="2026-12-01")
    text = (study / "journals" / "anna.jsonl").read_text()
    assert '"comment": "lighthouse' not in text and "brother" not in text
    assert (study / "withdrawn.csv").read_text() == "form_id,day\n7,2026-11-23\n"


def test_the_replay_has_everything_of_others_and_nothing_of_the_form(study):
    before = replay("kind").table()
    withdraw_command("kind", "7", yes=True, day="2026-11-23")
    state = replay("kind")
    left = before[~before["answer_id"].str.startswith("7.")].reset_index(drop=True)
    assert len(left) == 5 and len(before) == 7
    pd.testing.assert_frame_equal(state.table(), left)
    assert not any("not what it should be" in sentence for sentence in state.told)
    assert state.codes["c-1"].name == "[withdrawn] c-1" and [memo.on for memo in state.memos()] == ["study"]


def test_who_waits_for_a_journal_writes_into_the_new_file(study):
    journal = open_journal("kind", "anna")
    withdraw_command("kind", "7", yes=True, day="2026-11-23")
    journal.read("6.b")
    lines = (study / "journals" / "anna.jsonl").read_text().splitlines()
    assert json.loads(lines[-1])["answer"] == "6.b" and where(study / "journals", WORDS) == []


def test_the_last_form_leaves_no_tables(study):
    for form in ("6", "7", "70"):
        withdraw_command("kind", form, yes=True, day="2026-11-23")
    assert not (study / "answers.csv").exists() and read_transcript("kind").forms.empty


@pytest.mark.parametrize(("form", "day", "what"), [("8", "2026-11-23", "no form '8'"), ("7", "today", "no day")])
def test_what_cannot_be_withdrawn_is_refused(study, form, day, what):
    with pytest.raises(InputError, match=what):
        withdraw_command("kind", form, yes=True, day=day)


def test_a_file_of_a_person_is_named_and_left(study):
    (study / "text").mkdir()
    (study / "text" / "reading.md").write_text(f"As one said, {SECRET}.")
    (study / "private" / "scan.pdf.txt").write_text(SECRET.upper())
    lines = withdraw_command("kind", "7", yes=True, day="2026-11-23")
    at = lines.index("These hold the words too, and are yours to change or delete:")
    assert lines[at + 1 : at + 3] == ["  data_raw/kind/private/scan.pdf.txt", "  data_raw/kind/text/reading.md"]
    assert (study / "text" / "reading.md").read_text() == f"As one said, {SECRET}."


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("He said: SEVEN small grey boats, yes", "He said: [withdrawn], yes"),
        ("small grey boats", "small grey boats"),
        ("a nice — day!", "a nice — day!"),  # somebody else wrote that too
        ("kit bag, and more", "[withdrawn], and more"),
        ("the bag", "the bag"),
    ],
)
def test_a_quotation_is_four_words_or_a_whole_short_answer(text, left):
    find = quotations(["we saw seven small grey boats", "kit bag", "a nice day"], ["it was a nice day"])
    assert redacted(text, find(text)) == left


@pytest.mark.parametrize(
    ("name", "is_one"), [("Grey boats", True), ("boats", False), ("nice day", False), ("Grey ships", False)]
)
def test_a_code_named_by_the_forms_words(name, is_one):
    assert words_of_the_form(["seven grey boats", "a nice day"], ["a nice day"])(name) is is_one


def dies_after(moments: int) -> None:
    """Withdraw in a process of its own that is killed when it has moved, deleted or synced so many files."""
    left = [moments]

    def dying(what):
        def act(*args, **kwargs):
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return what(*args, **kwargs)

        return act

    Path.replace, Path.unlink, os.fsync = dying(Path.replace), dying(Path.unlink), dying(os.fsync)
    withdraw_command("kind", "7", yes=True, day="2026-11-23")


def test_killed_at_any_moment_it_is_before_or_after(study, tmp_path_factory, monkeypatch):
    before, seen, codes = dict(bytes_of(study)), [], set()
    copy = tmp_path_factory.mktemp("killed") / "all"
    for moments in (0, 1, 5, 10, 13, 14, 15, 16, 17, 18, 20, 25, 30, 35, 500):
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(study.parents[1], copy)
        monkeypatch.setenv("SIXPHASE_ROOT", str(copy))
        paths.root.cache_clear()
        process = get_context("fork").Process(target=dies_after, args=(moments,))
        process.start()
        process.join(60)
        codes.add(process.exitcode)
        finish_changes("kind")
        now = {name: data for name, data in bytes_of(copy / "data_raw" / "kind") if not name.endswith(".withdrawing")}
        seen.append(now)
    changed = [now for now in seen if now != before]
    assert codes == {-signal.SIGKILL, 0} and 3 < len(changed) < len(seen) - 3
    assert all(now == changed[0] for now in changed) and where(copy / "data_raw" / "kind", WORDS) == []


def test_a_disk_that_fails_leaves_everything_as_it_was(study, monkeypatch):
    before = dict(bytes_of(study))

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match=r"No space left.*nothing was changed"):
        withdraw_command("kind", "7", yes=True, day="2026-11-23")
    assert dict(bytes_of(study)) == before


def test_a_list_of_changes_may_not_lead_out_of_the_study(study):
    pending_path("kind").write_text(json.dumps({"move": [], "delete": ["../../typed.csv"]}))
    with pytest.raises(InputError, match="no list of changes"):
        finish_changes("kind")
    assert (study.parents[1] / "typed.csv").read_text() == CSV


def test_changes_are_written_and_deleted_together(study):
    (study / ".left.txt.withdrawing").write_text("of a time when it stopped")
    make_changes("kind", Changes({study / "new.txt": b"new"}, (study / "entry.csv",)))
    assert not (study / ".left.txt.withdrawing").exists()
    assert (study / "new.txt").read_bytes() == b"new" and not (study / "entry.csv").exists()
    assert not pending_path("kind").exists() and SHARED in (study / "answers.csv").read_text()


def test_a_spreadsheet_in_the_projects_top_folder_is_named_and_left(study):
    top = study.parents[1]
    write_coding_sheet("kind", "anna", top / "anna.XLSX")
    (top / "answers.csv").write_text(CSV)
    (top / "others.csv").write_text("nobody's words")
    lines = withdraw_command("kind", "7", yes=True, day="2026-11-23")
    at = lines.index("These hold the words too, and are yours to change or delete:")
    assert {"  anna.XLSX", "  answers.csv"} <= set(lines[at + 1 :]) and "  others.csv" not in lines
    assert (top / "answers.csv").read_text() == CSV
