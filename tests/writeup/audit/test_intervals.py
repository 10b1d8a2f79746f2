"""Intervals of whole numbers against a count of all cases, with Python's own decimal rounding."""

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sixphase.writeup.audit.intervals import Span, common, counts_of, wholes_of
from sixphase.writeup.audit.rounding import rounded, shown


def printed(count: int, whole: int, digits: int) -> set[str]:
    """A percentage as programs print it: ties up, or to the even digit."""
    exact = Fraction(100 * count, whole)
    # twelve more digits than printed, cut off, with a last 1 that stands for whatever was cut
    scaled = exact * 10 ** (digits + 12)
    value = Decimal(scaled.numerator // scaled.denominator).scaleb(-digits - 12)
    if scaled.denominator != 1:
        value += Decimal(1).scaleb(-digits - 13)
    step = Decimal(1).scaleb(-digits)
    return {str(value.quantize(step, rounding)) for rounding in (ROUND_HALF_UP, ROUND_HALF_EVEN)}


def span(numbers: list[int]) -> str:
    return f"{numbers[0]} to {numbers[-1]}" if len(numbers) > 1 else "".join(map(str, numbers)) or "none"


@pytest.mark.parametrize(
    ("count", "percent", "wholes"),
    [
        (455, "71", "637 to 645"),
        (589, "86", "681 to 688"),
        (455, "71.0", "641"),
        (455, "71.4", "637"),
        (1, "50", "2"),
        (1, "71", "none"),
        (0, "0", "1 or more"),
        (3, "0", "600 or more"),
        (0, "1", "none"),
        (7, "100", "7"),
        (7, "104", "none"),
        (141, "71", "198 to 200"),  # 141 of 200 is 70.5: a tie, printed 71 when ties go up
        (141, "70", "200 to 202"),  # and 70 when they go to the even digit
        (143, "71", "201 to 202"),  # 143 of 200 is 71.5, which is printed 72 either way
    ],
)
def test_wholes_that_a_count_and_its_percentage_leave(count, percent, wholes):
    assert str(wholes_of(count, rounded(percent))) == wholes


@given(st.integers(1, 400), st.integers(0, 1), st.data())
def test_wholes_are_those_that_print_so(count, digits, data):
    whole = data.draw(st.integers(count, 1200))
    percent = data.draw(st.sampled_from(sorted(printed(count, whole, digits))))
    limit = 2500
    expected = [n for n in range(count, limit) if percent in printed(count, n, digits)]
    result = wholes_of(count, rounded(percent))
    assert expected == [n for n in range(1, limit) if n in result]


@given(st.integers(1, 300), st.integers(0, 1000), st.integers(0, 1))
def test_counts_are_those_that_print_so(whole, tenths, digits):
    percent = str(tenths // 10) if digits == 0 else f"{tenths // 10}.{tenths % 10}"
    expected = [c for c in range(whole + 1) if percent in printed(c, whole, digits)]
    assert str(counts_of(whole, rounded(percent))) == span(expected)


@pytest.mark.parametrize(
    ("whole", "percent", "counts"),
    [(12, "71", "none"), (300, "100", "299 to 300"), (300, "0", "0 to 1"), (3, "33", "1")],
)
def test_counts_that_a_whole_and_a_percentage_leave(whole, percent, counts):
    assert str(counts_of(whole, rounded(percent))) == counts


@pytest.mark.parametrize(
    ("spans", "shared"),
    [
        ([Span(637, 645), Span(681, 688)], "none"),
        ([Span(637, 645), Span(645, 688)], "645"),
        ([Span(637, 645), Span(646, 688)], "none"),
        ([Span(10, None), Span(3, 12)], "10 to 12"),
        ([Span(10, None), Span(12, None)], "12 or more"),
        ([Span(1, 9)], "1 to 9"),
    ],
)
def test_what_spans_share(spans, shared):
    assert str(common(spans)) == shared


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("1/3", "0.33"),
        ("2/3", "0.67"),
        ("-1/2", "-0.5"),
        ("0", "0"),
        ("100", "100"),
        ("1/1000", "0"),
        ("71.50", "71.5"),
    ],
)
def test_fractions_as_people_write_them(number, text):
    assert shown(Fraction(number)) == text
