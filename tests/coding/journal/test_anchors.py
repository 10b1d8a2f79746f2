"""Words are found again in a corrected answer, or a person is asked; never silently elsewhere."""

import random
from dataclasses import dataclass, replace

import pytest
from coding.journal.small_study import make, write_answers
from hypothesis import given, settings
from hypothesis import strategies as st

from sixphase.coding.journal.anchors import ANCHOR, passage_of, place
from sixphase.coding.journal.journal import open_journal
from sixphase.coding.journal.replay import replay

WAS = "I liked the role play. The time to breathe was good, and the role of the group."
CASES = {
    "nothing changed": ("role play", 0, WAS, ("role play", "exact")),
    "a word before it": ("role play", 0, WAS.replace("liked", "really liked"), ("role play", "moved")),
    "a slip mended far behind it": ("role play", 0, WAS.replace("group", "groups"), ("role play", "exact")),
    "an emoji before it": ("role play", 0, "🌸 " + WAS, ("role play", "moved")),
    "a slip mended within it": ("time to breathe", 0, WAS.replace("breathe", "breath"), ("time to breath", "close")),
    "gone": ("time to breathe", 0, "I liked the role play.", ("", "lost")),
    "the answer is empty now": ("time to breathe", 0, "", ("", "lost")),
    "the second of two": ("role", 1, WAS.replace("liked", "really liked"), ("role", "moved")),
    "the first of two gone": ("role", 0, WAS.replace("the role play", "it all"), ("role", "close")),
    "one of two, its context gone": ("role", 0, "role x role x role", ("", "lost")),
    "short words elsewhere": ("was", 0, "It was another day altogether", ("was", "close")),
    "two that are as like": ("time to breathe", 0, "time to breath! time to breath! time to breath!", ("", "lost")),
    "not like enough": ("time to breathe", 0, "time for tea", ("", "lost")),
}


@pytest.mark.parametrize(("words", "which", "now", "expected"), CASES.values(), ids=CASES)
def test_where_words_are_found(words, which, now, expected):
    starts = [n for n in range(len(WAS)) if WAS.startswith(words, n)]
    start, end, anchor = place(now, passage_of(WAS, starts[which], starts[which] + len(words)))
    assert (now[start:end], anchor) == expected
    if anchor == "lost":
        assert (start, end) == (0, 0)


GROWN = {
    "the first letter is mended": (
        "I liked being outside in the sun", "Being outside in the sun", "I liked being outside in the sun",
        "being outside in the sun",
    ),
    "an ending is added": ("we had time to breathe", "time to breathe", "we had a time to breathed", "time to breathed"),
    "a part of a word was coded": ("much unkindnes there", "kindnes", "much unkimdnes there", "kimdnes"),
    "words without spaces": ("我喜欢在阳光下散步和呼吸", "在阳光下散步", "我喜欢在阳光下慢散步和呼吸", "在阳光下慢散"),
    "it ends at a whole word": ("we had time to breathe", "time to breathe", "we had tims to breathe, all", "tims to breathe"),
}  # fmt: skip


@pytest.mark.parametrize(("was", "words", "now", "expected"), GROWN.values(), ids=GROWN)
def test_a_close_passage_cuts_no_word_that_was_whole(was, words, now, expected):
    at = was.lower().index(words.lower())
    passage = replace(passage_of(was, at, at + len(words)), words=words)
    start, end, anchor = place(now, passage)
    assert (now[start:end], anchor) == (expected, "close")


def test_the_second_of_two_stays_the_second():
    now = WAS.replace("liked", "really liked")
    at = WAS.rindex("role")
    assert place(now, passage_of(WAS, at, at + 4))[0] == now.rindex("role")


def test_a_repeat_that_slides_under_the_old_place_is_not_taken_for_it():
    """The words at the old place are the same words, and not the ones that were coded."""
    was = "good day, and a good talk"
    now = "good good day, and a good talk"
    assert now[0:4] == was[0:4]
    start, end, anchor = place(now, passage_of(was, 0, 4))
    assert (start, end, anchor) == (5, 9, "moved")


@dataclass
class Edited:
    was: str
    now: str
    start: int
    end: int
    truth: int | None  # where the passage is now; None where its own words were edited


def edited(draw: random.Random, vocabulary: list[str]) -> Edited:
    """An answer, a passage, and up to four insertions, deletions and replacements at random places."""
    was = " ".join(draw.choices(vocabulary, k=draw.randint(3, 40)))
    start = draw.randrange(len(was) - 1)
    end = draw.randint(start + 1, min(len(was), start + 30))
    now, truth, size = was, start, end - start
    for _ in range(draw.randint(0, 4)):
        low = draw.randint(0, len(now))
        high = min(len(now), low + draw.choice([0, 0, 1, 2, 8, 20]))
        new = draw.choice(["", "x", " ", " ".join(draw.choices(vocabulary, k=draw.randint(1, 4)))])
        while high > low and new and now[low] == new[0]:  # what is written again is no change
            low, new = low + 1, new[1:]
        while high > low and new and now[high - 1] == new[-1]:
            high, new = high - 1, new[:-1]
        if truth is not None:
            if high <= truth:
                truth += len(new) - (high - low)
            elif low < truth + size:
                truth = None
        now = now[:low] + new + now[high:]
    return Edited(was, now, start, end, truth)


def silently_elsewhere(case: Edited) -> bool:
    """Whether the place that is said to be sure is not where the passage is.

    Where the passage itself was edited, and the very words still stand in their context (an edit took away as much as
    it put there), there is no other place that would be the right one.
    """
    words = case.was[case.start : case.end]
    start, end, anchor = place(case.now, passage_of(case.was, case.start, case.end))
    if anchor in ("exact", "moved"):
        assert case.now[start:end] == words
        return case.truth not in (None, start)
    assert anchor in ("close", "lost")
    return False


VARIED = [f"w{n}{'abcdefghij'[n % 10] * (n % 5)}" for n in range(400)]
SAME = ["the", "day", "good", "was", "to", "🌸"]


@settings(max_examples=300, deadline=None)
@given(seed=st.integers(0, 10**12), same=st.booleans())
def test_what_is_called_sure_is_right_but_for_identical_repeats(seed, same):
    case = edited(random.Random(seed), SAME if same else VARIED)
    if silently_elsewhere(case):
        words = case.was[case.start : case.end]
        both = case.was + "\n" + case.now
        # The same words again, in the same or another text, with or without the passage itself.
        assert sum(both.startswith(words, n) for n in range(len(both))) >= 3


def rates(vocabulary: list[str], runs: int = 4000) -> tuple[float, float]:
    """How often a place is called sure, and how often one of those is another; longer than two code points."""
    draw, sure, wrong = random.Random(5), 0, 0
    for _ in range(runs):
        case = edited(draw, vocabulary)
        if case.end - case.start > 2:
            sure += place(case.now, passage_of(case.was, case.start, case.end))[2] in ("exact", "moved")
            wrong += silently_elsewhere(case)
    return sure / runs, wrong / max(sure, 1)


def test_how_often_what_is_called_sure_is_another_place():
    sure, wrong = rates(VARIED)
    assert sure > 0.5 and wrong == 0
    sure, wrong = rates(SAME)  # answers of six words, where everything is a repeat of something
    assert sure > 0.3 and wrong <= 0.001


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=60), words=st.text(min_size=1, max_size=20), start=st.integers(0, 70))
def test_any_text_and_any_words(text, words, start):
    from sixphase.coding.journal.anchors import Passage

    low, high, anchor = place(text, Passage(start, start + len(words), words, "", ""))
    assert 0 <= low <= high <= len(text) and (high > low) == (anchor != "lost")
    assert anchor != "exact" or (text[low:high] == words and low == start)


def test_a_threshold_is_stated():
    assert ANCHOR == 0.8


def test_a_corrected_answer_in_a_study(tmp_path, monkeypatch):
    """Moved, close and lost are told in the state, and a passage given by a person settles it."""
    folder = make(tmp_path, monkeypatch)
    anna = open_journal("small", "anna")
    kept, slip, gone = (anna.code("E1", s, e, "T1") for s, e in ((2, 7), (31, 46), (8, 21)))
    new = {"E1": "Well, I liked it, and the tiime to breathe.", "E2": "Kind", "E3": "Nothing at all"}
    write_answers(folder.parent, new)
    anna = open_journal("small", "anna")
    found = {coding.id: coding for coding in anna.state.codings()}
    assert (found[kept.id].anchor, found[kept.id].start) == ("moved", 8)
    assert found[slip.id].anchor == "close" and found[slip.id].words == slip.words
    assert (found[gone.id].anchor, found[gone.id].start, found[gone.id].end) == ("lost", 0, 0)
    settled = anna.change(slip.id, start=26, end=42)
    assert (settled.anchor, settled.words) == ("exact", new["E1"][26:42])
    assert replay("small").coding(slip.id) == settled
    assert set(replay("small").table()["anchor"]) == {"moved", "exact", "lost"}


def test_an_answer_that_is_gone(tmp_path, monkeypatch):
    folder = make(tmp_path, monkeypatch)
    coding = open_journal("small", "anna").code("E1", 2, 7, "T1")
    write_answers(folder.parent, {"E2": "Kind", "E3": "Nothing at all"})
    state = replay("small")
    assert state.coding(coding.id).anchor == "lost" and "E1" not in state.answers
    assert state.table().loc[0, "words"] == "liked"
