"""The whole: what is refused, what stays the same over imports, and how the cost grows."""

import time

import pandas as pd
import pytest

from sixphase.study.problem import InputError
from sixphase.transcription.names.decisions import Decision, decide, read_decisions, write_decisions
from sixphase.transcription.names.key import Key, KeyEntry, read_key, write_key
from sixphase.transcription.names.lists import NamesFile, lists_of
from sixphase.transcription.names.names_out import names_out
from sixphase.transcription.names.private import keep_key, names_out_of_study


def test_undecided_candidates_are_refused_unless_it_is_said():
    with pytest.raises(InputError, match=r"a word that looks like a name waits for a decision \(F1\.q\)") as refused:
        names_out({"F1.q": "Thanks to Jen"})
    assert "Jen" not in str(refused.value)
    done = names_out({"F1.q": "Thanks to Jen"}, undecided="mark")
    assert done.texts == {"F1.q": "Thanks to Jen"}
    assert [(c.answer, c.start, c.word, c.before) for c in done.undecided] == [("F1.q", 10, "Jen", "Thanks to ")]


def test_a_table_comes_back_as_a_table():
    table = pd.DataFrame({"form_id": ["1", "1"], "question": ["a", "b"], "text": ["Dr Khan", ""], "state": ["x", "y"]})
    done = names_out(table)
    assert done.texts.to_dict("list") == {**table.to_dict("list"), "text": ["Dr [NAME 1]", ""]}
    assert done.replaced[0].answer == "1.a"


def test_numbers_are_kept_and_never_given_again():
    first = names_out({"a": "Dr Khan, Dr Moss, 07700 900123"})
    key = Key(first.new_keys)
    later = names_out({"b": "Dr Pell and dr moss on +447700900123, not [NAME 9]"}, key=key)
    assert later.texts["b"] == "Dr [NAME 10] and dr [NAME 2] on [PHONE 1], not [NAME 9]"
    both = Key((*first.new_keys, *later.new_keys))
    assert names_out({"a": "Dr Khan, Dr Moss, 07700 900123"}, key=both).texts == first.texts
    assert names_out({"b": "Dr Pell"}, key=both).new_keys == ()


def test_somebody_listed_later_keeps_the_number():
    key = Key((KeyEntry("[NAME 4]", "word: khan", "Khan"), KeyEntry("[NAME 6]", "word: aisha khan", "Aisha Khan")))
    lists = lists_of(NamesFile(staff=("Aisha Khan",)))  # type: ignore[arg-type]
    done = names_out({"a": "Aisha, Aisha Khan, Dr Khan"}, lists, key=key)
    assert done.texts["a"] == "[NAME 4], [NAME 4], Dr [NAME 4]"


def test_overlaps_leave_no_part_of_a_name():
    lists = lists_of(NamesFile(staff=("Sarah Jones",)))  # type: ignore[arg-type]
    text = "Dr Sarah Thistlewood wrote from sarah.jones@nhs.net"
    assert names_out({"a": text}, lists).texts["a"] == "Dr [NAME 1] wrote from [EMAIL 1]"


def decided(text: str, act: str, word: str | None = None) -> list[Decision]:
    candidates = names_out({"a": text}, undecided="mark").undecided
    chosen = next(c for c in candidates if word in (None, c.word))
    return [decide(chosen, act, 1, "AB", "2026-01-01T00:00:00+00:00")]


TEXT = "Thanks to Jen for this. I hope Jen comes again. The jen said so, Jen’s way."


@pytest.mark.parametrize(
    ("act", "expected", "waiting"),
    [
        ("replace", "Thanks to [NAME 1] for this. I hope Jen comes again. The jen said so, Jen’s way.", 3),
        ("keep", TEXT, 3),
        (
            "always",
            "Thanks to [NAME 1] for this. I hope [NAME 1] comes again. The [NAME 1] said so, [NAME 1]’s way.",
            0,
        ),
        ("never", TEXT, 0),
    ],
)
def test_decisions_are_applied(act, expected, waiting):
    done = names_out({"a": TEXT}, decisions=decided(TEXT, act), undecided="mark")
    assert (done.texts["a"], len(done.undecided)) == (expected, waiting)


def test_never_holds_after_titles_but_not_for_the_lists():
    never = [Decision(1, "never", "Khan")]
    lists = lists_of(NamesFile(staff=("Khan",)))  # type: ignore[arg-type]
    assert names_out({"a": "Dr Khan"}, decisions=never).texts["a"] == "Dr Khan"
    assert names_out({"a": "Dr Khan"}, lists, never).texts["a"] == "Dr [NAME 1]"


def test_a_slip_of_a_listed_name_may_be_another_word():
    lists = lists_of(NamesFile(staff=("Karin",)))  # type: ignore[arg-type]
    assert names_out({"a": "with Kerin"}, lists).texts["a"] == "with [NAME 1]"
    never = [Decision(1, "never", "Kerin")]
    assert names_out({"a": "with Kerin and Karin"}, lists, never).texts["a"] == "with Kerin and [NAME 1]"


def test_the_private_folder_is_read_and_its_key_kept(tmp_path):
    (tmp_path / "names.yml").write_text("staff: [Karin Moss]\n", encoding="utf-8")
    write_decisions(tmp_path / "decisions.jsonl", [Decision(1, "always", "Jen")])
    first = names_out_of_study(tmp_path, {"a": "Karin and Jen"})
    assert first.texts["a"] == "[NAME 1] and [NAME 2]" and not (tmp_path / "key.jsonl").exists()
    keep_key(tmp_path, first)
    assert names_out_of_study(tmp_path, {"b": "jen, Dr Pell"}).texts["b"] == "[NAME 2], Dr [NAME 3]"
    assert (tmp_path / "key.jsonl").stat().st_mode & 0o077 == 0


def test_always_spares_the_common_word():
    text = "I met Mark. Mark my words, I mark it."
    done = names_out({"a": text}, decisions=[Decision(1, "always", "Mark")], undecided="mark")
    assert done.texts["a"] == "I met [NAME 1]. [NAME 1] my words, I mark it."


MOVED = [
    ("So, thanks to Jen for this.", "So, thanks to [NAME 1] for this.", []),
    ("Thanks to Jen for that; Jen is kind.", "Thanks to [NAME 1] for that; Jen is kind.", ["Jen"]),
    ("Our Jen", "Our [NAME 1]", []),
    ("Thanks to Ben for this.", "Thanks to Ben for this.", ["Ben"]),
]


@pytest.mark.parametrize(("corrected", "expected", "asked"), MOVED)
def test_a_decision_moves_with_its_words(corrected, expected, asked):
    decisions = decided("Thanks to Jen for this.", "replace")
    done = names_out({"a": corrected}, decisions=decisions, undecided="mark")
    assert (done.texts["a"], [c.word for c in done.undecided]) == (expected, asked)
    assert bool(done.lost) == ("Ben" in corrected)


def test_what_was_kept_is_asked_again_where_all_beside_it_is_new():
    keep = decided("Thanks to Jen for this.", "keep")
    assert names_out({"a": "Well, thanks to Jen for this."}, decisions=keep).undecided == ()
    assert len(names_out({"a": "With Jen!"}, decisions=keep, undecided="mark").undecided) == 1


def test_an_undone_decision_does_not_count():
    decisions = [*decided(TEXT, "always"), Decision(2, "undo", of=1)]
    assert len(names_out({"a": TEXT}, decisions=decisions, undecided="mark").undecided) == 4


def test_a_torn_line_costs_itself_only(tmp_path):
    path = tmp_path / "private" / "decisions.jsonl"
    made = [Decision(n, "always", f"Jo{n}", who="AB", when="now") for n in (1, 2, 3)]
    write_decisions(path, made[:2])
    whole = path.read_bytes()
    path.write_bytes(whole[:-9])  # the power failed
    left, problems = read_decisions(path)
    assert left == made[:1] and "cut short" in problems[0].what and problems[0].place == "row 2"
    write_decisions(path, made[2:])
    left, problems = read_decisions(path)
    assert left == [made[0], made[2]] and len(problems) == 1


def test_records_of_other_matters_are_passed_over(tmp_path):
    path = tmp_path / "decisions.jsonl"
    path.write_text('{"about": "typing", "n": 1}\n{"form_id": "1", "choice": "first"}\n', encoding="utf-8")
    assert read_decisions(path) == ([], [])


def test_the_key_is_read_as_it_was_written_and_contradictions_are_refused(tmp_path):
    path = tmp_path / "key.jsonl"
    entries = (KeyEntry("[NAME 1]", "word: zoë", "Zoë"), KeyEntry("[NHS NUMBER 2]", "9434765919", "943 476 5919"))
    write_key(path, entries)
    assert read_key(path) == (Key(entries), [])
    write_key(path, [KeyEntry("[NAME 2]", "word: zoë", "ZOË")])
    with pytest.raises(InputError, match="two replacements"):
        read_key(path)


def test_the_cost_grows_with_the_answers():
    answers = [
        f"Thanks to Jen{i % 50} and Dr Khan, the {i}th day was calm and 10/10, I will ring 07700 900{i % 1000:03}."
        for i in range(8000)
    ]
    names_out({"warm": answers[0]}, undecided="mark")

    def seconds(n: int) -> float:
        began = time.process_time()
        names_out({str(i): text for i, text in enumerate(answers[:n])}, undecided="mark")
        return time.process_time() - began

    assert min(seconds(8000) for _ in range(2)) < 8 * 1.7 * min(seconds(1000) for _ in range(3))


@pytest.mark.parametrize(
    "text",
    [
        "a" * 200_000,
        "a." * 100_000,
        "0 " * 100_000,
        "@" * 100_000,
        "A" * 50_000 + " b",
        "07" * 90_000,
        "Jo-" * 50_000,
        "www." * 40_000,
    ],
)
def test_no_text_makes_it_slow(text):
    began = time.process_time()
    names_out({"a": text}, undecided="mark")
    assert time.process_time() - began < 6
