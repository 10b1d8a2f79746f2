"""Machines that stop, disks that are full, files that are broken, many windows at once."""

import errno
import json
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from coding.journal.small_study import held, make

from sixphase.coding.journal.journal import NotSaved, open_journal
from sixphase.coding.journal.replay import replay
from sixphase.study.problem import InputError

SRC = str(Path(__file__).resolve().parents[3] / "src")
WORK = """
import sys
from sixphase.coding.journal.journal import open_journal
journal = open_journal("small", sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[2])):
    print(journal.code("E1", number % 40, number % 40 + 5, "T1", comment="c" * (number % 300)).id, flush=True)
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    return make(tmp_path, monkeypatch)


def child(program: str, *arguments: str, before=(), **more) -> subprocess.Popen:
    environment = {**os.environ, "PYTHONPATH": SRC}
    command = [*before, sys.executable, "-c", program, *arguments]
    return subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, **more)


def start(process: subprocess.Popen) -> None:
    assert process.stdout.readline() == "ready\n"
    process.stdin.write("\n")
    process.stdin.flush()


def test_killed_at_random_moments_nothing_that_was_saved_is_lost(folder):
    draw, said = random.Random(11), []
    for _ in range(6):
        process = child(WORK, "anna", "100000")
        start(process)
        time.sleep(draw.uniform(0.02, 0.7))
        process.send_signal(signal.SIGKILL)
        ids = process.stdout.read().splitlines()
        process.wait()
        said += [id_ for id_ in ids if len(id_) == 16]
        state = replay("small")
        kept = {coding.id for coding in state.codings()}
        assert set(said) <= kept
        assert len(kept) <= len(said) + 1
        said = sorted(kept)
    assert len(said) > 100
    journal = open_journal("small", "anna")
    assert journal.code_all("E3", "T2") in journal.state.codings()


def test_every_cut_of_the_last_line_opens_and_goes_on(folder):
    """What SIGKILL or a power cut may leave: each length of the last line, once."""
    journal = open_journal("small", "anna")
    first = journal.code("E2", 5, 6, "T1")
    journal.code("E2", 0, 4, "T1")
    whole = journal.path.read_bytes()
    begins = whole.index(b"\n") + 1
    for cut in range(begins, len(whole)):
        journal.path.write_bytes(whole[:cut])
        again = open_journal("small", "anna")
        assert [coding.id for coding in again.state.codings()] == [first.id]
        assert len(again.told) == (cut > begins) and all("cut off" in told for told in again.told)
        if cut % 25 == 0 or cut == len(whole) - 1:
            new = again.code_all("E3", "T2")
            assert {coding.id for coding in again.state.codings()} == {first.id, new.id}
            assert held(replay("small")) == held(again.state)
            assert len(again.told) == (cut > begins)


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
def test_a_trace_shows_the_sync_before_every_saved(folder, tmp_path):
    trace = tmp_path / "trace"
    watched = ("strace", "-f", "-y", "-e", "trace=write,fsync,fdatasync", "-o", str(trace))
    process = child(WORK, "anna", "20", before=watched)
    start(process)
    ids = process.stdout.read().split()
    process.wait()
    assert len(ids) == 20
    synced, begun, folder_synced = set(), set(), False
    for line in trace.read_text(encoding="utf-8", errors="replace").splitlines():
        if re.search(r"write\(\d+<[^>]*anna\.jsonl>", line):
            begun.add("last")
        elif re.search(r"fsync\(\d+<[^>]*anna\.jsonl>\)\s*= 0", line):
            synced |= begun
        elif re.search(r"fsync\(\d+<[^>]*/journals>\)\s*= 0", line):
            folder_synced = True
        elif said := re.search(r'write\(1<[^>]*>, "([0-9a-f]{16})', line):
            assert said[1] in ids
            assert synced == {"last"} and folder_synced, f"{said[1]} was called saved before it was synced"
            synced, begun = set(), set()


def test_the_sync_comes_before_the_return(folder, monkeypatch):
    """The same without a tracer: the line is whole in the file when it is synced, and the state is still as before."""
    journal, seen = open_journal("small", "anna"), []
    sync = os.fsync

    def watched(handle):
        if str(Path(f"/proc/self/fd/{handle}").readlink()).endswith("anna.jsonl"):
            seen.append((journal.path.read_bytes().count(b"\n"), len(journal.state.codings())))
        sync(handle)

    monkeypatch.setattr(os, "fsync", watched)
    for _ in range(3):
        journal.code_all("E1", "T1")
    assert seen == [(1, 0), (2, 1), (3, 2)]


@pytest.mark.parametrize("coders", [["anna"] * 8, [f"coder{n}" for n in range(8)]], ids=["one journal", "their own"])
def test_eight_processes_at_once_lose_and_tear_nothing(folder, coders):
    processes = [child(WORK, coder, "40") for coder in coders]
    for process in processes:
        start(process)
    said = {id_ for process in processes for id_ in process.stdout.read().split()}
    assert all(process.wait() == 0 for process in processes)
    state = replay("small")
    assert len(said) == 320 and {coding.id for coding in state.codings()} == said
    assert state.told == ()
    for coder in set(coders):  # each knew of what was there: one line of acts, no branches
        lines = [json.loads(line) for line in (folder / f"{coder}.jsonl").read_bytes().splitlines()]
        assert [line["after"] for line in lines[1:]] == [[line["id"]] for line in lines[:-1]]


def test_threads_of_one_journal(folder):
    journal = open_journal("small", "anna")
    threads = [threading.Thread(target=lambda: [journal.code_all("E1", "T1") for _ in range(20)]) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(journal.state.codings()) == 160 and held(journal.state) == held(replay("small"))


def test_two_windows_of_one_coder(folder):
    one, two = open_journal("small", "anna"), open_journal("small", "anna")
    coding = one.code_all("E1", "T1")
    other = two.code_all("E2", "T1")  # takes in what the first window did
    assert {c.id for c in two.state.codings()} == {coding.id, other.id}
    assert one.refresh() and not one.refresh()
    assert held(one.state) == held(two.state)
    two.uncode(coding.id)
    with pytest.raises(InputError, match="no coding"):
        one.change(coding.id, comment="x")
    assert one.undo().act == "uncode"  # the last act of this coder, wherever it was done
    two.refresh()
    assert held(one.state) == held(two.state) == held(replay("small"))


def full_after(monkeypatch, bytes_: int, number: int) -> None:
    """A disk that takes some bytes of a line and no more."""
    write, left = os.write, [bytes_]

    def short(handle, content):
        if not str(Path(f"/proc/self/fd/{handle}").readlink()).endswith(".jsonl"):
            return write(handle, content)
        if not left[0]:
            raise OSError(number, os.strerror(number))
        done = write(handle, content[: left[0]])
        left[0] -= done
        return done

    monkeypatch.setattr(os, "write", short)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO])
@pytest.mark.parametrize("first", [True, False], ids=["first act", "later act"])
def test_a_disk_that_is_full_in_the_middle_of_a_line(folder, monkeypatch, number, first):
    journal = open_journal("small", "anna")
    if not first:
        journal.code_all("E1", "T1")
    before, bytes_ = held(journal.state), journal.path.read_bytes() if journal.path.exists() else None
    with monkeypatch.context() as patched:
        full_after(patched, 50, number)
        with pytest.raises(NotSaved, match=r"not saved: .*\n  What to do: .*"):
            journal.code_all("E2", "T1")
    assert held(journal.state) == before
    assert (journal.path.read_bytes() if journal.path.exists() else None) == bytes_
    journal.code_all("E2", "T1")
    assert held(journal.state) == held(replay("small")) and journal.told == ()


def test_a_sync_that_fails_is_not_saved(folder, monkeypatch):
    journal = open_journal("small", "anna")
    journal.code_all("E1", "T1")
    before = journal.path.read_bytes()

    def fails(handle):
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", fails)
        with pytest.raises(NotSaved):
            journal.code_all("E2", "T1")
    assert journal.path.read_bytes() == before and len(journal.state.codings()) == 1


def limited() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))


FILL = """
import sys
from sixphase.coding.journal.journal import open_journal, NotSaved
journal, done = open_journal("small", "anna"), 0
try:
    while True:
        journal.code_all("E1", "T1")
        done += 1
except NotSaved as error:
    print(done, len(journal.state.codings()), error)
"""


def test_a_file_that_may_not_grow(folder):
    """A real limit of the system, met in the middle of a line."""
    process = child(FILL, preexec_fn=limited)
    done, codings, *message = process.stdout.read().split(maxsplit=2)
    assert process.wait() == 0 and int(done) == int(codings) > 5
    assert "may not grow" in message[0]
    assert len(replay("small").codings()) == int(done) and replay("small").told == ()
    assert (folder / "anna.jsonl").read_bytes().endswith(b"\n")


def ordinary() -> None:
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)


def test_a_folder_that_may_not_be_written_to(folder, tmp_path):
    if child("import sixphase", preexec_fn=ordinary).wait():
        pytest.skip("the administrator runs the tests in a folder that an ordinary user cannot enter")
    for parent in [tmp_path, *tmp_path.parents]:
        if "pytest-of-" in str(parent):
            parent.chmod(0o755)
    journal = open_journal("small", "ben")
    journal.code_all("E1", "T1")
    folder.chmod(0o555)
    (folder / "ben.jsonl").chmod(0o444)
    try:
        for coder in ("anna", "ben"):
            process = child(FILL.replace('"anna"', f'"{coder}"'), preexec_fn=ordinary)
            done, codings, *message = process.stdout.read().split(maxsplit=2)
            assert process.wait() == 0 and (done, codings) == ("0", "1")
            assert "not saved: permission denied" in message[0] and "What to do: you may not write there" in message[0]
    finally:
        folder.chmod(0o755)
    assert sorted(path.name for path in folder.iterdir()) == ["ben.jsonl"]


BROKEN = {
    "not JSON": b'{"act": "code", "aft',
    "not UTF-8": b'{"act": "\xff\xfe"}',
    "no object": b"[1, 2, 3]",
    "a number": b"7",
    "too deep": b"[" * 100_000,
    "no event": b'{"format": 1}',
    "another format": b'{"format": 2, "id": "0000000000000000"}',
    "not a number": b'{"format": 1, "id": "00000000000000aa", "after": [], "time": "", "coder": "anna", "act": "code", '
    b'"answer": "E1", "start": NaN, "end": 1, "words": "I", "before": "", "behind": "", "code": "T1"}',
    "words that are too short": b'{"format": 1, "id": "00000000000000aa", "after": [], "time": "", "coder": "anna", '
    b'"act": "code", "answer": "E1", "start": 0, "end": 9, "words": "I", "before": "", "behind": "", "code": "T1"}',
    "of somebody else": b'{"format": 1, "id": "00000000000000aa", "after": [], "time": "", "coder": "ben", '
    b'"act": "read", "answer": "E1"}',
    "a conflict of git": b"<<<<<<< HEAD",
}


@pytest.mark.parametrize("line", BROKEN.values(), ids=BROKEN)
def test_a_broken_or_foreign_line_costs_itself(folder, line):
    journal = open_journal("small", "anna")
    one = journal.code_all("E1", "T1")
    journal.path.write_bytes(journal.path.read_bytes() + line + b"\n")
    two = journal.code_all("E2", "T1")
    (told,) = journal.told
    assert "journals/anna.jsonl, line 2 does not count" in told and "\x1b" not in told
    assert {coding.id for coding in journal.state.codings()} == {one.id, two.id}
    assert held(journal.state) == held(replay("small"))


def test_fields_and_acts_of_other_programs_are_kept(folder):
    journal = open_journal("small", "anna")
    journal.code_all("E1", "T1")
    line = {**json.loads(journal.path.read_text("utf-8")), "mood": "blue"}
    strange = {**line, "id": "00000000000000aa", "act": "sing", "song": 1}
    text = "".join(json.dumps(one) + "\n" for one in (line, strange))
    journal.path.write_text(text, encoding="utf-8")
    journal.refresh()
    journal.uncode(journal.state.codings()[0].id)
    assert journal.path.read_text("utf-8").startswith(text)
    assert journal.told == ("acts that this program does not know are kept and not counted: sing",)


def test_a_clock_that_jumps_back(folder):
    times = iter(["2030-01-01T00:00:00+00:00", "1970-01-01T00:00:00+00:00", "2029-01-01T00:00:00+00:00"])
    journal = open_journal("small", "anna", clock=lambda: next(times))
    coding = journal.code_all("E1", "T1")
    journal.change(coding.id, comment="first")
    journal.change(coding.id, comment="second")
    assert replay("small").codings()[0].comment == "second"


def test_a_journal_that_is_removed_or_written_anew_under_an_open_window(folder):
    journal = open_journal("small", "anna")
    one, two = journal.code_all("E1", "T1"), journal.code_all("E2", "T1")
    lines = journal.path.read_bytes().splitlines(keepends=True)
    new = folder / "new"
    new.write_bytes(lines[0] + b" " * 300 + b"\n")
    new.replace(journal.path)
    assert journal.refresh() and [coding.id for coding in journal.state.codings()] == [one.id]
    journal.path.unlink()
    assert journal.refresh() and journal.state.codings() == []
    three = journal.code_all("E3", "T1")
    assert two.id != three.id and held(journal.state) == held(replay("small"))


def test_files_that_are_no_journals_are_told(folder):
    open_journal("small", "anna").read("E1")
    for name in ("published", "Big Name", "x" * 40):
        shutil.copy(folder / "anna.jsonl", folder / f"{name}.jsonl")
    state = replay("small")
    assert state.coders == ("anna",) and len(state.told) == 3
    assert all("is no journal of a coder" in told for told in state.told)
