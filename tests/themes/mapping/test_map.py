"""The map as it is drawn: nothing lies upon anything else, everything is there, and the same each time."""

import io
import re
from itertools import combinations, pairwise
from math import hypot
from types import SimpleNamespace

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from coding.legible import faults
from coding.planted import published
from matplotlib.patches import Circle, FancyBboxPatch, PathPatch

from sixphase.study.few_people import NOT_SHOWN
from sixphase.study.problem import InputError
from sixphase.themes.analysed import Analysed
from sixphase.themes.mapping.boxes import boxes, width_of, wrapped
from sixphase.themes.mapping.figure import READABLE, map_alt, map_figure
from sixphase.themes.mapping.layout import MOST_IN_A_WEB, lay_out
from sixphase.themes.mapping.marks import along
from sixphase.themes.mapping.relations import check_relations, relation_words
from sixphase.themes.reviewed import map_figures
from sixphase.themes.tree import theme_tree

WORDS = ["feeling", "calm", "kind", "myself", "others", "group", "sharing", "teaching", "handout", "room", "timing"]
A4 = 9.7  # inches between the margins


@pytest.fixture(autouse=True)
def _close():
    yield
    plt.close("all")


def related(*rows):
    return pd.DataFrame(rows, columns=["from", "to", "kind", "words"])


NONE = related()


def small():
    tree = theme_tree(*published())
    return tree, related(
        ("T1", "T2", "rests on", "Understanding came where teaching was felt"),
        ("T2", "T3", "leads to", ""),
        ("T3", "T1", "deepens", ""),
        ("T1", "T3", "gives reason to", ""),
        ("T1.2", "T3.1", "feeds", ""),
    )


def large(themes=8, codes=60, seed=3):
    draw = np.random.default_rng(seed)

    def name(most):
        return " ".join(draw.choice(WORDS, draw.integers(1, most))).capitalize()

    rows = [(f"T{i}", "", name(5), int(draw.integers(200, 2000))) for i in range(themes)]
    rows += [(f"C{j}", f"T{j % themes}", name(7), int(draw.integers(0, 400))) for j in range(codes)]
    tree = pd.DataFrame(rows, columns=["id", "parent", "name", "answers"])
    ends = [("T0", "T1"), ("T2", "T5"), ("T7", "T0"), ("C11", "C6"), ("T1", "T0"), ("C56", "C7"), ("T3", "C20")]
    return tree, related(*((one, other, "leads to", "") for one, other in ends if {one, other} <= set(tree["id"])))


def three_levels():
    rows = [("T1", "", "One", 9), ("S1", "T1", "Sub", 9), ("c1", "S1", "First code", 5), ("c2", "S1", "$x$ & <b>", 4)]
    rows += [("T:2", "", "Two without anything below", 0)]
    return pd.DataFrame(rows, columns=["id", "parent", "name", "answers"]), related(("c2", "T:2", "is unlike", ""))


CASES = {
    "four themes": small,
    "eight themes": large,
    "sixty codes, another draw": lambda: large(seed=8),
    "three levels": three_levels,
    "one": lambda: (three_levels()[0].tail(1), NONE),
    "many themes": lambda: large(14, 30, 5),
}
EACH = pytest.mark.parametrize("case", CASES.values(), ids=CASES)


def patches(figure, kind):
    figure.canvas.draw()
    return [p for p in figure.axes[0].patches if isinstance(p, kind)]


def marks_of(figure):
    return [c for c in patches(figure, Circle) if mpl.colors.same_color(c.get_facecolor(), "white")]


@EACH
def test_no_box_lies_upon_another_and_all_words_are_in_their_box(case):
    tree, relations = case()
    figure = map_figure(tree, relations)
    assert faults(figure) == []
    drawn = {p.get_gid(): p.get_window_extent() for p in patches(figure, FancyBboxPatch)}
    assert set(drawn) == {f"box {id_}" for id_ in tree["id"]}
    for one, other in combinations(drawn.values(), 2):
        assert not one.overlaps(other)
    texts = [t for t in figure.axes[0].texts if t.get_zorder() == 5]
    for box in drawn.values():
        inside = [t.get_window_extent() for t in texts if box.contains(*t.get_window_extent().min)]
        assert inside
        assert all(t.x1 <= box.x1 and t.y1 <= box.y1 and t.y0 >= box.y0 for t in inside)
    page = figure.bbox
    assert all(page.x0 <= box.x0 and box.x1 <= page.x1 and page.y0 <= box.y0 for box in drawn.values())
    lines = [p.get_window_extent() for p in patches(figure, PathPatch)]
    assert all(page.x0 <= line.x0 and line.x1 <= page.x1 and line.y1 <= page.y1 for line in lines)


@EACH
def test_each_relation_has_its_number_clear_of_boxes_and_other_numbers(case):
    tree, relations = case()
    figure = map_figure(tree, relations)
    circles = marks_of(figure)
    assert len(circles) == len(relations)
    boxes_ = [p.get_window_extent() for p in patches(figure, FancyBboxPatch)]
    for circle in circles:
        assert not any(circle.get_window_extent().overlaps(box) for box in boxes_)
    for one, other in combinations(circles, 2):
        (x0, y0), (x1, y1) = one.center, other.center
        assert hypot(x1 - x0, y1 - y0) >= one.radius + other.radius


@EACH
def test_no_line_runs_through_a_box_that_it_does_not_join(case):
    layout = lay_out(*case())
    for line in layout.lines:
        for id_, box in layout.boxes.items():
            if id_ not in (line.one, line.other):
                x, y = layout.middles[id_]
                inside = [
                    abs(a - x) < box.width / 2 - 0.5 and abs(b - y) < box.height / 2 - 0.5
                    for a, b in along(line.points)
                ]
                assert not any(inside), (line.one, line.other, id_)


def test_a_line_begins_and_ends_at_its_boxes():
    layout = lay_out(*large())
    for line in layout.lines:
        for id_, (x, y) in ((line.one, line.points[0]), (line.other, line.points[-1])):
            box, (a, b) = layout.boxes[id_], layout.middles[id_]
            assert abs(x - a) <= box.width / 2 + 3
            assert abs(y - b) <= box.height / 2 + 3
        assert all(hypot(a[0] - b[0], a[1] - b[1]) < 60 for a, b in pairwise(along(line.points)))


def test_sixty_codes_fit_on_a_page():
    for seed in (3, 8, 11):
        assert map_figure(*large(seed=seed)).get_figheight() <= A4
    assert len(small()[0]) <= MOST_IN_A_WEB
    assert map_figure(*small()).get_figheight() <= A4


def test_discs_are_as_large_as_their_answers():
    tree, _ = small()
    made = {box.id: box for box in boxes(tree, 96, 116)}
    for row in tree.to_dict("records"):
        share = (made[row["id"]].radius / made["T1"].radius) ** 2
        assert share == pytest.approx(row["answers"] / 28)


def test_answers_of_few_people_are_neither_written_nor_drawn():
    codings, texts, book = published()
    who = pd.DataFrame({"answer_id": codings["answer_id"].unique()})
    who["form_id"] = [f"f{number % 7}" for number in range(len(who))]  # as if seven people had written everything
    study = Analysed(SimpleNamespace(relations=lambda: NONE), book, codings, texts, codings, texts, who, small_cell=6)
    people = codings.merge(who, on="answer_id").groupby("code")["form_id"].nunique()
    tree = theme_tree(codings, texts, book)
    few = tree["id"].isin(people[people < 6].index)
    ((_, figure, alt),) = map_figures(study)
    written = " ".join(words.get_text() for words in figure.axes[0].texts)
    assert sorted(re.findall(r"\((\d+)\)", written)) == sorted(map(str, tree.loc[~few, "answers"]))
    assert written.count("shown)") == few.sum() > 0
    assert NOT_SHOWN not in alt, "many people stand behind each theme"
    made = {box.id: box.radius for box in boxes(tree.assign(answers=tree["answers"].mask(few)), 96, 116)}
    assert {id_ for id_, radius in made.items() if not radius} == set(tree.loc[few, "id"])


def svg_of(figure):
    out = io.BytesIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "sixphase"}):
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    return out.getvalue()


def test_the_same_bytes_and_words_that_can_be_searched():
    tree, relations = large()
    first, again = (svg_of(map_figure(tree, relations)) for _ in range(2))
    assert first == again
    written = first.decode()
    assert written.count("<text") >= len(tree) + len(relations)
    assert tree["name"].iloc[0].split()[0] in written
    assert f'id="{READABLE}"' in written


def test_the_alternative_text_names_themes_and_relations():
    tree, relations = small()
    alt = map_alt(tree, relations)
    assert "4 themes with 12 boxes below" in alt
    assert "Workshop Delivery → Effectiveness of CMT Exercises, Practices, Techniques, and Theory: leads to." in alt
    assert "No relation is declared." in map_alt(tree, NONE)
    assert "1 theme with 0 boxes below" in map_alt(tree.head(1), NONE)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("T1", "T9", "leads to", ""), "no theme or code 'T9'"),
        (("T1", "T1", "leads to", ""), "related to itself"),
        (("T1", "T2", "  ", "words"), "no kind"),
        (("T2", "T1", "leads to", ""), None),
        (("T1", "T2", "speaks against", ""), None),
        (("T1", "T2", "leads to", "again"), "stands twice"),
    ],
)
def test_relations_are_checked(row, said):
    table = related(("T1", "T2", "leads to", ""), row)
    if said is None:
        assert len(check_relations(table, {"T1", "T2"})) == 2
        return
    with pytest.raises(InputError, match=said):
        check_relations(table, {"T1", "T2"})


def test_all_faults_of_relations_are_told_at_once():
    with pytest.raises(InputError) as caught:
        check_relations(related(("X", "Y", "", ""), ("T1", "T1", "k", "")), {"T1"})
    assert len(caught.value.problems) == 4


def test_a_relation_in_words():
    row = {"from": "a", "to": "b", "kind": "leads to", "words": "Each week."}
    assert relation_words(row, {"a": "A", "b": "B"}) == "A → B: leads to. Each week."


def test_lines_are_as_wide_as_said_and_a_long_word_breaks_behind_a_stroke():
    assert width_of("Comprehension", 8, True) == pytest.approx(2 * width_of("Comprehension", 4, True))
    lines = wrapped("Non-Judgemental/Relaxed room", 7, 62, bold=False)
    assert lines[0] == "Non-"
    assert "".join(lines).replace(" ", "") == "Non-Judgemental/Relaxedroom"
    assert all(width_of(line, 7, False) <= 62 for line in lines)
    assert wrapped("", 7, 50, bold=False) == ("",)


@pytest.mark.parametrize("bold", [True, False])
def test_a_letter_that_the_font_has_not_is_as_wide_as_its_box(bold):
    assert width_of("平", 8, bold) == width_of("💚", 8, bold) > 0


def test_an_entry_under_nothing_is_an_error():
    with pytest.raises(ValueError, match="which is not there"):
        boxes(pd.DataFrame([("a", "b", "A", 1)], columns=["id", "parent", "name", "answers"]), 90, 90)
