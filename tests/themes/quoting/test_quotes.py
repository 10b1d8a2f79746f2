"""Quotes: what is warned of, what fails a build, and that nobody can be worked out."""

from collections import Counter

import numpy as np
import pandas as pd
import pytest

from sixphase.study.problem import InputError
from sixphase.themes.quoting.attributes import allowed, said
from sixphase.themes.quoting.checks import ERROR, WARNING, Rules, check_quotes, findings_table, stop_on_errors
from sixphase.themes.quoting.speakers import numbers_for
from sixphase.themes.quoting.table import people_by_theme, quotes_table, quotes_values

THEMES = {"T1": "Calm", "T2": "Care"}
TEXT = "I felt calm 🙂 and kind to myself today"


def people(*groups):
    """Forms by (how many, occupation, gender)."""
    rows = [(occupation, gender) for many, occupation, gender in groups for _ in range(many)]
    table = pd.DataFrame(rows, columns=["occupation", "gender"])
    table.insert(0, "form_id", [f"F{i:03d}" for i in range(len(table))])
    return table


FORMS = people((6, "Nursing", "Female"), (6, "Nursing", "Male"), (6, "Medical", "Female"), (1, "Medical", "Male"))
ANSWERS = pd.DataFrame(
    [(f"{f}-q1", f, TEXT) for f in FORMS["form_id"]] + [("X1", "", TEXT)], columns=["answer_id", "form_id", "text"]
)


def quotes(*rows, **more):
    table = pd.DataFrame(rows, columns=["quote_id", "answer_id", "start", "end", "theme"])
    texts = ANSWERS.set_index("answer_id")["text"].to_dict()
    table["words"] = [texts.get(r.answer_id, TEXT)[r.start : r.end] for r in table.itertuples()]
    return table.assign(order=range(len(table)), **more)


def kinds(table, rules=Rules(), themes=THEMES):  # noqa: B008
    return Counter((f.kind, f.level) for f in check_quotes(table, ANSWERS, FORMS, themes, rules))


GOOD = (
    ("q1", "F000-q1", 0, 11, "T1"), ("q2", "F001-q1", 0, 11, "T1"), ("q3", "F002-q1", 0, 11, "T2"),
    ("q4", "F003-q1", 0, 11, "T2"), ("q5", "X1", 0, 11, "T2"),
)  # fmt: skip
VOICES = ["supports", "contradicts", "", "contradicts", "supports"]


def test_good_quotes_are_passed():
    table = quotes(*GOOD, voice=VOICES)
    assert kinds(table) == {}
    stop_on_errors(check_quotes(table, ANSWERS, FORMS, THEMES, Rules()))


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (("q9", "F000-q1", 0, 11, "T2"), "is the same as quote 1 of 'Calm'"),
        (("q9", "F000-q1", 2, 6, "T1"), "is a part of quote 1 of 'Calm'"),
        (("q9", "F000-q1", 0, 20, "T1"), "holds all of quote 1 of 'Calm'"),
        (("q9", "F000-q1", 7, 20, "T1"), "shares words with quote 1 of 'Calm'"),
        (("q9", "F000-q1", 11, 20, "T1"), None),  # begins where the other ends
        (("q9", "F006-q1", 0, 11, "T1"), None),  # the same words of somebody else
    ],
)
def test_a_quote_used_twice(row, says):
    table = quotes(*GOOD, row, voice=[*VOICES, "supports"])
    found = [f for f in check_quotes(table, ANSWERS, FORMS, THEMES, Rules(most_of_one=0.9)) if f.kind == "twice"]
    assert [f.says for f in found] == ([f"it {says}"] if says else [])


def test_a_part_behind_a_shorter_one_is_still_found():
    table = quotes(("a", "F000-q1", 0, 30, "T1"), ("b", "F000-q1", 2, 6, "T1"), ("c", "F000-q1", 20, 25, "T1"))
    assert kinds(table)["twice", WARNING] == 2


def test_one_who_speaks_too_often():
    rows = [
        (f"q{i}", f"F{max(0, i - 2):03d}-q1", 5 * (i if i < 3 else 0), 5 * (i if i < 3 else 0) + 4, "T1")
        for i in range(8)
    ]
    assert kinds(quotes(*rows))["too often", WARNING] == 1  # 3 of 8 is more than a quarter
    assert kinds(quotes(*rows), Rules(most_of_one=0.375))["too often", WARNING] == 0  # exactly the limit is not
    assert kinds(quotes(rows[5]))["too often", WARNING] == 0  # a single quote is not too many
    unknown = quotes(("a", "X1", 0, 3, "T1"), ("b", "X1", 5, 9, "T1"))
    assert kinds(unknown)["too often", WARNING] == 0


def test_a_theme_without_a_contradicting_voice_or_without_a_quote():
    table = quotes(*GOOD[:2], voice=["supports", "contradicts"])
    assert kinds(table) == {("no quote", WARNING): 1}
    table = quotes(*GOOD)
    assert kinds(table)["no contradiction", WARNING] == 2


@pytest.mark.parametrize(
    "change",
    [
        {"words": "I felt  calm"}, {"start": 1}, {"end": 99}, {"answer_id": "gone"}, {"start": -38, "end": 11},
        {"words": "i felt calm"}, {"end": 0, "words": ""},
    ],
    ids=str,
)  # fmt: skip
def test_words_that_no_longer_match_fail_the_build(change):
    table = quotes(*GOOD, voice=VOICES)
    for column, value in change.items():
        table.loc[0, column] = value
    if change == {"end": 99}:
        table.loc[0, "words"] = TEXT  # a slice that runs over the end would agree
        table.loc[0, "end"] = len(TEXT)
        assert kinds(table)["words", ERROR] == 0
        table.loc[0, "end"] = 99
    found = check_quotes(table, ANSWERS, FORMS, THEMES, Rules())
    assert (found[0].kind, found[0].level, found[0].quote_id) == ("words", ERROR, "q1")
    with pytest.raises(InputError, match=r"quote 1 of .Calm.: .*\n  What to do: choose the quote anew"):
        stop_on_errors(found)


def test_an_emoji_before_a_quote_does_not_shift_it():
    place = TEXT.index("kind")
    assert kinds(quotes(("a", "F000-q1", place, place + 4, "T1")))["words", ERROR] == 0


@pytest.mark.parametrize(
    ("form", "shown", "level"),
    [
        ("F000", "occupation gender", None),  # 6 look the same
        ("F018", "occupation gender", ERROR),  # the only one
        ("F018", "occupation", None),  # one of 7
        ("F018", "", None),
        ("F000", "shoe_size", ERROR),
    ],
)
def test_attributes_that_could_identify_fail_the_build(form, shown, level):
    table = quotes(("a", f"{form}-q1", 0, 3, "T1"), shown=[shown])
    assert (kinds(table)["speaker", ERROR] == 1) == (level == ERROR)


def test_two_quotes_of_a_speaker_tell_together_what_neither_tells_alone():
    forms = people((6, "Nursing", "Female"), (1, "Nursing", "Male"), (6, "Medical", "Male"))
    rows = (("a", "F006-q1", 0, 3, "T1"), ("b", "F006-q1", 5, 9, "T1"))
    found = check_quotes(quotes(*rows, shown=["occupation", "gender"]), ANSWERS, forms, THEMES, Rules())
    assert [f.quote_id for f in found if f.kind == "speaker"] == ["a", "b"]
    apart = check_quotes(quotes(*rows, shown=["occupation", ""]), ANSWERS, forms, THEMES, Rules())
    assert not [f for f in apart if f.kind == "speaker"]


def test_leaving_an_attribute_out_does_not_tell_it():
    shown = allowed(FORMS, ["occupation", "gender"], 5)
    assert shown["F000"] == {"occupation": "Nursing", "gender": "Female"}
    assert shown["F012"] == shown["F018"] == {"occupation": "Medical"}  # else 'Medical' alone would mean 'Male'


@pytest.mark.parametrize("seed", range(20))
def test_whatever_is_shown_at_least_so_many_look_the_same(seed):
    draw = np.random.default_rng(seed)
    many = int(draw.integers(1, 60))
    forms = pd.DataFrame({"form_id": [f"F{i}" for i in range(many)]})
    for name, parts in (("a", 3), ("b", 4), ("c", 2)):
        forms[name] = draw.choice(["", *(f"{name}{i}" for i in range(parts))], many)
    shown = allowed(forms, ["a", "b", "c"], 5)
    groups = Counter(tuple(sorted(told.items())) for told in shown.values())
    assert all(size >= 5 or told == () for told, size in groups.items())
    assert all(told[name] == forms.set_index("form_id").loc[id_, name] for id_, told in shown.items() for name in told)
    if 0 < groups[()] < 5:
        assert len(groups) == 1  # nothing is told of anybody


def test_attributes_as_printed():
    assert said({"occupation": "Nursing", "gender": "Female"}) == "Nursing, Female"
    assert said({}) == ""


def test_speakers_are_numbered_as_the_paper_quotes_them():
    assert numbers_for(["F9", "", "F1", "F9", "F5"]) == {"F9": 1, "F1": 2, "F5": 3}


def test_the_table_of_the_paper_holds_no_ids_of_answers_or_forms():
    table = quotes(*GOOD, voice=VOICES).sample(frac=1, random_state=1)
    speakers = numbers_for(ANSWERS["form_id"])
    printed = quotes_table(table, ANSWERS, FORMS, speakers, ["occupation", "gender"], Rules())
    assert printed["quote_id"].tolist() == ["q1", "q2", "q3", "q4", "q5"]
    assert printed["attributes"].tolist() == ["Nursing, Female"] * 4 + [""]
    assert printed["speaker"].isna().tolist() == [False] * 4 + [True]
    assert not printed.astype(str).apply(lambda column: column.str.contains(r"F\d\d\d|X1")).any().any()


def test_a_quote_that_asks_for_less_shows_less():
    table = quotes(*GOOD, shown=["gender", "", "", "", ""])
    speakers = numbers_for(ANSWERS["form_id"])
    printed = quotes_table(table, ANSWERS, FORMS, speakers, ["occupation", "gender"], Rules())
    assert printed["attributes"].tolist()[:2] == ["Female", "Nursing, Female"]


def test_a_speaker_without_a_number_is_told():
    with pytest.raises(InputError, match="quote q1: its speaker has no number yet"):
        quotes_table(quotes(*GOOD), ANSWERS, FORMS, {}, [], Rules())


def test_how_many_people_speak_per_theme():
    table = quotes(*GOOD, ("q6", "F000-q1", 20, 24, "T1"), voice=[*VOICES, "supports"])
    counted = people_by_theme(table, ANSWERS, {**THEMES, "T3": "Silent"})
    assert counted.drop(columns="name").to_numpy().tolist() == [
        ["T1", 3, 2, 0, 1],
        ["T2", 3, 2, 1, 1],
        ["T3", 0, 0, 0, 0],
    ]
    found = check_quotes(table, ANSWERS, FORMS, THEMES, Rules())
    speakers = numbers_for(ANSWERS["form_id"])
    printed = quotes_table(table, ANSWERS, FORMS, speakers, [], Rules())
    said_ = {name: value for name, value, _ in quotes_values(printed, counted, found)}
    assert said_["quotes.people"] == 4
    assert said_["quotes.t2_people"] == 2
    assert said_["quotes.themes_without_contradiction"] == "Silent"


def test_findings_name_quotes_and_never_answers_or_forms():
    table = quotes(*GOOD, ("q6", "F000-q1", 0, 4, "T1"), ("q7", "F000-q1", 0, 4, "T1"))
    written = findings_table(check_quotes(table, ANSWERS, FORMS, THEMES, Rules()))
    assert len(written) > 3
    assert not written.astype(str).apply(lambda column: column.str.contains(r"F\d\d\d")).any().any()


def test_no_quotes_yet():
    empty = quotes()
    assert kinds(empty) == {("no quote", WARNING): 2}
    assert quotes_table(empty, ANSWERS, FORMS, {}, ["gender"], Rules()).empty
