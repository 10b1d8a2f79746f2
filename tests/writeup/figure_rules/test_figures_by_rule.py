"""Figures by a journal's rule: their size, their smallest letters, and each format as others read it."""

import shutil
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader
from writeup.fixture_paper.staging import stage

from sixphase.study.figures import save, use_style
from sixphase.study.paths import StudyPaths, root
from sixphase.study.problem import InputError, Problem
from sixphase.writeup.figure_rules import figures_by_rule, fitting_width, read_rule, rules
from sixphase.writeup.figure_rules.drawing import Drawing, read_drawing

MM = 72 / 25.4
RULE = read_rule("generic").model_copy(update={"dpi": 300})


@pytest.fixture(scope="module")
def drawn(tmp_path_factory) -> Path:
    """A figure of 400 by 200 points with words of 12, 9 and (raised) 12 × 0.7 points."""
    use_style()
    figure, axes = plt.subplots(figsize=(400 / 72, 200 / 72))
    axes.set_axis_off()
    for height, (words, size) in enumerate({"large words": 12, "small words": 9, "$x^{2}$": 12}.items()):
        axes.text(0.1, 0.2 + 0.3 * height, words, fontsize=size, rotation=30 * height)
    stem = tmp_path_factory.mktemp("drawn") / "planted"
    save(figure, stem, "Three words.")
    return stem.with_suffix(".svg")


def test_sizes_of_words_are_found_again(drawn):
    drawing = read_drawing(drawn)
    found = {words: size for words, size, _ in drawing.words}
    assert (drawing.width, drawing.height) == pytest.approx((400, 200))
    assert found["large words"] == pytest.approx(12) and found["small words"] == pytest.approx(9)
    assert found["$x^{2}$"] == pytest.approx(12 * 0.7)
    assert drawing.smallest_words == "$x^{2}$" and "DejaVu Sans" in drawing.fonts
    assert drawing.smallest_at(200) == pytest.approx(12 * 0.7 / 2)


def test_ordinary_text_is_understood_too(tmp_path):
    path = tmp_path / "a.svg"
    words = '<text style="font: 10px Arial">one</text><text font-size="8">two</text><text>three</text>'
    path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">{words}</svg>')
    assert read_drawing(path).words == (("one", 10.0, ""), ("two", 8.0, ""))


BROKEN = {
    "no drawing": "words",
    "no size": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "another root": '<g xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>',
    "no height": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 0"/>',
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_what_is_no_drawing_is_told(tmp_path, text):
    (tmp_path / "a.svg").write_text(text)
    with pytest.raises(InputError, match="not a drawing with a size"):
        read_drawing(tmp_path / "a.svg")


# the smallest letters on a drawing that is 240 points (84.67 mm) wide, its height: the width in mm, or why there is none
FITS = {
    "read in one column": (6.0, 100, 85.0),
    "a little too small for one column": (5.9, 100, 170.0),
    "just large enough over both": (3.0, 100, 170.0),
    "too small over both": (2.9, 100, "would have 5.8 pt"),
    "without words": (None, 100, 85.0),
    "too tall over both, too small in one": (5.9, 330, "mm tall"),
    "too tall everywhere": (6.0, 700, "mm tall"),
}


@pytest.mark.parametrize(("size", "height", "expected"), FITS.values(), ids=FITS)
def test_the_least_width_at_which_it_can_be_read(size, height, expected):
    words = () if size is None else (("words", size, "DejaVu Sans"),)
    width = fitting_width(Drawing(Path("a.svg"), 240, height, words), RULE)
    if isinstance(expected, float):
        assert width == expected
    else:
        assert isinstance(width, Problem) and expected in width.what and "in its notebook" in width.remedy


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    """The invented paper as a study's staged one, with figures of the notebooks' kind."""
    folder = tmp_path_factory.mktemp("study")
    staged = stage(folder)
    place = folder / "data_processed" / "invented"
    place.mkdir(parents=True)
    shutil.copytree(staged, place / "paper")
    return folder


@pytest.fixture
def here(study, monkeypatch):
    """The project's folder is the invented one."""
    monkeypatch.setenv("SIXPHASE_ROOT", str(study))
    root.cache_clear()
    yield study
    root.cache_clear()


@pytest.fixture(scope="module")
def made(study, tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SIXPHASE_ROOT", str(study))
        root.cache_clear()
        yield figures_by_rule("invented", RULE, tmp_path_factory.mktemp("made") / "figures")
        root.cache_clear()


def test_each_figure_of_the_paper_in_its_order_and_in_each_format(made):
    assert [(figure.number, figure.name) for figure in made] == [(1, "invented_bars"), (2, "invented_line")]
    names = [file.name for figure in made for file in figure.files]
    assert names == [f"figure_{n}.{form}" for n in (1, 2) for form in ("pdf", "svg", "tiff", "eps")]
    assert all(figure.least_pt is None or figure.least_pt >= RULE.least_text_pt for figure in made)


def test_printed_sizes_are_those_of_the_rule(made):
    for figure in made:
        pdf, svg, tiff, eps = figure.files
        page = PdfReader(pdf).pages[0].mediabox
        assert float(page.width) == pytest.approx(figure.width_mm * MM, abs=0.1)
        drawing = read_drawing(svg)
        height = figure.width_mm * drawing.height / drawing.width
        assert f'width="{figure.width_mm:g}mm" height="{height:.3f}mm"' in svg.read_text(encoding="utf-8")
        with Image.open(tiff) as image:
            assert image.info["dpi"] == (300, 300) and image.mode == "RGB"
            assert image.width == pytest.approx(figure.width_mm / 25.4 * 300, abs=1)
            assert image.height == pytest.approx(height / 25.4 * 300, abs=2)
        with Image.open(eps) as image:
            assert image.format == "EPS"
            assert image.width == pytest.approx(figure.width_mm * MM, abs=1.5)


@pytest.mark.skipif(shutil.which("gs") is None, reason="Ghostscript is not installed")
def test_the_eps_shows_what_the_tiff_shows(made):
    for figure in made:
        _, _, tiff, eps = figure.files
        with Image.open(eps) as drawn, Image.open(tiff) as image:
            drawn.load()
            small = image.convert("RGB").resize(drawn.size, Image.Resampling.BOX)
            seen, wanted = (np.asarray(each.convert("L"), dtype=float) for each in (drawn, small))
            assert np.abs(seen - wanted).mean() < 8 < wanted.std()  # of 255: edges are smoothed otherwise


def test_the_same_bytes_each_time(made, here, tmp_path):
    again = figures_by_rule("invented", RULE, tmp_path / "another folder")
    for one, other in zip(made, again, strict=True):
        assert [file.read_bytes() for file in one.files] == [file.read_bytes() for file in other.files]


def test_nothing_is_written_where_a_figure_does_not_fit(here, tmp_path):
    with pytest.raises(InputError, match="does not fit the rule 'generic'"):
        figures_by_rule("invented", RULE.model_copy(update={"tallest_mm": 5}), tmp_path / "figures")
    assert not (tmp_path / "figures").exists()


def test_another_font_is_told(here, tmp_path, drawn, monkeypatch):
    mine = tmp_path / "mine"
    shutil.copytree(here, mine)
    monkeypatch.setenv("SIXPHASE_ROOT", str(mine))
    root.cache_clear()
    shutil.copy(drawn, StudyPaths("invented").processed / "paper/reports/staged/_study/figures/invented_line.svg")
    rule = RULE.model_copy(update={"fonts": ("Arial",), "formats": ("svg",)})
    notes = figures_by_rule("invented", rule, tmp_path / "figures")[1].notes
    assert "its letters are DejaVu Sans; the rule asks for Arial" in notes


def test_a_figure_for_the_web_alone_has_no_number(study, tmp_path, monkeypatch):
    mine = tmp_path / "mine"
    shutil.copytree(study, mine)
    monkeypatch.setenv("SIXPHASE_ROOT", str(mine))
    root.cache_clear()
    paper = mine / "data_processed/invented/paper/reports/staged/paper.qmd"
    web = '![Web](_study/figures/invented_bars.svg){#fig-web fig-alt="Bars."}'
    line = '![Line](_study/figures/invented_line.svg){#fig-line fig-alt="A line."}'
    paper.write_text(f'::: {{.content-visible when-format="html"}}\n{web}\n:::\n\n{line}\n')
    made = figures_by_rule("invented", RULE.model_copy(update={"formats": ("svg",)}), tmp_path / "figures")
    root.cache_clear()
    assert [(figure.number, figure.name) for figure in made] == [(1, "invented_line")]


def test_a_paper_that_is_not_made_yet_is_told(here, tmp_path):
    with pytest.raises(InputError, match="is not made yet"):
        figures_by_rule("another", RULE, tmp_path / "figures")


FORMATS = {"pdf", "svg", "tiff", "eps"}


def test_every_rule_that_comes_with_the_program_is_one():
    assert rules() == ["generic", "obm_icm"]
    assert all(read_rule(name).least_text_pt >= 6 and {*read_rule(name).formats} == FORMATS for name in rules())


WRONG = {
    "an unknown key": ("name: a\nwidth: 3\n", "width"),
    "a resolution of no journal": (
        "name: a\nwidths_mm: {one: 85}\ntallest_mm: 9\ndpi: 72\nformats: [pdf]\n",
        "dpi",
    ),
    "a format that is not made": ("name: a\nwidths_mm: {one: 85}\ntallest_mm: 9\nformats: [gif]\n", "formats"),
    "no width": ("name: a\nwidths_mm: {}\ntallest_mm: 9\nformats: [pdf]\n", "widths_mm"),
    "a width below nothing": ("name: a\nwidths_mm: {one: -1}\ntallest_mm: 9\nformats: [pdf]\n", "widths_mm"),
}


@pytest.mark.parametrize(("text", "words"), WRONG.values(), ids=WRONG)
def test_a_mistake_in_a_rule_is_told_with_its_key(tmp_path, text, words):
    path = tmp_path / "rule.yml"
    path.write_text(text)
    with pytest.raises(InputError, match=words):
        read_rule(path)


def test_a_rule_that_is_not_there_is_told():
    with pytest.raises(InputError, match="no rule for figures called 'generik'"):
        read_rule("generik")
