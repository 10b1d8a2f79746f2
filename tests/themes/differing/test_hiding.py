"""Nothing small can be worked out of a table of themes: an attacker of its own tries."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linprog
from themes.touching.reviewed import book

from sixphase.familiarisation.participants.cells import UNDATED
from sixphase.familiarisation.participants.rows import HIDDEN, SHOWN
from sixphase.study.settings import Attribute
from sixphase.themes.differing.comparing import differences
from sixphase.themes.differing.figure import differing_alt
from sixphase.themes.differing.groups import NOT_SHOWN, by_attribute, by_question, by_year, hidden_categories
from sixphase.themes.differing.hiding import hide
from sixphase.themes.differing.table import counts_of, themes_by_group
from sixphase.themes.differing.trend import _coarse, odds_per_unit, trends
from sixphase.themes.touching.entries import entries_of
from sixphase.themes.touching.touching import touching_of

THRESHOLD = 5


def attacked(touched, sizes, hidden, numbers):
    """Range of each number (a dict of cell: times, and a constant) for someone who sees the shown cells and all totals.

    Written apart from the program's own: every cell is a variable, those that are shown are held fast.
    """
    entries, groups = touched.shape
    whole = hidden.all(axis=1)  # only there can a hidden group be one of nobody
    bounds = [
        ((0, n) if whole[e] else (1, n - 1)) if hidden[e, g] else (touched[e, g],) * 2
        for e in range(entries)
        for g, n in enumerate(sizes)
    ]
    equal = np.kron(np.eye(entries), np.ones(groups))
    unequal = []
    for g in range(groups):
        for e in range(1, entries):  # a subtheme is a part of its theme
            unequal.append(np.zeros(entries * groups))
            unequal[-1][[e * groups + g, g]] = 1, -1
        if entries > 1 and touched[0, g] <= touched[1:, g].sum():  # and the theme nothing but its subthemes
            unequal.append(np.zeros(entries * groups))
            unequal[-1][[e * groups + g for e in range(entries)]] = [1] + [-1] * (entries - 1)
    found = []
    for cells, constant in numbers:
        ends = []
        for sign in (1, -1):
            aim = np.zeros(entries * groups)
            for (e, g), times in cells.items():
                aim[e * groups + g] = sign * times
            solved = linprog(
                aim, A_eq=equal, b_eq=touched.sum(axis=1), bounds=bounds, integrality=np.ones(len(aim)),
                A_ub=np.array(unequal) if unequal else None, b_ub=np.zeros(len(unequal)) if unequal else None,
            )  # fmt: skip
            ends.append(sign * round(solved.fun) + constant)
        found.append(tuple(ends))
    return found


def small_numbers(touched, sizes):
    """Every number of people from 1 to 4 of a group that the table holds, or that is a difference of two of its cells."""
    numbers = []
    for g, n in enumerate(sizes):
        for e in range(len(touched)):
            numbers += [({(e, g): 1}, 0), ({(e, g): -1}, n)]
            if e:
                numbers.append(({(0, g): 1, (e, g): -1}, 0))
        if len(touched) == 3:
            numbers.append(({(1, g): 1, (2, g): 1, (0, g): -1}, 0))
    worth = [constant + sum(t * touched[cell] for cell, t in cells.items()) for cells, constant in numbers]
    return [(number, value) for number, value in zip(numbers, worth, strict=True) if 0 < value < THRESHOLD]


def told(touched, sizes, hidden):
    """The small numbers of which the attacker learns more than that they are small."""
    if hidden.all():  # then totals alone can tell
        return []
    small = small_numbers(touched, sizes)
    exposed = []
    for ((cells, constant), value), (low, high) in zip(
        small, attacked(touched, sizes, hidden, [number for number, _ in small]), strict=True
    ):
        limit = sum(t * touched[e].sum() for (e, _), t in cells.items()) + (sum(sizes) if constant else 0)
        if low > 1 or high < min(THRESHOLD - 1, limit):
            exposed.append((cells, value, low, high))
    return exposed


def family(draw, groups: int, subthemes: int):
    """A theme and its subthemes among people in groups: counts from actual people, so that they hang together."""
    sizes = draw.integers(THRESHOLD, 60, groups)
    chance = draw.choice([0.05, 0.15, 0.4, 0.85], subthemes)
    touched = np.zeros((subthemes + 1, groups), dtype=np.int64)
    for g, n in enumerate(sizes):
        flags = draw.random((n, subthemes)) < chance
        touched[:, g] = [flags.any(axis=1).sum(), *flags.sum(axis=0)]
    return touched if subthemes else touched + draw.binomial(sizes, 0.1), sizes


def parents(number: int):
    return np.array([-1] + [0] * (number - 1))


def test_nothing_small_can_be_worked_out():
    draw = np.random.default_rng(11)
    shown, caught = 0, 0
    for _ in range(25):
        touched, sizes = family(draw, int(draw.integers(2, 7)), int(draw.integers(0, 5)))
        hidden = hide(touched, sizes, parents(len(touched)), THRESHOLD)
        assert told(touched, sizes, hidden) == []
        shown += (~hidden).sum()
        primary = ((touched > 0) & (touched < THRESHOLD)) | ((sizes - touched > 0) & (sizes - touched < THRESHOLD))
        caught += bool(told(touched, sizes, primary))
    assert shown > 60  # it does not hide everything
    assert caught > 10  # and the attack finds what hiding the small cells alone leaves open


@pytest.mark.parametrize(
    ("touched", "sizes", "hidden"),
    [
        ([[20, 20, 20]], [40, 40, 40], [[0, 0, 0]]),
        ([[20, 4, 20]], [40, 30, 50], [[1, 1, 0]]),  # the smallest further group goes with it
        ([[20, 5, 20]], [40, 30, 50], [[0, 0, 0]]),  # five is not small
        ([[20, 0, 20]], [40, 30, 50], [[0, 0, 0]]),  # nobody is exposed where nobody is
        ([[20, 27, 20]], [40, 30, 50], [[1, 1, 0]]),  # three who do not
        ([[2, 1, 0]], [40, 30, 50], [[1, 1, 1]]),  # so few altogether
        ([[20, 20, 20], [18, 6, 8]], [40, 40, 40], [[0, 0, 0], [1, 1, 0]]),  # two by way of something else
    ],
)
def test_cells_that_are_hidden(touched, sizes, hidden):
    made = hide(np.array(touched), np.array(sizes), parents(len(touched)), THRESHOLD)
    assert made.astype(int).tolist() == hidden


def test_a_threshold_of_one_hides_nothing():
    assert not hide(np.array([[1, 2]]), np.array([3, 9]), parents(1), 1).any()


def test_an_inner_theme_is_attacked_too():
    draw = np.random.default_rng(2)
    touched, sizes = family(draw, 5, 3)
    deeper = np.vstack([touched, draw.binomial(touched[1], 0.5)])  # below the first subtheme
    hidden = hide(deeper, sizes, np.array([-1, 0, 0, 0, 1]), THRESHOLD)
    assert told(deeper[[1, 4]], sizes, hidden[[1, 4]]) == []
    assert told(touched, sizes, hidden[:4]) == []


JOB = Attribute(label="Occupation", categories=("Nurse", "Porter", "Clerk"))


def cohort(counts: dict[str, tuple[int, int]], dates=("2022-01-01",)):
    """So many of each job of whom so many touch the theme."""
    rows, codings = [], []
    for job, (number, touch) in counts.items():
        for n in range(number):
            id_ = f"{job or 'none'}{n:03}"
            rows.append((id_, dates[n % len(dates)], job))
            codings += [(f"{id_}.q", "T1")] * (n < touch)
    forms = pd.DataFrame(rows, columns=["form_id", "session_date", "job"], dtype=str)
    answers = pd.DataFrame(
        {"answer_id": forms["form_id"] + ".q", "form_id": forms["form_id"], "question": "q", "text": "w"}
    )
    made = pd.DataFrame(codings, columns=["answer_id", "code"], dtype=str)
    return touching_of(made, answers, forms, entries_of(book(T1=()))), forms


def test_groups_that_may_not_be_shown_are_one_group():
    touching, forms = cohort({"Nurse": (40, 20), "Porter": (20, 10), "Clerk": (3, 2), "": (4, 3)})
    groups = by_attribute(forms, "job", JOB, THRESHOLD)
    assert groups.names == ("Nurse", "Porter", NOT_SHOWN)
    assert groups.sizes.tolist() == [40, 20, 7]
    table = themes_by_group(touching, groups, THRESHOLD)
    assert set(table["group"]) == {"Nurse", "Porter", ""}
    assert counts_of(touching, groups).tolist() == [[20, 10, 5]]
    assert by_attribute(forms, "job", JOB, 30) is None  # nothing but one group and a rest that is too small
    shown = pd.DataFrame({"attribute": "job", "category": ["Nurse", "Clerk"], "count": pd.array([40, None], "Int64")})
    assert hidden_categories(shown, "job") == {"Clerk"}
    assert by_attribute(forms, "job", JOB, 3, hidden={"Clerk", "Porter"}).names == ("Nurse", "Not given", NOT_SHOWN)


@pytest.mark.parametrize("other", [((40, 20), (20, 17)), ((40, 22), (20, 15)), ((40, 21), (20, 16))])
def test_other_people_behind_the_hidden_cells_would_give_the_same_paper(other):
    """Table, differences and words: nothing printed tells the possible studies apart."""
    papers = []
    for jobs in (((40, 19), (20, 18)), other):
        counts = {"Nurse": jobs[0], "Porter": jobs[1], "Clerk": (50, 30)}
        touching, forms = cohort(counts)
        table = themes_by_group(touching, by_attribute(forms, "job", JOB, THRESHOLD), THRESHOLD)
        papers.append([table.to_csv(), differences(table).to_csv(), differing_alt(table)])
    small = 20 - other[1][1] < THRESHOLD
    assert (papers[0] == papers[1]) == small
    assert table.set_index("group")["state"].to_dict() == {
        "Nurse": HIDDEN if small else SHOWN, "Porter": HIDDEN if small else SHOWN, "Clerk": SHOWN, "": SHOWN,
    }  # fmt: skip


def test_a_hidden_period_hides_its_year():
    _, forms = cohort({"Nurse": (90, 40)}, dates=("2022-01-03", "2023-01-03", "2024-01-03"))
    periods = pd.DataFrame({"period": ["2022 Q1", "2023 Q1", "2024 Q1"], "forms": pd.array([30, None, None], "Int64")})
    assert by_year(forms, THRESHOLD, periods).names == ("2022", NOT_SHOWN)
    assert by_year(forms, THRESHOLD).names == ("2022", "2023", "2024")


def test_without_any_date_there_are_no_years():
    _, forms = cohort({"Nurse": (90, 40)}, dates=("2022-01-03", "2023-01-03", "2024-01-03"))
    assert by_year(forms.assign(session_date=""), THRESHOLD) is None
    some = forms.assign(session_date=forms["session_date"].where(forms["session_date"] < "2023", ""))
    assert by_year(some, THRESHOLD).names == ("2022", UNDATED)


def test_years_are_shown_all_or_none_and_the_trend_with_them():
    dates = ("2022-01-03", "2023-01-03", "2024-01-03", "2025-01-03")
    touching, forms = cohort({"Nurse": (160, 24)}, dates)
    years = themes_by_group(touching, by_year(forms, THRESHOLD), THRESHOLD)
    assert set(years["state"]) == {SHOWN}
    assert trends(touching, years)["state"].tolist() == [SHOWN]
    touching, forms = cohort({"Nurse": (160, 18)}, dates)  # 5, 5, 4, 4
    years = themes_by_group(touching, by_year(forms, THRESHOLD), THRESHOLD)
    assert years.loc[years["group"] != "", "state"].unique().tolist() == [HIDDEN]
    told_ = trends(touching, years)
    assert told_["odds"].tolist() == [float(f"{told_['odds'][0]:.2g}")]
    three = cohort({"Nurse": (120, 13)}, dates[:3])  # 5, 4, 4: too few years to move among
    years = themes_by_group(three[0], by_year(three[1], THRESHOLD), THRESHOLD)
    assert trends(three[0], years)["state"].tolist() == [HIDDEN]
    assert trends(three[0], None)["odds"].isna().all()


def test_questions_count_answers():
    touching, _ = cohort({"Nurse": (40, 20)})
    groups = by_question(touching, ["q", "other"], THRESHOLD)
    assert (groups.unit, groups.names) == ("answers", ("q",))
    table = themes_by_group(touching, groups, THRESHOLD)
    assert table["touched"].tolist() == [20, 20]


@pytest.mark.parametrize("true", [(5, 5, 4, 4), (2, 6, 5, 7), (1, 9, 8, 6)])
def test_a_trend_of_hidden_years_leaves_them_open(true):
    """The attacker knows the trend, the total, and all dates: one session a year, which is the worst case."""
    x = np.repeat(np.arange(4.0), 40)

    def printed(split):
        return _coarse(odds_per_unit(np.concatenate([np.arange(40) < n for n in split]), x, None))

    total = sum(true)
    splits = [(*s, total - sum(s)) for s in product(range(total + 1), repeat=3) if sum(s) <= total]
    by_moment = {}  # the model sees a split by its total and its sum of years alone
    for split in splits:
        by_moment.setdefault(sum(y * n for y, n in enumerate(split)), []).append(split)
    here = by_moment[sum(y * n for y, n in enumerate(true))]
    assert len({printed(split) for split in here[:5]}) == 1
    for year, number in enumerate(true):
        if number < THRESHOLD:
            assert set(range(1, THRESHOLD)) <= {split[year] for split in here}
