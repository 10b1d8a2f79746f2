import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from coding.legible import drawn_texts, faults
from coding.planted import published

from sixphase.coding.vectors import vectors
from sixphase.themes.alikeness import beside_chance, times_any_two
from sixphase.themes.extracts.likeness import alikeness, any_two, relabelled
from sixphase.themes.overlap_figures import alikeness_alt, alikeness_figure, overlap_alt, overlap_figure
from sixphase.themes.placing import placing
from sixphase.themes.sharing import shared_words
from sixphase.themes.sharing_figure import shared_alt, shared_figure
from sixphase.themes.tree import names_in, theme_tree
from sixphase.themes.tree_figure import tree_alt, tree_figure
from sixphase.themes.values import alikeness_values


@pytest.fixture(autouse=True)
def _close():
    yield
    plt.close("all")


@pytest.fixture(scope="module")
def study():
    return published()


def said(figure):
    return {" ".join(text.get_text().split()) for text in drawn_texts(figure)}


def test_the_tree_can_be_read_and_names_everything(study):
    codings, texts, book = study
    tree = theme_tree(codings, texts, book)
    figure = tree_figure(tree, 80, 75)
    assert faults(figure) == []
    words = said(figure)
    for _, entry in book.subthemes.values():
        assert entry.name in words
    assert "28 answers (27 texts)" in words
    alt = tree_alt(tree, 80, 75)
    assert all(theme.name in alt for theme in book.themes)
    assert "Future Reflective Groups, 5" in alt


def tree_of(*rows):
    return pd.DataFrame(rows, columns=["id", "parent", "name", "short", "answers", "texts"])


@pytest.mark.parametrize(
    "tree",
    [
        tree_of(("T1", "", "One", "One", 1, 1), ("T1.1", "T1", "Only", "Only", 1, 1)),
        tree_of(("T1", "", "One", "One", 0, 0), ("T1.1", "T1", "Nothing yet", "Nothing", 0, 0)),
        tree_of(
            ("T1", "", "A theme whose name is as long as a name of a theme can well be in print", "x", 1203, 900),
            ("T1.1", "T1", "A subtheme that says in very many words what it is, and then some more", "x", 1200, 900),
            ("T1.2", "T1", "Rare", "x", 3, 3),
        ),
        tree_of(
            *((f"T{n}", "", f"Theme {n}", "x", 9, 9) for n in range(1, 11)),
            *((f"T{n}.1", f"T{n}", f"Subtheme of {n}", "x", 9, 9) for n in range(1, 11)),
        ),
    ],
    ids=["one answer", "no answers", "long names", "more themes than colours"],
)  # fmt: skip
def test_other_trees_can_be_read_too(tree):
    assert faults(tree_figure(tree, 1203, 900)) == []


def test_the_words_that_themes_share_can_be_read(study):
    codings, texts, book = study
    placed = placing(codings, texts, [theme.id for theme in book.themes], book.theme_of())
    shared, names = shared_words(placed), names_in(book)
    figure = shared_figure(shared, names)
    assert faults(figure) == []
    assert set(shared["word"]) <= said(figure)
    alt = shared_alt(shared, {id_: names[id_] for id_ in placed.codes})
    assert "group 54 % against 10 %" in alt


def test_nothing_shared_is_said_in_words(study):
    codings, texts, book = study
    placed = placing(codings, texts, list(book.subthemes))
    figure = shared_figure(shared_words(placed).head(0), names_in(book))
    assert said(figure) == {"No two answers of a theme share a word."}


@pytest.fixture(scope="module")
def likeness(study):
    codings, texts, book = study
    placed = placing(codings, texts, list(book.subthemes))
    rows = vectors(placed.words)
    return placed, rows, alikeness(rows, placed.member), any_two(rows)


def test_the_overlap_can_be_read(study, likeness):
    book, (placed, _, alike, base) = study[2], likeness
    times = times_any_two(alike, placed.codes, base)
    figure = overlap_figure(times, placed.together, book.short_names(), book.theme_of())
    assert faults(figure) == []
    lower = [f"{times.iloc[i, j]:.1f}" for i in range(12) for j in range(i + 1)]
    shown = [text.get_text() for text in drawn_texts(figure)]
    assert sorted(t for t in shown if "." in t and t[0].isdigit()) == sorted(lower)
    alt = overlap_alt(times, placed.together, book.short_names())
    assert "Discussion and Group reflection 2" in alt


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("words", [["calm", "tea"], ["calm and tea", "tea and calm", "rain"]], ids=["two", "three"])
def test_so_few_passages_that_nothing_is_alike_are_drawn_and_told(words):
    """One passage under each subtheme, with no word in common or in pairs that no subtheme has."""
    rows, member = vectors(words), np.eye(len(words), dtype=bool)
    alike, base, codes = alikeness(rows, member), any_two(rows), tuple("ABC"[: len(words)])
    names = {code: code.lower() for code in codes}
    times = times_any_two(alike, codes, base)
    together = pd.DataFrame(0, index=codes, columns=codes)
    assert faults(overlap_figure(times, together, names, dict.fromkeys(codes, "T"))) == []
    assert "nan" not in overlap_alt(times, together, names)
    held = beside_chance(alike, relabelled(rows, member, 1, 30), codes, base)
    assert "nan" not in alikeness_alt(held, names)
    values = {name: value for name, value, _ in alikeness_values(held, names, "subthemes", 30)}
    assert values["alikeness.subthemes_loose"] == "none"  # of one passage nothing can be said
    assert values["alikeness.subthemes_said"].startswith("Too few passages share words")


def test_letters_stand_out_from_their_cells(study, likeness):
    book, (placed, _, alike, base) = study[2], likeness
    times = times_any_two(alike, placed.codes, base)
    figure = overlap_figure(times, placed.together, book.short_names(), book.theme_of())
    axes = figure.axes[0]
    image = axes.images[0]
    for text in axes.texts:
        x, y = (round(place) for place in text.get_position())
        value = image.get_array()[y, x]
        if np.ma.is_masked(value) or np.isnan(value):
            continue
        cell, ink = (np.array(plt.matplotlib.colors.to_rgb(c)) for c in (image.to_rgba(value)[:3], text.get_color()))
        bright, dark = sorted((luminance(cell), luminance(ink)), reverse=True)
        assert (bright + 0.05) / (dark + 0.05) >= 3.5, text.get_text()


def luminance(rgb):
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def test_alikeness_can_be_read(study, likeness):
    book, (placed, rows, alike, base) = study[2], likeness
    table = beside_chance(alike, relabelled(rows, placed.member, 1, 100), placed.codes, base)
    figure = alikeness_figure(table, book.short_names())
    assert faults(figure) == []
    assert "all together" in said(figure)
    assert "Flows 3.4 within" in alikeness_alt(table, book.short_names())


def test_ids_that_the_desk_made_up_are_not_drawn(study, likeness):
    book, (placed, rows, alike, base) = study[2], likeness
    made_up = {code: f"c-{place:08x}" for place, code in enumerate(placed.codes)} | {placed.codes[-1]: "c-kind"}
    names = {made_up.get(id_, id_): name for id_, name in book.short_names().items()}
    table = beside_chance(alike, relabelled(rows, placed.member, 1, 100), placed.codes, base)
    times = times_any_two(alike, placed.codes, base).rename(index=made_up, columns=made_up)
    together = placed.together.rename(index=made_up, columns=made_up)
    above = {made_up[id_]: theme for id_, theme in book.theme_of().items()}
    beside = alikeness_figure(table.assign(code=table["code"].replace(made_up)), names)
    square = overlap_figure(times, together, names, above)
    for figure in (beside, square):
        assert faults(figure) == []
        assert "c-0" not in " ".join(said(figure))
        assert "c-kind" in " ".join(said(figure))  # an id of somebody's own choice
    assert {label.get_text() for label in square.axes[0].get_xticklabels()} >= {"1", "11", "c-kind"}
