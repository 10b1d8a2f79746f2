import pandas as pd
import pytest

from sixphase.coding.codings import published_codings
from sixphase.study.codebook import Codebook
from sixphase.study.problem import InputError

BOOK = Codebook.model_validate(
    {
        "themes": [
            {
                "id": f"T{n}",
                "name": name,
                "short": name,
                "definition": "d",
                "subthemes": [{"id": f"T{n}.1", "name": sub, "short": sub, "definition": "d"}],
            }
            for n, (name, sub) in enumerate([("Day", "Pace"), ("Group", "Talk")], 1)
        ]
    }
)


def answers(*rows):
    return pd.DataFrame(rows, columns=["answer_id", "theme", "subtheme", "text", "state"])


def test_a_coding_covers_the_whole_answer_in_code_points():
    # An emoji is one code point, two UTF-16 units and four bytes; an accent may be a code point of its own.
    made = published_codings(
        answers(("E1", "Day", "Pace", "😀 kind", "answered"), ("E2", "Group", "Talk", "cafe\u0301", "answered")), BOOK
    )
    assert made[["answer_id", "start", "end", "code", "coder"]].values.tolist() == [
        ["E1", 0, 6, "T1.1", "published"],
        ["E2", 0, 5, "T2.1", "published"],
    ]
    for coding in made.itertuples():
        assert coding.words[coding.start : coding.end] == coding.words


def test_only_answered_answers_are_coded():
    made = published_codings(
        answers(
            ("E1", "Day", "Pace", "slow", "answered"), ("E2", "", "", "", "blank"), ("E3", "", "", "?", "illegible")
        ),
        BOOK,
    )
    assert made["answer_id"].tolist() == ["E1"]


@pytest.mark.parametrize(
    ("theme", "subtheme", "says"),
    [
        ("Dya", "Pace", "write 'Day'"),
        ("day", "Pace", "no theme 'day'"),
        ("Day", "Pase", "write 'Pace'"),
        ("Day", "Talk", "no subtheme 'Talk' under 'Day'"),
        ("", "", "no theme ''"),
    ],
)
def test_a_place_that_the_codebook_has_not_is_refused(theme, subtheme, says):
    with pytest.raises(InputError) as refused:
        published_codings(answers(("E7", theme, subtheme, "x", "answered")), BOOK)
    assert says in str(refused.value)
    assert "answer E7" in str(refused.value)


def test_all_misplaced_answers_are_named_at_once():
    with pytest.raises(InputError) as refused:
        published_codings(answers(("E1", "X", "", "x", "answered"), ("E2", "Y", "", "x", "answered")), BOOK)
    assert len(refused.value.problems) == 2
