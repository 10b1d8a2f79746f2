"""Searches drawn at random find what a slow and obvious reading of the rule finds."""

import pandas as pd
from coding.retrieval.plainly import plainly
from coding.retrieval.small import comparisons, crowded, expressions, index_of, studies
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sixphase.coding.retrieval.counting import by_attribute, cooccurrence
from sixphase.coding.retrieval.passages import find, in_context
from sixphase.familiarisation.concordance import pieces

many = settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
some = settings(max_examples=50, deadline=None, derandomize=True)


@many
@given(studies(), expressions)
def test_a_search_finds_what_the_rule_says(study, expression):
    found = find(index_of(*study), expression)
    rows = list(zip(found["answer_id"], found["start"], found["end"], found["coding_id"], strict=True))
    assert len(rows) == len(set(rows))
    assert set(rows) == plainly(*study, expression)


@many
@given(crowded(), comparisons)
def test_passages_that_crowd_are_compared_as_the_rule_says(study, expression):
    found = find(index_of(*study), expression)
    rows = set(zip(found["answer_id"], found["start"], found["end"], found["coding_id"], strict=True))
    assert rows == plainly(*study, expression)


@some
@given(studies(), expressions)
def test_a_row_says_what_stands_there(study, expression):
    codings, answers = study
    texts = {row[0]: row[1] for row in answers}
    by_id = {row[0]: row for row in codings}
    order = {row[0]: n for n, row in enumerate(answers)}
    found = find(index_of(*study), expression, context=4)
    places = [(order[a], s, e) for a, s, e in zip(found["answer_id"], found["start"], found["end"], strict=True)]
    assert places == sorted(places)
    for row in found.to_dict("records"):
        text, start, end = texts[row["answer_id"]], row["start"], row["end"]
        assert (row["left"], row["words"], row["right"]) == pieces(text, start, end, 4)
        touching = {c[4] for c in codings if c[1] == row["answer_id"] and c[2] < end and start < c[3]}
        assert set(filter(None, row["codes"].split("; "))) == touching
        if row["coding_id"]:
            assert (row["answer_id"], start, end, row["code"], row["coder"]) == by_id[row["coding_id"]][1:]
        else:
            assert row["code"] == row["name"] == row["coder"] == ""


@some
@given(st.lists(st.text("ab \n\u00a0😀", max_size=30), min_size=1, max_size=4), st.data())
def test_context_is_cut_as_in_a_concordance(texts, data):
    index = index_of((), [(f"A{n}", text) for n, text in enumerate(texts)])
    n = data.draw(st.integers(0, len(texts) - 1))
    start = data.draw(st.integers(0, len(texts[n])))
    end = data.draw(st.integers(start, len(texts[n])))
    context = data.draw(st.one_of(st.none(), st.integers(0, 9)))
    begin = index.line.begins[[n]]
    cut = in_context(index.line, pd.array([n]).to_numpy(), begin + start, begin + end, context)
    assert tuple(part[0] for part in cut) == pieces(texts[n], start, end, context)


@some
@given(studies())
def test_counts_are_those_of_counting_by_hand(study):
    codings, answers = study
    index = index_of(*study)
    codes = {row[4] for row in codings}
    have = {code: {row[1] for row in codings if row[4] == code} for code in codes}
    touch = {
        (one[4], two[4], one[1])
        for one in codings
        for two in codings
        if one[1] == two[1] and one[2] < two[3] and two[2] < one[3]
    }
    in_answers, in_passages = cooccurrence(index), cooccurrence(index, "passages")
    assert set(in_answers.index) == set(in_passages.columns) == codes
    for a in codes:
        for b in codes:
            assert in_answers.loc[a, b] == len(have[a] & have[b])
            assert in_passages.loc[a, b] == len({answer for x, y, answer in touch if (x, y) == (a, b)})
    by_job, forms = by_attribute(index, "Job"), by_attribute(index, "occupation", "forms")
    job = {row[0]: row[5] or "not given" for row in answers}
    form = {row[0]: row[2] for row in answers}
    for value in by_job.columns:
        assert by_job.loc["All", value] == sum(j == value for j in job.values())
        for code in codes:
            assert by_job.loc[code, value] == len({a for a in have[code] if job[a] == value})
            assert forms.loc[code, value] == len({form[a] for a in have[code] if job[a] == value})
