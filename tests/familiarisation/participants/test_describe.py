"""Who took part: counted by hand, shares against statsmodels, and nothing that an attacker can work out."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.proportion import proportion_confint
from study.test_disclosure import told

from sixphase.familiarisation.participants.cells import NOT_GIVEN, OTHERS, PERIOD, UNDATED, categories_of, count_cells
from sixphase.familiarisation.participants.describe import describe_participants
from sixphase.familiarisation.participants.figures import participants_alt
from sixphase.familiarisation.participants.periods import periods_of
from sixphase.familiarisation.participants.rows import HIDDEN, SHOWN
from sixphase.familiarisation.participants.session_figures import sessions_alt
from sixphase.familiarisation.participants.sessions import read_sessions
from sixphase.familiarisation.participants.values import participant_values
from sixphase.simulation import plan, simulate
from sixphase.study.settings import Attribute
from sixphase.study.tables import read_written, write_table

GENDER = {"gender": Attribute(label="Gender", categories=("Female", "Male"))}


@pytest.fixture(autouse=True)
def _close():
    yield
    plt.close("all")


@pytest.fixture(scope="module")
def cohort(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cohort")
    simulate(folder, 1)
    attributes = {
        "occupation": Attribute(label="Occupation", categories=tuple(plan.OCCUPATIONS)),
        "gender": Attribute(label="Gender", categories=tuple(plan.GENDERS)),
    }
    forms = pd.read_csv(folder / "forms.csv", dtype=str, keep_default_na=False)
    return forms, read_sessions(folder / "sessions.csv", attributes), attributes


def forms_of(rows: str) -> pd.DataFrame:
    """Forms from words such as '2022-05-19 Female'; '-' stands for nothing."""
    cells = [["" if cell == "-" else cell for cell in row.split()] for row in rows.splitlines() if row.strip()]
    return pd.DataFrame(cells, columns=["session_date", "gender"], dtype=str)


def sessions_of(*rows: tuple, columns=()) -> pd.DataFrame:
    table = pd.DataFrame(list(rows), columns=["session_date", "attended", *columns])
    return table.astype({"session_date": str, **dict.fromkeys(["attended", *columns], "Int64")})


NONE = sessions_of()


def many(counts: dict[str, int], day: str = "2022-05-19") -> str:
    return "\n".join(f"{day} {word}" for word, count in counts.items() for _ in range(count))


def test_counts_and_shares_with_those_who_gave_none():
    made = describe_participants(forms_of(many({"Female": 30, "Male": 12, "-": 8})), NONE, GENDER, 5)
    table = made.participants
    assert table["category"].tolist() == ["Female", "Male", NOT_GIVEN]
    assert table["count"].tolist() == [30, 12, 8]
    assert table["share"].tolist() == pytest.approx([0.6, 0.24, 0.16])
    assert (table["state"] == SHOWN).all()
    for row in table.itertuples():
        assert (row.low, row.high) == pytest.approx(proportion_confint(row.count, 50, method="wilson"))
    assert made.missing.empty
    assert made.sizes.empty
    assert made.totals["attended"] is None


def test_a_category_that_nobody_gave_is_zero_and_one_that_is_not_listed_is_counted():
    made = describe_participants(forms_of(many({"Male": 20, "Fluid": 7, "-": 0})), NONE, GENDER, 5)
    table = made.participants.set_index("category")
    assert table["count"].to_dict() == {"Female": 0, "Male": 20, "Fluid": 7, NOT_GIVEN: 0}


def test_small_cells_take_another_with_them():
    table = describe_participants(forms_of(many({"Female": 30, "Male": 12, "-": 2})), NONE, GENDER, 5).participants
    assert table.set_index("category")["state"].to_dict() == {"Female": SHOWN, "Male": HIDDEN, NOT_GIVEN: HIDDEN}
    hidden = table[table["state"] == HIDDEN]
    assert hidden[["count", "share", "low", "high"]].isna().all(axis=None)
    shown = describe_participants(forms_of(many({"Female": 30, "Male": 12, "-": 2})), NONE, GENDER, 1).participants
    assert (shown["state"] == SHOWN).all()


def test_a_score_makes_no_groups():
    forms = forms_of(many({"Female": 30, "Male": 12})).assign(calm=["7"] * 42)
    made = describe_participants(forms, NONE, {**GENDER, "calm": Attribute(label="Calm", scale=(0, 10))}, 5)
    assert made.participants["attribute"].unique().tolist() == ["gender"]


def test_words_of_ones_own_that_are_rare_are_taken_together():
    column = pd.Series(["nurse"] * 6 + ["porter"] * 5 + ["chaplain", "vicar", "cook"] + [""] * 2)
    values, order = categories_of(column, Attribute(label="Job"), 5)
    assert order == ["nurse", "porter", OTHERS, NOT_GIVEN]
    assert values.value_counts()[OTHERS] == 3
    values, order = categories_of(column, Attribute(label="Job", categories=("nurse",)), 5)
    assert order == ["nurse", "chaplain", "cook", "porter", "vicar", NOT_GIVEN]  # by the alphabet, not by size


@pytest.mark.parametrize(
    ("dates", "names"),
    [
        (["2022-12-31", "2023-01-01"], ["2022-12", "2023-01"]),
        (["2022-01-01", "2023-04-30"], ["2022-01", "2023-04"]),  # 16 months
        (["2022-01-01", "2023-05-01"], ["2022 Q1", "2023 Q2"]),
        (["2022-03-31", "2022-04-01", "2024-10-01"], ["2022 Q1", "2022 Q2", "2024 Q4"]),
        (["2015-01-01", "2024-12-31"], ["2015", "2024"]),
        ([""], []),
    ],
)
def test_periods(dates, names):
    assert periods_of(pd.Series(dates, dtype=str)).tolist() == names


def test_sessions_over_time_with_one_that_nobody_counted():
    forms = forms_of("\n".join([many({"Female": 20}), many({"Female": 9}, "2022-06-01"), many({"Female": 6}, "-")]))
    sessions = sessions_of(("2022-05-19", 15), ("2022-05-19", 14), ("2022-06-01", None), ("2022-06-02", 30))
    made = describe_participants(forms, sessions, GENDER, 5)
    table = made.periods.set_index("period")
    assert table["sessions"].to_dict() == {"2022-05": 2, "2022-06": 2, UNDATED: 0}
    assert table["attended"].tolist()[:2] == [29, 30]
    assert table["forms"].tolist() == [20, 9, 6]
    assert table["answered"].tolist() == [20, 0, 0]
    assert table["response"].tolist()[:2] == pytest.approx([20 / 29, 0])
    assert made.totals["attended"] == 59
    assert made.totals["answered"] == 20
    assert made.totals["undated"] == 6
    assert (made.totals["sessions"], made.totals["uncounted_sessions"]) == (4, 1)
    said = {name: text if text is not None else value for name, value, text in participant_values(made)}
    assert said["participants.response"] == "34 %"
    low, high = proportion_confint(20, 59, method="wilson")
    assert said["participants.response_interval"] == f"{100 * low:.0f} to {100 * high:.0f} %"


def test_who_is_missing():
    forms = forms_of(many({"Female": 40, "Male": 10}) + "\n" + many({"Female": 5, "Male": 5}, "2022-07-01"))
    columns = ["gender:Female", "gender:Male"]
    sessions = sessions_of(("2022-05-19", 75, 50, 25), ("2022-07-01", 22, 16, None), columns=columns)
    made = describe_participants(forms, sessions, GENDER, 5)
    table = made.missing.set_index("category")
    assert table["attended"].to_dict() == {"Female": 50, "Male": 25}  # the second session was not counted whole
    assert table["answered"].to_dict() == {"Female": 40, "Male": 10}
    assert table["response"].to_dict() == pytest.approx({"Female": 0.8, "Male": 0.4})
    assert table["share_attended"].to_dict() == pytest.approx({"Female": 50 / 75, "Male": 25 / 75})
    assert table["share_answered"].to_dict() == pytest.approx({"Female": 0.8, "Male": 0.2})
    assert (table["low"]["Male"], table["high"]["Male"]) == pytest.approx(proportion_confint(10, 25, method="wilson"))


def test_more_forms_than_people_is_told_as_counts_without_a_rate():
    sessions = sessions_of(("2022-05-19", 20, 8, 12), columns=["gender:Female", "gender:Male"])
    made = describe_participants(forms_of(many({"Female": 9, "Male": 6})), sessions, GENDER, 5)
    female = made.missing.set_index("category").loc["Female"]
    assert (female["attended"], female["answered"]) == (8, 9)
    assert pd.isna(female["response"])


def test_differences_between_tables_do_not_tell():
    """Of 21 men 18 answered: the three who did not are a small cell that nobody printed."""
    sessions = sessions_of(("2022-05-19", 121, 100, 21), columns=["gender:Female", "gender:Male"])
    forms = forms_of(many({"Female": 60, "Male": 18}))
    made = describe_participants(forms, sessions, GENDER, 5)
    men = made.missing.set_index("category").loc["Male"]
    assert men["state"] == HIDDEN
    assert pd.isna(men["attended"]) or pd.isna(men["answered"])
    open_ = describe_participants(forms_of(many({"Female": 60, "Male": 16})), sessions, GENDER, 5)
    assert (open_.missing["state"] == SHOWN).all()


@pytest.mark.parametrize("other", [{"Male": 13, "-": 1}, {"Male": 11, "-": 3}, {"Male": 10, "-": 4}])
def test_other_people_behind_the_hidden_cells_would_give_the_same_paper(other):
    """Tables, values, figures' words: nothing printed, no share and no rounding, tells the possible studies apart."""
    sessions = sessions_of(("2022-05-19", 60))
    papers = []
    for counts in ({"Female": 30, "Male": 12, "-": 2}, {"Female": 30, **other}):
        made = describe_participants(forms_of(many(counts)), sessions, GENDER, 5)
        tables = [t.to_csv() for t in (made.participants, made.periods, made.sizes, made.missing)]
        words = [participants_alt(made.participants, "gender"), sessions_alt(made.periods)]
        papers.append((tables, words, list(participant_values(made)), made.totals))
    assert papers[0] == papers[1]
    open_ = describe_participants(forms_of(many({"Female": 30, "Male": 9, "-": 5})), sessions, GENDER, 5)
    assert list(participant_values(open_)) != papers[0][2]


def test_sizes_of_sessions():
    rows = [(f"2022-05-{day:02}", size) for day, size in ((2, 6), (3, 8), (4, 8), (5, 3))]
    forms = forms_of("\n".join(many({"Female": 1}, day) for day, size in rows for _ in range(size)))
    made = describe_participants(forms, sessions_of(*rows), GENDER, 5)
    assert made.sizes.to_numpy().tolist() == [["fewer than 5", 1], ["6", 1], ["7", 0], ["8", 2]]
    assert (made.totals["smallest"], made.totals["median"], made.totals["largest"]) == (None, 7.0, 8)
    wide = [(f"2022-05-{day:02}", 10 * day) for day in range(1, 29)]
    made = describe_participants(forms, sessions_of(*wide), GENDER, 1)
    assert made.sizes["sessions"].sum() == 28
    assert len(made.sizes) <= 25


def test_sizes_are_not_told_where_they_would_tell():
    """One session in a month with 2 silent people: their number must not come back by way of its size."""
    rows = [("2022-05-02", 9), ("2022-06-02", 9), ("2022-07-02", 9)]
    forms = forms_of("\n".join(many({"Female": n}, day) for (day, _), n in zip(rows, (7, 7, 6), strict=True)))
    cells_hidden = describe_participants(forms, sessions_of(*rows), {}, 5)
    if cells_hidden.periods["attended"].isna().any():
        assert cells_hidden.sizes.empty
        assert cells_hidden.totals["median"] is None
    else:
        assert cells_hidden.periods["forms"].isna().any()


@pytest.mark.parametrize(("seed", "threshold"), [(0, 5), (1, 3), (2, 5), (3, 8)])
def test_the_attacker_learns_nothing(seed, threshold):
    """Random studies of few people; the attacker knows every number of every table and the sums among them."""
    chance = np.random.default_rng(seed)
    days = ["2022-05-19", "2022-06-20", "2022-07-04", "2022-08-01"]
    forms = pd.DataFrame(
        {
            "session_date": chance.choice([*days, ""], 60, p=[0.3, 0.3, 0.2, 0.15, 0.05]),
            "gender": chance.choice(["Female", "Male", "X", ""], 60, p=[0.7, 0.2, 0.05, 0.05]),
            "job": chance.choice(["a", "b", "c", "d"], 60, p=[0.5, 0.3, 0.15, 0.05]),
        }
    )
    counted = []
    for day in days[:3]:
        here = forms[forms["session_date"] == day]["gender"].value_counts()
        groups = [int(here.get(g, 0)) + int(chance.integers(0, 6)) for g in ("Female", "Male", "X")]
        counted.append((day, sum(groups) + 2, *groups))
    columns = ["gender:Female", "gender:Male", "gender:X"]
    attributes = {"gender": Attribute(label="G", categories=("Female", "Male", "X")), "job": Attribute(label="J")}
    sessions = sessions_of(*counted, (days[3], None, None, None, None), columns=columns)
    cells = count_cells(forms, sessions, attributes, periods_of(forms["session_date"]), threshold)
    small = {cell for cell, n in cells.counts.items() if 0 < n < threshold}
    assert small <= cells.hidden
    assert told(cells.counts, cells.sums, cells.hidden, threshold) == []
    assert told(cells.counts, cells.sums, small, threshold)  # hidden by size alone they would be found


def test_every_printed_number_is_a_cell_of_the_system(cohort):
    """Nothing is printed of which the attacker's system does not know."""
    forms, sessions, attributes = cohort
    made = describe_participants(forms, sessions, attributes, 5)
    periods = periods_of(pd.concat([forms["session_date"], sessions["session_date"]]))
    cells = count_cells(forms, sessions, attributes, periods, 5)
    for row in made.participants.itertuples():
        cell = ("forms", row.attribute, row.category)
        assert pd.isna(row.count) if cell in cells.hidden else row.count == cells.counts[cell]
    for row in made.periods.itertuples():
        for kind in ("attended", "forms", "answered"):
            cell = (kind, PERIOD, row.period)
            value = getattr(row, kind)
            assert pd.isna(value) if cell in cells.hidden else value == cells.counts[cell]
    for row in made.missing.itertuples():
        for kind in ("attended", "answered"):
            cell = (kind, row.attribute, row.category)
            value = getattr(row, kind)
            assert pd.isna(value) if cell in cells.hidden else value == cells.counts[cell]


def test_the_simulated_cohort(cohort):
    forms, sessions, attributes = cohort
    made = describe_participants(forms, sessions, attributes, 5)
    assert (made.totals["forms"], made.totals["attended"]) == (455, 685)
    gender = made.participants[made.participants["attribute"] == "gender"].set_index("category")
    assert gender["state"]["Female"] == SHOWN
    assert gender["state"]["Another gender"] == HIDDEN
    assert (gender["state"] == HIDDEN).sum() >= 2
    came = made.missing[made.missing["attribute"] == "occupation"].set_index("category")
    assert came["attended"]["Allied health professionals"] == 308
    assert came["response"]["Medical"] < came["response"]["Nursing"]  # planted
    periods = made.periods
    assert periods["sessions"].sum() == len(sessions)
    assert len(periods) == 12
    said = {name: value for name, value, _ in participant_values(made)}
    assert said["participants.response"] == pytest.approx(455 / 685)
    assert said["sessions.first"] == "2022-05-19"
    assert len(said) == len(list(participant_values(made)))  # no name twice


def test_tables_come_back_as_they_were_written(cohort, tmp_path):
    made = describe_participants(*cohort, 5)
    for name in ("participants", "periods", "sizes", "missing"):
        table = getattr(made, name)
        write_table(table, tmp_path / f"{name}.csv")
        again = read_written(tmp_path / f"{name}.csv")
        assert again.columns.tolist() == table.columns.tolist()
        for column in table:
            assert again[column].isna().tolist() == table[column].isna().tolist()


def test_values_whose_names_would_be_one_are_numbered():
    attribute = {"gender": Attribute(label="G", categories=("A b", "a-B", "é"))}
    forms = forms_of(many({"é": 9})).replace("é", "A b")
    names = [name for name, _, _ in participant_values(describe_participants(forms, NONE, attribute, 5))]
    assert {"participants.gender.a_b.count", "participants.gender.a_b_2.count"} <= set(names)
    assert "participants.gender.category.count" in names
    assert len(names) == len(set(names))


def test_a_study_without_forms_and_without_attributes():
    empty = pd.DataFrame({"session_date": pd.Series(dtype=str), "gender": pd.Series(dtype=str)})
    made = describe_participants(empty, NONE, GENDER, 5)
    assert made.participants["count"].tolist() == [0, 0, 0]
    assert made.participants["share"].isna().all()
    assert made.periods.empty
    assert len(describe_participants(empty, NONE, {}, 5).participants) == 0
    assert {name for name, _, _ in participant_values(made)} >= {"participants.forms", "sessions.first"}


def test_ten_thousand_forms():
    import time

    chance = np.random.default_rng(1)
    days = pd.date_range("2022-05-19", "2025-03-28", periods=700).strftime("%Y-%m-%d")
    forms = pd.DataFrame(
        {"session_date": chance.choice(days, 10_000), "gender": chance.choice(["Female", "Male", ""], 10_000)}
    )
    sessions = sessions_of(*((day, 25) for day in days))
    begun = time.process_time()
    made = describe_participants(forms, sessions, GENDER, 5)
    assert time.process_time() - begun < 5
    assert made.totals["attended"] == 17_500
