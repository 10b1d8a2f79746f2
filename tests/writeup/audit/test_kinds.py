"""Each kind of relation on tables of figures, near-misses included."""

from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from writeup.audit.build import Same, found

from sixphase.writeup.audit.durations import between


def parts(values: str) -> dict[str, str]:
    """'a=1 people, b=2 people' as a dictionary."""
    return dict(pair.strip().split("=") for pair in values.split(","))


@pytest.mark.parametrize(
    ("values", "agrees", "gravity"),
    [
        ("a=445 people, b=445 people", True, "agrees"),
        ("a=445 people, b=455 people", False, "serious"),
        ("a=445 people, b=455 forms", False, "serious"),
        ("a=3 themes, b=4 themes", False, "minor"),
        ("a=71 percent, b=71.4 percent", True, "agrees"),
        ("a=71 percent, b=71.5 percent", False, "minor"),
        ("a=72 percent, b=71.5 percent", True, "agrees"),
        ("a=71 percent, b=72 percent", False, "minor"),
        ("a=71.0 percent, b=71 percent", True, "agrees"),
        ("a=2024-05-01 date, b=2024-05-01 date", True, "agrees"),
        ("a=2024-05-01 date, b=2024-05-02 date", False, "minor"),
    ],
)
def test_equal(values, agrees, gravity):
    finding = found("equal", parts(values), figures=["a", "b"])
    assert (finding.agrees, finding.gravity) == (agrees, gravity)


@pytest.mark.parametrize(
    ("values", "agrees", "says"),
    [
        ("a=18 people, b=16 people, c=18 people", False, "18 against 16"),
        ("a=18 people, b=18 people, c=18 people", True, "18 in each place"),
        ("a=18 people, b=18 people, c=17 people", False, "18 against 17"),
    ],
)
def test_a_maximum_is_one_number(values, agrees, says):
    finding = found("maximum", parts(values), figures=["a", "b", "c"])
    assert (finding.agrees, finding.title) == (agrees, f"tested: {says}")


@pytest.mark.parametrize(
    ("values", "agrees"),
    [
        ("a=16 people, limit=16 people", True),
        ("a=17 people, limit=16 people", False),
        ("a=71.4 percent, limit=71 percent", True),  # the limit may have been 71.4 before it was rounded
        ("a=71.5 percent, limit=71 percent", True),  # and 71.5 may have been 71.49
        ("a=71.6 percent, limit=71 percent", False),
        ("a=72 percent, limit=71 percent", False),
        ("a=87 percent, limit=86 percent", False),
    ],
)
def test_at_most(values, agrees):
    assert found("at_most", parts(values), figures="a", limit="limit").agrees is agrees


@pytest.mark.parametrize(
    ("forms", "women", "people", "says"),
    [
        (455, 589, 445, "455 forms and 589 people exceed 445 people"),
        (455, 589, 455, "589 people exceed 455 people"),
        (455, 589, 588, "589 people exceed 588 people"),
        (455, 589, 589, "455 forms and 589 people within 589 people"),
        (455, 589, 700, "455 forms and 589 people within 700 people"),
        (0, 0, 0, "0 forms and 0 people within 0 people"),
    ],
)
def test_a_part_cannot_exceed_its_whole(forms, women, people, says):
    values = {"forms": f"{forms} forms", "women": f"{women} people", "people": f"{people} people"}
    finding = found("part_of", values, parts=["forms", "women"], whole="people")
    assert finding.title == f"tested: {says}"
    assert finding.agrees is ("exceed" not in says)


@pytest.mark.parametrize(
    ("values", "agrees"),
    [
        ("a=71 percent, b=29 percent", True),
        ("a=71 percent, b=28 percent", False),
        ("a=72 percent, b=29 percent", True),  # 71.5 and 28.5, both rounded up
        ("a=72 percent, b=30 percent", False),
        ("a=33.3 percent, b=66.7 percent", True),
        ("a=33.3 percent, b=66.6 percent", False),
    ],
)
def test_two_shares_of_a_hundred(values, agrees):
    assert found("sum", parts(values), parts=["a", "b"], total=100).agrees is agrees


@pytest.mark.parametrize(
    ("values", "agrees", "says"),
    [
        ("a=33 percent, b=33 percent, c=33 percent, whole=100 percent", True, "100 within rounding"),
        ("a=33 percent, b=33 percent, c=32 percent, whole=100 percent", False, "98 against 100"),
        ("a=40 people, b=30 people, c=30 people, whole=100 people", True, "40 + 30 + 30 = 100"),
        ("a=40 people, b=30 people, c=29 people, whole=100 people", False, "99 against 100"),
    ],
)
def test_three_parts_of_a_figure(values, agrees, says):
    finding = found("sum", parts(values), parts=["a", "b", "c"], whole="whole")
    assert (finding.agrees, finding.title) == (agrees, f"tested: {says}")


@given(st.integers(0, 1000), st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN]))
def test_a_share_and_what_is_left_of_it_always_agree(tenths, rounding):
    share = Decimal(tenths) / 10
    a, b = (str(x.quantize(Decimal(1), rounding)) for x in (share, 100 - share))
    assert found("sum", {"a": f"{a} percent", "b": f"{b} percent"}, parts=["a", "b"], total=100).agrees


def shares(*pairs: tuple[int, str]) -> dict:
    """Values and the key `shares` of a percentage relation."""
    values = {f"c{i}": f"{count} people" for i, (count, _) in enumerate(pairs)}
    values |= {f"p{i}": f"{percent} percent" for i, (_, percent) in enumerate(pairs)}
    return {"values": values, "shares": [{"count": f"c{i}", "percent": f"p{i}"} for i in range(len(pairs))]}


@pytest.mark.parametrize(
    ("pairs", "says"),
    [
        ([(455, "71"), (589, "86")], "no common whole (637 to 645 against 681 to 688)"),
        ([(455, "71"), (552, "86")], "639 to 645 fits"),
        ([(455, "71"), (558, "86.5")], "645 fits"),
        ([(455, "71"), (558, "86")], "no common whole (637 to 645 against 646 to 652)"),
        ([(455, "71"), (559, "86")], "no common whole (637 to 645 against 647 to 653)"),
        ([(455, "71")], "637 to 645 fits"),
        ([(1, "71")], "no common whole (none)"),
        ([(1, "71"), (1, "50")], "no common whole (none against 2)"),
    ],
)
def test_percentages_of_one_whole(pairs, says):
    finding = found("percentage", **shares(*pairs))
    assert finding.title == f"tested: {says}"
    assert finding.agrees is says.endswith("fits")


def test_the_division_behind_an_interval_is_shown():
    finding = found("percentage", **shares((455, "71"), (589, "86")))
    assert finding.arithmetic == "455 / 0.715 to 455 / 0.705 -> 637 to 645; 589 / 0.865 to 589 / 0.855 -> 681 to 688"


@pytest.mark.parametrize(
    ("count", "percent", "whole", "agrees"),
    [
        (455, "71", 641, True),
        (455, "71", 637, True),
        (455, "71", 636, False),
        (455, "71", 645, True),
        (455, "71", 646, False),
        (141, "71", 200, True),
        (141, "70", 200, True),
        (143, "71", 200, False),
        (5, "50", 0, False),
    ],
)
def test_a_percentage_of_a_whole_that_is_reported(count, percent, whole, agrees):
    values = {"c": f"{count} people", "p": f"{percent} percent", "n": f"{whole} people"}
    assert found("percentage", values, shares=[{"count": "c", "percent": "p"}], whole="n").agrees is agrees


@pytest.mark.parametrize(("percent", "whole", "agrees"), [("71", 12, False), ("75", 12, True), ("71", 200, True)])
def test_a_percentage_that_no_count_gives(percent, whole, agrees):
    values = {"p": f"{percent} percent", "n": f"{whole} people"}
    assert found("percentage", values, shares={"percent": "p"}, whole="n").agrees is agrees


@given(st.integers(1, 2000), st.data(), st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN]))
def test_true_shares_of_one_whole_are_never_called_into_question(whole, data, rounding):
    """Planted truth: whatever counts there are of one whole, and however ties were rounded, they agree."""
    counts = data.draw(st.lists(st.integers(0, whole), min_size=1, max_size=4))
    pairs = [(count, str((Decimal(100 * count) / whole).quantize(Decimal(1), rounding))) for count in counts]
    keys = shares(*pairs)
    assert found("percentage", **keys).agrees
    assert found(
        "percentage", values=keys["values"] | {"n": f"{whole} people"}, shares=keys["shares"], whole="n"
    ).agrees


@pytest.mark.parametrize(
    ("part", "whole", "agrees"),
    [(308, 455, True), (228, 455, True), (227, 455, False), (229, 456, True), (228, 456, False), (456, 455, False)],
)
def test_a_majority_is_more_than_half(part, whole, agrees):
    """Exactly half is none, and neither is a part that exceeds the whole."""
    finding = found("majority", {"part": f"{part} people", "n": f"{whole} people"}, part="part", wholes="n")
    assert finding.agrees is agrees
    assert finding.gravity == ("agrees" if agrees else "serious")


def implied(part: int, reported: int | None = None):
    """A majority held against the wholes implied by 455 at 71 and 589 at 86 percent, and one that is reported."""
    from writeup.audit.build import figures, relation

    from sixphase.writeup.audit import audit

    pairs = shares((455, "71"), (589, "86"))
    values = pairs["values"] | {"part": f"{part} people", "n": f"{reported or 0} forms"}
    wholes = {"wholes": "n"} if reported else {}
    keys = {"id": "said", "part": "part", "implied_by": "tested", **wholes}
    relations = [relation("percentage", shares=pairs["shares"]), relation("majority", **keys)]
    return audit(figures(**values), relations)[1]


@pytest.mark.parametrize(
    ("part", "reported", "agrees", "gravity", "says"),
    [
        (308, 455, False, "minor", "308 is no majority of 637 to 645 or of 681 to 688"),
        (308, None, False, "serious", "308 is no majority of 637 to 645 or of 681 to 688"),
        (318, None, False, "serious", "318 is no majority of 637 to 645 or of 681 to 688"),
        (320, None, False, "minor", "320 is no majority of 681 to 688"),  # of 637 to 639 it is one
        (340, None, False, "minor", "340 is no majority of 681 to 688"),
        (341, None, True, "agrees", "341 can be a majority of 637 to 645 and 681 to 688"),
        (344, None, True, "agrees", "344 can be a majority of 637 to 645 and 681 to 688"),
        (345, None, True, "agrees", "345 is a majority of 637 to 645 and 681 to 688"),
        (345, 700, False, "minor", "345 is no majority of 700"),
    ],
)
def test_a_majority_of_implied_wholes(part, reported, agrees, gravity, says):
    finding = implied(part, reported)
    assert (finding.agrees, finding.gravity, finding.title) == (agrees, gravity, f"said: {says}")


def test_a_majority_is_answered_for_each_whole():
    finding = implied(308, 455)
    verdicts = [part.split(" -> ")[1] for part in finding.arithmetic.split("; ")]
    assert verdicts == ["no majority", "no majority", "a majority"]
    assert "of 455 it would be" in finding.explanation


@pytest.mark.parametrize(
    ("stated", "items", "agrees"),
    [(3, "ABC", True), (4, "ABC", False), (2, "ABC", False), (1, "A", True)],
)
def test_a_stated_number_is_what_is_listed(stated, items, agrees):
    values = {"n": f"{stated} themes"}
    assert found("count_of_list", values, figures="n", items=list(items)).agrees is agrees
    assert found("count_of_list", values, {"themes": list(items)}, figures="n", list="themes").agrees is agrees


def test_an_empty_list_has_no_things():
    assert found("count_of_list", {"n": "0 themes"}, {"themes": ()}, figures="n", list="themes").agrees
    assert not found("count_of_list", {"n": "1 themes"}, {"themes": ()}, figures="n", list="themes").agrees


@pytest.mark.parametrize(
    ("start", "end", "stated", "says"),
    [
        ("09:30 time", "16:30 time", "7 hours", "09:30 to 16:30 = 7 hours"),
        ("09:30 time", "16:30 time", "420 minutes", "09:30 to 16:30 = 420 minutes"),
        ("09:30 time", "16:45 time", "7 hours", "7.25 hours, stated as 7, within rounding"),
        ("09:30 time", "16:45 time", "7.0 hours", "7.25 against 7.0 hours"),
        ("09:30 time", "17:30 time", "7 hours", "8 against 7 hours"),
        ("22:00 time", "06:00 time", "8 hours", "22:00 to 06:00 = 8 hours"),
        ("2022-05-19 date", "2025-03-28 date", "3 years", "2.86 years, stated as 3, within rounding"),
        ("2022-05-19 date", "2025-03-28 date", "3.0 years", "2.86 against 3.0 years"),
        ("2022-05-19 date", "2025-03-28 date", "2 years", "2.86 against 2 years"),
        ("2022-05-19 date", "2025-05-19 date", "3 years", "2022-05-19 to 2025-05-19 = 3 years"),
        ("2022-05-19 date", "2025-05-18 date", "3 years", "2022-05-19 to 2025-05-18 = 3 years"),
        ("2024-05-01 date", "2024-05-14 date", "14 days", "2024-05-01 to 2024-05-14 = 14 days"),
        ("2024-05-01 date", "2024-05-14 date", "13 days", "2024-05-01 to 2024-05-14 = 13 days"),
        ("2024-05-01 date", "2024-05-14 date", "15 days", "13 against 15 days"),
        ("2024-01-31 date", "2024-02-29 date", "1 months", "2024-01-31 to 2024-02-29 = 1 months"),
        ("2024-05-14 date", "2024-05-01 date", "13 days", "2024-05-01 is before 2024-05-14"),
    ],
)
def test_a_stated_length_of_time(start, end, stated, says):
    finding = found("duration", {"a": start, "b": end, "n": stated}, **{"from": "a", "to": "b", "stated": "n"})
    assert finding.title == f"tested: {says}"
    assert finding.agrees is not ("against" in says or "before" in says)


def test_a_part_of_a_year_is_of_the_year_that_it_is_in():
    assert between(date(2023, 5, 19), date(2024, 3, 1), "years") == Fraction(287, 366)
    assert between(date(2024, 1, 31), date(2024, 3, 15), "months") == 1 + Fraction(15, 31)


DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@given(DAYS, st.integers(0, 40_000), st.sampled_from([("years", 365.2425, 0.01), ("months", 30.436875, 0.1)]))
def test_calendar_lengths_are_near_the_mean_ones(start, days, unit):
    name, mean, slack = unit
    assert float(between(start, start + timedelta(days), name)) == pytest.approx(days / mean, abs=slack)


@given(DAYS, st.integers(0, 60))
def test_an_anniversary_is_a_whole_number_of_years(start, years):
    if (start.month, start.day) != (2, 29):
        assert between(start, start.replace(year=start.year + years), "years") == years


REPEATS = (Same("exact", ("E1", "E7")), Same("near", ("E2", "E7", "E9")), Same("exact", ("E3", "E4", "E5")))


@pytest.mark.parametrize(
    ("which", "ids", "says"),
    [
        (
            ["exact", "near"],
            "E1 E7 E3 E4 E5 E2 E9",
            "2 quoted again word for word and 1 quoted again with slight changes",
        ),
        ("near", "E2 E7 E9", "1 quoted again with slight changes"),
        ("exact", "E1 E7 E3 E4 E5", "2 quoted again word for word"),
    ],
)
def test_repeats_are_noted_with_their_ids(which, ids, says):
    finding = found("verbatim_repeats", {}, repeats=REPEATS, which=which)
    assert (finding.title, finding.gravity) == (f"tested: {says}", "note")
    assert " ".join(finding.excerpt_ids) == ids


def test_no_repeats_is_an_agreement():
    assert found("verbatim_repeats", {}, repeats=()).agrees
    assert found("verbatim_repeats", {}, repeats=[Same("near", ("E1", "E2"))], which="exact").agrees


def test_a_condition_makes_a_finding_less_grave():
    values = {"a": "5 people", "b": "4 people"}
    assert found("part_of", values, parts="a", whole="b").gravity == "serious"
    under = found("part_of", values, parts="a", whole="b", provided="a was asked of b")
    assert under.gravity == "minor"
    assert under.explanation.endswith("This holds provided that a was asked of b.")
    assert found("maximum", values, figures=["a", "b"], provided="one day is meant").gravity == "note"
