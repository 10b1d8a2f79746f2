from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from coding.legible import drawn_texts, faults

from sixphase.study.paths import StudyPaths
from sixphase.study.problem import InputError
from sixphase.study.settings import Attribute, read_study
from sixphase.writeup.audit.figures import Figure
from sixphase.writeup.audit.figures_file import read_figures
from sixphase.writeup.figures.participants import participants_alt, participants_figure
from sixphase.writeup.reported_participants import participants_table, possible_wholes


@pytest.fixture(autouse=True)
def _close():
    yield
    plt.close("all")


@pytest.fixture(scope="module")
def table():
    figures = read_figures(StudyPaths("cmt_published").raw / "reported_figures.csv")
    return participants_table(read_study("cmt_published").attributes, figures)


def figures(**values):
    units = {True: "percent", False: "people"}
    return {name: Figure(name, value, units[name.startswith("share")], "2", "x") for name, value in values.items()}


def attribute(categories="Female Male", counts=None, shares=None):
    return Attribute(
        label="Gender", categories=tuple(categories.split()), reported_counts=counts or {}, reported_shares=shares or {}
    )


def test_what_is_known_and_what_is_not(table):
    assert len(table) == 9
    known = table[table["state"] == "reported"].set_index("category")
    assert list(known.index) == ["Allied health professionals", "Female"]
    assert known["count"].tolist() == [308, 589]
    unknown = table[table["state"] == "not published"]
    assert len(unknown) == 7
    numbers = ["count", "printed_share", "share_low", "share_high", "whole_low", "whole_high"]
    assert unknown[numbers].isna().all(axis=None)  # nothing is filled in


def test_the_bounds_are_those_of_a_search_through_all_wholes(table):
    printed = [
        whole
        for whole in range(589, 2000)
        for share in [Decimal(58900) / whole]
        if Decimal(86) in {share.quantize(Decimal(1), r) for r in (ROUND_HALF_UP, ROUND_HALF_EVEN)}
    ]
    women = table.set_index("category").loc["Female"]
    assert (women["whole_low"], women["whole_high"]) == (min(printed), max(printed)) == (681, 688)
    assert (women["share_low"], women["share_high"]) == pytest.approx((58900 / 688, 58900 / 681))
    others = table.set_index("category").loc["Allied health professionals"]
    assert (others["share_low"], others["share_high"]) == pytest.approx((30800 / 688, 30800 / 681))
    assert others["share_high"] < 50


def test_without_a_printed_share_no_share_is_told():
    made = participants_table({"gender": attribute(counts={"Female": "women"})}, figures(women="40"))
    row = made.set_index("category").loc["Female"]
    assert row["count"] == 40
    assert row[["share_low", "share_high", "whole_low"]].isna().all()


def test_shares_that_exclude_each_other_leave_no_whole():
    both = {"gender": attribute(counts={"Female": "f", "Male": "m"}, shares={"Female": "share_f", "Male": "share_m"})}
    assert str(possible_wholes(both, figures(f="60", share_f="60", m="40", share_m="40"))) == "100"
    assert possible_wholes(both, figures(f="60", share_f="60", m="40", share_m="80")) is None
    made = participants_table(both, figures(f="60", share_f="60", m="40", share_m="80"))
    assert made["share_low"].isna().all()
    assert made["printed_share"].tolist() == [60, 80]


@pytest.mark.parametrize(
    ("counts", "says", "place"),
    [
        ({"Female": "womn"}, "write 'women'", "attributes.gender.reported_counts.Female"),
        ({"Femal": "women"}, "write 'Female'", "attributes.gender.reported_counts.Femal"),
    ],
)
def test_a_name_that_is_not_there_is_refused(counts, says, place, tmp_path):
    with pytest.raises(InputError) as refused:
        participants_table({"gender": attribute(counts=counts)}, figures(women="4"), tmp_path / "study.yml")
    assert says in str(refused.value)
    assert place in str(refused.value)
    assert "study.yml" in str(refused.value)


@pytest.mark.parametrize(("attribute_name", "unknown"), [("occupation", 6), ("gender", 1)])
def test_the_figures_can_be_read_and_say_what_is_not_published(table, attribute_name, unknown):
    figure = participants_figure(table, attribute_name)
    assert faults(figure) == []
    said = [text.get_text() for text in drawn_texts(figure)]
    assert said.count("not published") == unknown
    assert len(figure.axes[0].containers) == len(table[table["attribute"] == attribute_name]) - unknown
    assert "all, as implied: 681 to 688" in said
    alt = participants_alt(table, attribute_name)
    assert alt.count("not published") == unknown
    assert "681 to 688 people" in alt


def test_an_attribute_of_which_nothing_is_known_can_be_drawn():
    made = participants_table({"gender": attribute()}, {})
    figure = participants_figure(made, "gender")
    assert faults(figure) == []
    assert [t.get_text() for t in drawn_texts(figure)].count("not published") == 2
    assert "All together" not in participants_alt(made, "gender")


def test_the_table_can_be_written_and_holds_no_invented_zero(table, tmp_path):
    table.to_csv(tmp_path / "t.csv", index=False)
    again = pd.read_csv(tmp_path / "t.csv", keep_default_na=False)
    assert (again.loc[again["state"] == "not published", "count"] == "").all()
