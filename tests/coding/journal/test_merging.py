"""Copies of journals that grew apart and were joined: the same state whatever the order, and nothing lost."""

import contextlib
import json
import random
import shutil
import subprocess
from pathlib import Path

import pytest
from coding.journal.small_study import ANSWERS, held, make
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sixphase.coding.journal.journal import open_journal
from sixphase.coding.journal.replay import replay
from sixphase.study.problem import InputError


@pytest.fixture
def folder(tmp_path, monkeypatch):
    return make(tmp_path, monkeypatch)


def numbered(start: int):
    """Ids that a seed gives, so that a failing test fails again."""
    draw = random.Random(start)
    return lambda: f"{draw.getrandbits(64):016x}"


def act_at_random(journal, draw: random.Random) -> None:
    """One act of any kind on anything that is there; one that is refused is no act."""
    state = journal.state
    codes = [code.id for code in state.standing()]
    own = [coding.id for coding in state.codings(coder=journal.coder)]
    answer = draw.choice(list(ANSWERS))
    start = draw.randrange(len(ANSWERS[answer]) - 1)
    memos = [memo.id for memo in state.memos(coder=journal.coder)]
    acts = [
        lambda: journal.code(answer, start, draw.randint(start + 1, len(ANSWERS[answer])), draw.choice(codes)),
        lambda: journal.code_all(answer, draw.choice(codes), comment="all"),
        lambda: journal.change(draw.choice(own), code=draw.choice(codes)),
        lambda: journal.change(draw.choice(own), start=0, comment=str(draw.random())),
        lambda: journal.uncode(draw.choice(own)),
        lambda: journal.make_code(f"N{draw.randrange(30)}", parent=draw.choice(["", *codes])),
        lambda: journal.change_code(draw.choice(codes), name=f"M{draw.randrange(30)}"),
        lambda: journal.move_code(draw.choice(codes), draw.choice(["", *codes]), draw.choice([None, 0, 1])),
        lambda: journal.merge_codes([draw.choice(codes)], draw.choice(codes)),
        lambda: journal.split_code(draw.choice(codes), [f"P{draw.randrange(99)}"], {}),
        lambda: journal.retire_code(draw.choice(codes)),
        lambda: journal.restore_code(draw.choice(list(state.codes))),
        lambda: journal.memo("note", "answer", answer),
        lambda: journal.change_memo(draw.choice(memos), str(draw.random())),
        lambda: journal.read(answer),
        lambda: journal.unread(answer),
        journal.finish,
        journal.undo,
        journal.undo,
        journal.redo,
    ]
    with contextlib.suppress(InputError, IndexError):
        draw.choice(acts)()


def lines_of(folder: Path) -> dict[str, list[str]]:
    return {path.name: path.read_text("utf-8").splitlines(keepends=True) for path in sorted(folder.glob("*.jsonl"))}


def union(*copies: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: [line for copy in copies for line in copy.get(name, [])] for name in {n for c in copies for n in c}}


def put(folder: Path, lines: dict[str, list[str]]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, held_lines in lines.items():
        (folder / name).write_text("".join(held_lines), encoding="utf-8", newline="\n")


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**9))
def test_any_order_of_lines_gives_one_state(tmp_path_factory, seed):
    """Two coders, one of them on two machines; a clock that jumps; lines shuffled and doubled."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        folder, draw = make(tmp_path_factory.mktemp("any"), monkeypatch), random.Random(seed)
        copies, ids = [], numbered(seed)
        clock = lambda: f"20{draw.randrange(10, 99)}-01-01T00:00:00+00:00"  # noqa: E731

        def work(names: str) -> None:
            journals = [open_journal("small", {"a": "anna", "b": "ben"}[n], clock=clock, new_id=ids) for n in names]
            for _ in range(draw.randint(1, 20)):
                journal = draw.choice(journals)
                journal.refresh()
                act_at_random(journal, draw)
                if draw.random() < 0.1:
                    assert held(journal.state) == held(replay("small"))

        work("ab")
        common = lines_of(folder)
        for names in ("a", "ab", "b"):
            put(folder, common)
            work(names)
            copies.append(lines_of(folder))
        joined = union(*copies)
        put(folder, joined)
        state = held(replay("small"))
        for _ in range(3):
            for lines in joined.values():
                lines += draw.choices(lines, k=2) if lines else []
                draw.shuffle(lines)
            put(folder, joined)
            assert held(replay("small")) == state
        work("ab")  # and the work goes on after it
        assert held(open_journal("small", "anna").state) == held(replay("small"))


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**9))
def test_what_comes_in_bit_by_bit_adds_up_to_the_same(tmp_path_factory, seed):
    """A window that stays open while lines of another machine come in, in whatever order."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        folder, draw = make(tmp_path_factory.mktemp("bits"), monkeypatch), random.Random(seed)
        for coder in ("anna", "ben"):
            journal = open_journal("small", coder, new_id=numbered(seed + len(coder)))
            for _ in range(20):
                journal.refresh()
                act_at_random(journal, draw)
        lines = lines_of(folder)
        put(folder, {})
        window = open_journal("small", "carl")
        left = [(name, line) for name, found in lines.items() for line in found]
        draw.shuffle(left)
        for name, line in left:
            with (folder / name).open("a", encoding="utf-8") as file:
                file.write(line)
            assert window.refresh()
            assert held(window.state) == held(replay("small"))


def test_a_coding_in_a_shuffled_and_doubled_journal_is_one(folder):
    """A near miss: another coding of the same passage is another coding."""
    anna = open_journal("small", "anna")
    first, second = anna.code("E1", 0, 1, "T1"), anna.code("E1", 0, 1, "T1")
    lines = anna.path.read_text("utf-8").splitlines(keepends=True)
    put(folder, {"anna.jsonl": [lines[1], lines[0], lines[1]]})
    assert {coding.id for coding in replay("small").codings()} == {first.id, second.id}
    assert replay("small").told == ()


def git(top: Path, *arguments: str) -> str:
    command = ["git", "-c", "user.name=n", "-c", "user.email=e@x", "-c", "init.defaultBranch=main", *arguments]
    done = subprocess.run(command, cwd=top, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


@pytest.mark.parametrize("way", [("one", "two"), ("two", "one")], ids=["one way", "the other way"])
def test_git_joins_what_two_laptops_did(tmp_path, monkeypatch, way):
    folder = make(tmp_path, monkeypatch)
    attributes = Path(__file__).resolve().parents[3] / ".gitattributes"
    shutil.copy(attributes, tmp_path)
    open_journal("small", "anna", new_id=numbered(1)).code_all("E1", "T1")
    git(tmp_path, "init")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-m", "start")
    done = {}
    for number, branch in enumerate(("one", "two")):
        git(tmp_path, "checkout", "-b", branch, "main")
        anna = open_journal("small", "anna", new_id=numbered(10 + number))
        other = open_journal("small", f"other{number}", new_id=numbered(20 + number))
        done[branch] = {anna.code("E2", n, n + 1, "T2").id for n in range(5)} | {other.code_all("E3", "T2").id}
        anna.change_code("T1", name=f"Name of {branch}")
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-m", branch)
    git(tmp_path, "checkout", way[0])
    git(tmp_path, "merge", "--no-edit", way[1])
    state = replay("small")
    assert done["one"] | done["two"] < {coding.id for coding in state.codings()}
    # The ids decide, not the way of merging: both ways give the name whose act has the larger id.
    expected = max(
        (json.loads(line) for line in lines_of(folder)["anna.jsonl"] if "Name of" in line), key=lambda e: e["id"]
    )
    assert state.codes["T1"].name == expected["name"]
    (told,) = state.told
    assert "the name of the code T1" in told and "anna on two machines" in told
    assert "Name of one" in told and "Name of two" in told
    anna = open_journal("small", "anna")
    anna.change_code("T1", name="Settled")
    assert anna.told == () and replay("small").told == () and replay("small").codes["T1"].name == "Settled"


def test_two_coders_who_rename_a_code_unknowingly_are_told_and_who_knew_is_not(folder):
    anna, ben = open_journal("small", "anna"), open_journal("small", "ben")
    anna.change_code("T1", name="A")
    ben.refresh()
    ben.change_code("T1", name="B")  # knew of the first
    anna.refresh()
    assert anna.state.codes["T1"].name == "B" and anna.told == ()
    anna.change_code("T2", name="X")
    ben.change_code("T2", name="Y")  # did not
    anna.refresh()
    assert len(anna.told) == 1 and "the name of the code T2" in anna.told[0]
    assert all(word in anna.told[0] for word in ("anna", "ben", "'X'", "'Y'"))


def test_what_is_told_of_ones_own_acts_on_two_machines_gives_nothing_away(folder):
    """Others, who may be blind to this coder, read the sentence too."""
    anna = open_journal("small", "anna")
    coding, memo = anna.code("E1", 2, 7, "T1"), anna.memo("at first")
    start, copies = anna.path.read_bytes(), []
    for code, text in (("T1.1", "a secret of one"), ("T1.2", "a secret of two")):
        anna.path.write_bytes(start)
        one = open_journal("small", "anna")
        one.change(coding.id, code=code, comment=text)
        one.change_memo(memo.id, text)
        copies.append(anna.path.read_bytes())
    anna.path.write_bytes(b"".join(copies))
    told = replay("small").told
    assert [any(side in one for one in told) for side in ("the code", "the comment", "the text")] == [True] * 3
    assert not any(word in one for one in told for word in ("secret", "T1.1", "T1.2"))


def test_moves_and_merges_that_cross_do_not_make_a_ring(folder):
    anna, ben = open_journal("small", "anna"), open_journal("small", "ben")
    anna.move_code("T1", "T2")
    ben.move_code("T2", "T1")
    anna.merge_codes(["T1.1"], "T1.2")
    ben.merge_codes(["T1.2"], "T1.1")
    state = replay("small")
    assert sorted(state.codes) == ["K1", "K2", "T1", "T1.1", "T1.2", "T2"]
    assert sum(state.codes[code].stands for code in ("T1.1", "T1.2")) == 1
    assert any("below itself" in told for told in state.told)


def test_a_line_whose_words_were_taken_out_wins_over_its_copy(folder):
    anna = open_journal("small", "anna")
    coding = anna.code("E1", 2, 7, "T1")
    line = anna.path.read_text("utf-8")
    mark = {**json.loads(line), "words": "", "before": "", "behind": "", "withdrawn": True}
    for lines in ([line, json.dumps(mark) + "\n"], [json.dumps(mark) + "\n", line]):
        put(folder, {"anna.jsonl": lines})
        assert replay("small").coding(coding.id) is None
        assert replay("small").told == ()


def test_ids_that_say_two_things_are_told(folder):
    anna = open_journal("small", "anna")
    anna.code("E1", 2, 7, "T1")
    line = anna.path.read_text("utf-8")
    other = json.dumps({**json.loads(line), "code": "T2"}) + "\n"
    codes = set()
    for lines in ([line, other], [other, line]):
        put(folder, {"anna.jsonl": lines})
        state = replay("small")
        codes.add(state.codings()[0].code)
        assert "says something else" in state.told[0]
    assert len(codes) == 1


def test_what_comes_after_a_missing_line_keeps_its_order(folder):
    """Without its predecessor a line still knows how deep it lies."""
    anna = open_journal("small", "anna", new_id=iter([f"{n:016x}" for n in (5, 9, 4, 3)]).__next__)
    coding = anna.code("E1", 0, 1, "T1")
    for comment in ("first", "lost", "last"):
        anna.change(coding.id, comment=comment)
    lines = anna.path.read_text("utf-8").splitlines(keepends=True)
    put(folder, {"anna.jsonl": [lines[3], lines[0], lines[1]]})
    assert replay("small").codings()[0].comment == "last"


def test_rings_of_acts_and_undos_of_undos_end(folder):
    anna = open_journal("small", "anna")
    coding = anna.code("E1", 0, 1, "T1")

    def event(id_, after, **fields):
        return (
            json.dumps(
                {"format": 1, "id": id_ * 16, "after": [a * 16 for a in after], "time": "", "coder": "anna", **fields}
            )
            + "\n"
        )

    ring = [
        event("a", "b", act="undo", undoes="b" * 16),
        event("b", "a", act="undo", undoes="a" * 16),
        event("c", "c", act="undo", undoes="c" * 16),
        event("d", "", act="code_by_telepathy", answer="E1"),
        event("e", "", act="undo", undoes=coding.id),
    ]
    text = anna.path.read_text("utf-8")
    states = []
    for _ in range(3):
        put(folder, {"anna.jsonl": [text, *ring]})
        states.append(held(replay("small")))
        ring.reverse()
    assert states[0] == states[1] == states[2]
    assert any("code_by_telepathy" in told for told in states[0]["told"])
    journal = open_journal("small", "anna")
    while journal.undo():
        pass
    assert held(journal.state) == held(replay("small"))
