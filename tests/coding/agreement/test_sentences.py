import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sixphase.coding.agreement.sentences import sentence_starts


def cut(text):
    starts = sentence_starts(text)
    return [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two.", ["One. ", "Two."]),
        ("Loved it!! More please", ["Loved it!! ", "More please"]),
        ("Really? Yes.  Really.", ["Really? ", "Yes.  ", "Really."]),
        ('She said "go." Then we went.', ['She said "go." ', "Then we went."]),
        ("(It was calm.) We slept.", ["(It was calm.) ", "We slept."]),
        ("I thought… Well. So did I. Then home", ["I thought… ", "Well. ", "So did I. ", "Then home"]),
        ("Breathing\nGroup work\n\nThe food", ["Breathing\n", "Group work\n\n", "The food"]),
        ("- calm\n- slow", ["- calm\n", "- slow"]),
        ("Good 👍. Great 🎉! Best", ["Good 👍. ", "Great 🎉! ", "Best"]),
        ("很好。謝謝", ["很好。", "謝謝"]),
        ("شكرا؟ نعم", ["شكرا؟ ", "نعم"]),
        ("Was it good? no. The room", ["Was it good? no. ", "The room"]),
        # Near-misses: one sentence each.
        ("More time, e.g. Friday afternoon", ["More time, e.g. Friday afternoon"]),
        ("Dr. Lee and Mrs. Poe and J. Smith", ["Dr. Lee and Mrs. Poe and J. Smith"]),
        ("it was slow... and calm", ["it was slow... and calm"]),
        ("At 9.30 we had 2.5 hours", ["At 9.30 we had 2.5 hours"]),
        ("a line that is\nbroken by hand", ["a line that is\nbroken by hand"]),
        ("1. The room", ["1. The room"]),
        ("  .  ", ["  .  "]),
        ("\n\nCalm", ["\n\nCalm"]),
        ("x", ["x"]),
    ],
)
def test_sentences(text, parts):
    assert cut(text) == parts


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(alphabet="aB.!? \n…\"'1🎉", min_size=1, max_size=60))
def test_every_code_point_is_in_one_sentence(text):
    starts = sentence_starts(text)
    assert starts == sorted(set(starts)) and starts[0] == 0 and starts[-1] < len(text)
    assert "".join(cut(text)) == text
