"""What each theme touches, counted by hand."""

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from coding.legible import faults
from statsmodels.stats.proportion import proportion_confint
from themes.touching.reviewed import book, study

from sixphase.coding.journal.state import State
from sixphase.coding.journal.things import Code
from sixphase.study.codebook import Codebook
from sixphase.study.problem import InputError
from sixphase.themes.analysed import two_levels
from sixphase.themes.touching.entries import entries_of
from sixphase.themes.touching.figure import touching_alt, touching_figure
from sixphase.themes.touching.resting import resting_on
from sixphase.themes.touching.shares import touching_shares, untouched, untouched_rates, untouched_sample
from sixphase.themes.touching.sides import beside, sides_of, stands_without_coding
from sixphase.themes.touching.touching import touching_of
from sixphase.themes.touching.values import resting_values, sides_values, touching_values

TREE = entries_of(book(T1=("T1.1", "T1.2"), T2=("T2.1",)))
ROWS = """
a 2022-01-01 q1 T1.1,c-T1.1
a 2022-01-01 q2 T1.2
b 2022-01-01 q1 x-T1
b 2022-01-01 q2 -
c 2022-01-02 q1 T2.1,elsewhere
c 2022-01-02 q2 blank
d - q1 -
"""


@pytest.fixture(autouse=True)
def _close():
    yield
    plt.close("all")


def touching(rows: str = ROWS, with_forms: bool = True):
    codings, answers, forms = study(rows)
    return touching_of(codings, answers, forms if with_forms else None, TREE)


def test_entries_in_order_with_all_that_is_below():
    assert [(e.id, e.parent) for e in TREE] == [
        ("T1", ""), ("T1.1", "T1"), ("T1.2", "T1"), ("T2", ""), ("T2.1", "T2"),
    ]  # fmt: skip
    assert TREE[0].codes == {"T1", "x-T1", "T1.1", "c-T1.1", "T1.2", "c-T1.2"}
    assert TREE[1].codes == {"T1.1", "c-T1.1"}


def test_a_theme_without_subthemes_is_told_once():
    alone, beside = (two_levels(book(T1=subs), {"T1", *subs})[0] for subs in ((), ("T1.1",)))
    alone = Codebook(themes=tuple(t.model_copy(update={"subthemes": t.subthemes[-1:]}) for t in alone.themes))
    assert [(e.id, e.parent) for e in entries_of(alone)] == [("T1", "")]
    assert "T1*" in entries_of(alone)[0].codes
    assert ("T1*", "T1") in [(e.id, e.parent) for e in entries_of(beside)]


def test_entries_of_a_tree_that_grew():
    kinds = [("T", "", "theme"), ("S", "T", "subtheme"), ("c", "S", "code"), ("d", "T", "code"), ("e", "", "code")]
    codes = [Code(id=i, name=i.upper(), parent=p, kind=k, short="") for i, p, k in kinds]
    made = entries_of(State({}, codes))
    assert [(e.id, e.parent, e.short, set(e.codes)) for e in made] == [
        ("T", "", "T", {"T", "S", "c", "d"}),
        ("S", "T", "S", {"S", "c"}),
    ]


def test_shares_counted_by_hand():
    table = touching_shares(touching()).set_index("id")
    assert table["codings"].to_dict() == {"T1": 4, "T1.1": 2, "T1.2": 1, "T2": 1, "T2.1": 1}
    assert table["answers"].to_dict() == {"T1": 3, "T1.1": 1, "T1.2": 1, "T2": 1, "T2.1": 1}
    assert set(table["of_answers"]) == {6}  # the blank one cannot be coded
    assert table["forms"].to_dict() == {"T1": 2, "T1.1": 1, "T1.2": 1, "T2": 1, "T2.1": 1}
    assert set(table["of_forms"]) == {4}
    for row in table.itertuples():
        assert (row.forms_low, row.forms_high) == pytest.approx(proportion_confint(row.forms, 4, method="wilson"))


def test_without_forms_each_answer_is_a_person():
    table = touching_shares(touching(with_forms=False)).set_index("id")
    assert table["answers"].to_dict() == {"T1": 3, "T1.1": 1, "T1.2": 1, "T2": 1, "T2.1": 1}
    assert table[["forms", "of_forms", "forms_share", "forms_low", "forms_high"]].isna().all(axis=None)
    assert table["answers_low"].notna().all()
    assert faults(touching_figure(table.reset_index())) == []
    assert "forms" not in touching_alt(table.reset_index())


def test_what_no_theme_touches():
    made = touching()
    assert untouched(made)["answer_id"].tolist() == ["b.q2", "d.q1"]
    rates = untouched_rates(made)
    assert (rates["answers"], rates["of_answers"], rates["forms"].hits) == (2, 6, 1)


def test_the_sample_is_the_seeds_and_stays_while_coding_goes_on():
    rows = [f"f{n:03} 2022-01-01 q1 {'T1' if n % 3 == 0 else '-'}" for n in range(90)]
    drawn = untouched_sample(touching("\n".join(rows)), 7, 10)["answer_id"].tolist()
    assert len(drawn) == 10
    assert drawn == untouched_sample(touching("\n".join(reversed(rows))), 7, 10)["answer_id"].tolist()
    assert drawn != untouched_sample(touching("\n".join(rows)), 8, 10)["answer_id"].tolist()
    coded = [row.replace(" -", " T2") if row.startswith(drawn[0][:4]) else row for row in rows]
    assert untouched_sample(touching("\n".join(coded)), 7, 9)["answer_id"].tolist() == drawn[1:]


def test_a_form_that_stands_twice_is_refused():
    codings, answers, forms = study(ROWS)
    with pytest.raises(InputError, match="form stands twice: a"):
        touching_of(codings, answers, pd.concat([forms, forms.head(1)]), TREE)


def test_few_people_and_one_session():
    rows = [f"f{n} 2022-01-0{1 + n % 2} q1 T1.1" for n in range(6)]
    rows += [f"g{n} 2022-01-03 q1 T1.2" for n in range(5)] + [f"h{n} - q1 T2" for n in range(4)]
    table = resting_on(touching("\n".join(rows)), few=5).set_index("id")
    assert table["rests_on"].to_dict() == {
        "T1": "", "T1.1": "", "T1.2": "one session", "T2": "few people", "T2.1": "",
    }  # fmt: skip
    assert (table.loc["T1.2", "busiest"], table.loc["T1.2", "busiest_share"]) == ("2022-01-03", 1)
    assert table.loc["T1.2", "busiest_share_of_all"] == pytest.approx(5 / 11)
    assert table.loc["T2", "dated"] == 0
    said = {name: value for name, value, _ in resting_values(table.reset_index())}
    assert said["resting.one_session_names"] == "Sub T1.2"
    assert said["resting.said"] == "Resting on few people is Theme T2. Resting on one session is Sub T1.2."
    none = {name: value for name, value, _ in resting_values(table.reset_index().assign(rests_on=""))}
    assert none["resting.said"] == "None rests on few people. None rests on one session."
    undated = [row.replace("2022-01-01", "-").replace("2022-01-02", "-").replace("2022-01-03", "-") for row in rows]
    of_one_day = [row.replace("2022-01-02", "2022-01-01").replace("2022-01-03", "2022-01-01") for row in rows]
    for without in (undated, of_one_day):  # no session is known, or all are one: nothing can rest on one of them
        said = {name: value for name, value, _ in resting_values(resting_on(touching("\n".join(without)), few=5))}
        assert said["resting.said"] == "Resting on few people is Theme T2."
    assert resting_on(touching(ROWS, with_forms=False))["forms"].isna().all()


STANDS = [("a.q1#0", "T1", "for"), ("a.q2#0", "T1", "against"), ("b.q1#0", "T1", "for"), ("gone", "T2", "for")]


def stands(*rows):
    return pd.DataFrame(list(rows), columns=["coding_id", "theme", "stand"], dtype=str)


def test_contradicting_beside_supporting():
    codings, _, _ = study(ROWS)
    table = sides_of(codings, stands(*STANDS), touching()).set_index("id")
    one = table.loc["T1"]
    assert (one["passages_for"], one["passages_against"]) == (2, 1)
    assert (one["people_for"], one["people_against"], one["people_both"]) == (2, 1, 1)
    assert one["against_share"] == 0.5
    assert (one["low"], one["high"]) == pytest.approx(proportion_confint(1, 2, method="wilson"))
    assert not table["one_sided"].any()
    assert sides_of(codings, stands(STANDS[0]), touching())["one_sided"].tolist() == [True] + [False] * 4
    listed = beside(codings, stands(*STANDS), touching(), "T1")
    assert listed["coding_id"].tolist() == ["a.q1#0", "b.q1#0", "a.q2#0"]
    assert stands_without_coding(codings, stands(*STANDS))["coding_id"].tolist() == ["gone"]
    assert ("sides.one_sided", 0, None) in list(sides_values(table.reset_index()))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("a.q1#0", "T1", "maybe"), "'maybe' is no stand"),
        (("a.q1#0", "T9", "for"), "no theme or subtheme 'T9'"),
        (("a.q1#0", "T1", "against"), "has two stands on the theme T1"),
    ],
)
def test_stands_that_are_refused(row, said):
    codings, _, _ = study(ROWS)
    with pytest.raises(InputError, match=said):
        sides_of(codings, stands(STANDS[0], row), touching())


def test_figure_and_values():
    made = touching("\n".join(f"f{n} 2022-01-01 q{1 + n % 2} {'T1.1' if n % 3 else 'T2'}" for n in range(60)))
    shares = touching_shares(made)
    assert faults(touching_figure(shares)) == []
    said = {
        name: value if text is None else text for name, value, text in touching_values(shares, untouched_rates(made), 1)
    }
    assert (said["touching.t1.forms"], said["touching.t1.forms_share"]) == (40, "67 %")
    low, high = proportion_confint(40, 60, method="wilson")
    assert said["touching.t1.forms_interval"] == f"{100 * low:.0f} to {100 * high:.0f} %"
    assert f"Theme T1: 67 % of forms ({said['touching.t1.forms_interval']})" in touching_alt(shares)
    long = "A theme whose name goes on about rest and quiet"
    names = [label.get_text() for label in touching_figure(shares.assign(short=long)).axes[0].get_yticklabels()]
    assert set(names) == {"A theme whose name goes on about …"}  # cut, and that is seen
    assert touching_alt(shares.head(0)) == "There is no theme yet."
    assert faults(touching_figure(shares.head(0))) == []
