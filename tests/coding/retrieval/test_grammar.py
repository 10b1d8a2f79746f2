"""Expressions are read as they are meant, and a mistake is told with its place and what to write."""

from functools import cache

import pytest
from coding.retrieval.small import index_of
from hypothesis import given, settings
from hypothesis import strategies as st

from sixphase.coding.retrieval.cursor import DEEPEST
from sixphase.coding.retrieval.expression import Both, Compared, Either, Named, Not, Placed, Words
from sixphase.coding.retrieval.grammar import parse
from sixphase.coding.retrieval.passages import find
from sixphase.coding.retrieval.reading import LONGEST
from sixphase.study.problem import InputError

ANSWERS = [
    ("A1", "Safe space to slow down", "F1", "interest", "2023-01-05", "Nursing", "34"),
    ("A2", "The room was cold", "F2", "change", "2022-12-31", "", "8"),
]
CODINGS = [("k1", "A1", 0, 10, "T1.1", "anna"), ("k2", "A2", 0, 8, "T2.1", "ben")]


@cache
def searched():
    return index_of(CODINGS, ANSWERS)


def outline(node):
    """The tree as a short text."""
    match node:
        case Named():
            return f"{node.kind}{'*' * node.deep}<{node.name.text}>"
        case Words():
            return f"words<{node.text.text}>"
        case Compared():
            return f"{node.field.text}{node.sign}{node.value.text}"
        case Not():
            return f"not {outline(node.part)}"
        case Placed():
            reach = f" {node.reach} {node.unit}" if node.how == "near" else ""
            return f"[{outline(node.left)} {node.how}{reach} {outline(node.right)}]"
        case Both() | Either():
            joint = " & " if isinstance(node, Both) else " | "
            return "(" + joint.join(map(outline, node.parts)) + ")"


@pytest.mark.parametrize(
    ("expression", "tree"),
    [
        ("T1.1", "<T1.1>"),
        ("T1.1 and not T2.1", "(<T1.1> & not <T2.1>)"),
        ("T1.1 AND NOT T2.1", "(<T1.1> & not <T2.1>)"),
        ("a or b or c", "(<a> | <b> | <c>)"),
        ("(a and b) and c", "((<a> & <b>) & <c>)"),
        ("a and (b or c)", "(<a> & (<b> | <c>))"),
        ("not a near b", "not [<a> near 50 characters <b>]"),
        ("not not a", "not not <a>"),
        ("a near b and c", "([<a> near 50 characters <b>] & <c>)"),
        ("a near 10 words b", "[<a> near 10 words <b>]"),
        ("a near 1 word of b", "[<a> near 1 words <b>]"),
        ("a within 3 characters of b", "[<a> near 3 characters <b>]"),
        ("a within b", "[<a> within <b>]"),
        ("a within 3", "[<a> within <3>]"),
        ("a near words x", "[<a> near 50 characters words<x>]"),
        ("a overlaps b", "[<a> overlapping <b>]"),
        ("a overlapping 3", "[<a> overlapping <3>]"),
        ('theme "Workshop Delivery"', "theme*<Workshop Delivery>"),
        ("theme T1", "theme*<T1>"),
        ("code T1", "code<T1>"),
        ("theme and a", "(<theme> & <a>)"),
        ("descendants of T1", "*<T1>"),
        ("“own pace” and ‘x’ and «y z»", "(<own pace> & <x> & <y z>)"),
        ('"not" and "near"', "(<not> & <near>)"),
        ("nurse's", "<nurse's>"),
        ('words "kind*"', "words<kind*>"),
        ("words kind", "words<kind>"),
        ("words", "<words>"),
        ("occupation = Nursing", "occupation=Nursing"),
        ('"Job title" <> "Allied health"', "Job title!=Allied health"),
        ("day>=2023-01-01", "day>=2023-01-01"),
        ("day ≤ 2023", "day<=2023"),
        ("coder == anna", "coder=anna"),
        ("not = x", None),
        ("notes and android", "(<notes> & <android>)"),
        ("code = x", "code=x"),
    ],
)
def test_what_is_read(expression, tree):
    if tree is None:
        with pytest.raises(InputError):
            parse(expression)
    else:
        assert outline(parse(expression)) == tree


@pytest.mark.parametrize(
    ("expression", "character", "what", "remedy"),
    [
        ("T1.1 and", 9, "should stand here, not the end", "write it"),
        ("and T1.1", 1, "not 'and'", "quotation marks"),
        ("T1.1 T2.1", 6, "nothing says how T1.1 and T2.1 belong together", "and, or, near"),
        ("Own pace", 5, "nothing says how Own and pace", "quotation marks"),
        ("T1 and T2 or T3", 11, "'and' and 'or' stand side by side", "brackets"),
        ("T1 near T2 near T1", 12, "another comparison", "brackets"),
        ("(T1 or (T2)", 1, "not closed", "write )"),
        ("T1)", 3, "never opened", "take it out"),
        ("()", 2, "not ')'", "write it"),
        ('T1 or "T2', 7, "not closed", 'write "'),
        ("T1 ! T2", 4, "no meaning", "quotation marks"),
        ("descendants T1", 13, "'of' is missing", "descendants of T1"),
        ("(not T1) near T2", 1, "whole answers", "'and'"),
        ("T1 within occupation = Nursing", 11, "whole answers", "'and'"),
        ("T1 near 99999999999 words T2", 9, "as long as that", "up to"),
        ("coder > anna", 1, "cannot be ordered", "coder = NAME"),
        ("T1 and T9", 8, "there is no code 'T9'", "use one"),
        ("Teeching", 1, "there is no code 'Teeching'", "Teaching"),
        ("Own", 1, "there is no code 'Own'", "quotation marks"),
        ('T1 or "own  PACE"', 7, "2 codes are called 'own  PACE'", "T1.2, T2.2"),
        ("theme T1.1", 7, "'T1.1' is no theme, but a subtheme", "write subtheme"),
        ("occupation = Nurse", 14, "no answer has occupation 'Nurse'", "write 'Nursing'"),
        ("ocupation = Nursing", 1, "nothing called 'ocupation'", "occupation"),
        ('theme = "Learning"', 1, "nothing called 'theme'", 'theme "Learning"'),
        ("occupation > Nursing", 1, "neither numbers nor days", "= or !="),
        ("session_date > soon", 16, "'soon' is no day", "2023-05"),
        ("age > old", 7, "'old' is no number", "a number"),
        ("T1 and coder = cy", 16, "no coding by 'cy'", "anna, ben"),
        ('words "..."', 7, "there is no word", "beginning"),
        ('words "ki*d"', 7, "a star stands only at the end", "kind*"),
        ('words "*nd"', 7, "a star stands only at the end", "kind*"),
        ("", None, "nothing to look for", "write a code"),
        (" \n", None, "nothing to look for", "write a code"),
        ("T1" * LONGEST, None, "at most 2,000", "less at once"),
    ],
)
def test_a_mistake_is_told_with_its_place(expression, character, what, remedy):
    with pytest.raises(InputError) as caught:
        find(searched(), expression)
    problem = caught.value.problems[0]
    assert what in problem.what
    assert remedy in problem.remedy
    assert problem.place.startswith(f"the expression at character {character}:" if character else "")


@pytest.mark.parametrize("opening", ["(", "not ", "not ("])
def test_very_deep_expressions_are_refused_not_followed(opening):
    times = LONGEST // len(opening) - 2
    with pytest.raises(InputError, match="within each other"):
        parse(opening * times + "T1")
    fits = DEEPEST // (2 if opening == "not (" else 1)
    parse(opening * fits + "T1" + ")" * (fits * opening.count("(")))


def test_a_place_in_a_long_expression_is_shown_with_what_is_around():
    with pytest.raises(InputError, match=r"…T1 or T1 or T1 or T1 or ▸T9 or T1 or T1 or T1 or …"):
        find(searched(), "T1 or " * 30 + "T9" + " or T1" * 30)


steadily = settings(deadline=None, derandomize=True)


@steadily
@given(st.text(max_size=40))
def test_hostile_text_is_refused_or_read(expression):
    try:
        find(searched(), expression)
    except InputError as error:
        assert str(error).isprintable() or "\n" in str(error)


@steadily
@given(
    st.lists(
        st.sampled_from(
            [
                "(",
                ")",
                "and",
                "or",
                "not",
                "near",
                "within",
                "overlapping",
                "T1",
                "words",
                "=",
                '"x"',
                "5",
                "of",
                "theme",
                "coder",
                "*",
                "“",
            ]
        ),
        max_size=14,
    )
)
def test_words_in_any_order_are_refused_or_read(words):
    try:
        find(searched(), " ".join(words))
    except InputError as error:
        assert all(problem.remedy for problem in error.problems)
