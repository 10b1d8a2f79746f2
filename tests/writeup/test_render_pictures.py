"""A figure that a notebook drew gets the notebook's words for those who do not see it."""

from pathlib import Path
from xml.etree import ElementTree

import pypandoc
import pytest

from sixphase.writeup.render.lines import Line
from sixphase.writeup.render.pictures import described

ALTS = {"bars": 'Bars: "nine" & a\\b, {80} [x] <i> $5$', "tree": "A tree."}
WORDS = r"Bars: \"nine\" &amp; a\\b, &#123;80&#125; [x] &lt;i&gt; &#36;5&#36;"

TEXTS = {
    "with attributes": ("![A](f/bars.svg){#fig-a}", f'![A](f/bars.svg){{#fig-a fig-alt="{WORDS}"}}'),
    "without": ("![A](bars.png)", f'![A](bars.png){{fig-alt="{WORDS}"}}'),
    "quoted attribute": ('![A](bars.svg){#a w="{1}"}', f'![A](bars.svg){{#a w="{{1}}" fig-alt="{WORDS}"}}'),
    "two on a line": (
        "![A](tree.svg) ![B](tree.svg)",
        '![A](tree.svg){fig-alt="A tree."} ![B](tree.svg){fig-alt="A tree."}',
    ),
    "of no notebook": ('![A](f/photo.png){fig-alt="By hand"}', '![A](f/photo.png){fig-alt="By hand"}'),
    "near its name": ("![A](f/my_tree.svg) ![A](tree2.svg)", "![A](f/my_tree.svg) ![A](tree2.svg)"),
    "another ending": ("[the data](f/tree.csv)", "[the data](f/tree.csv)"),
    "words alone": ("tree.svg (tree.svg)", "tree.svg (tree.svg)"),
}


def told(text, code=False):
    problems = []
    (line,) = described([Line(text, Path("data.md"), 7, code)], ALTS, problems)
    return line.text, problems


@pytest.mark.parametrize(("text", "expected"), TEXTS.values(), ids=TEXTS)
def test_only_figures_of_notebooks_get_words(text, expected):
    assert told(text) == (expected, [])


def test_code_is_left_alone():
    assert told("![A](tree.svg)", code=True) == ("![A](tree.svg)", [])


def test_words_typed_by_hand_beside_the_computed_ones_are_told():
    _, (problem,) = told('![A](tree.svg){#fig-a fig-alt="By hand"}')
    assert (problem.file, problem.place) == (Path("data.md"), "line 7")
    assert "'tree'" in problem.what and "fig-alt" in problem.remedy


def test_the_words_arrive_whole():
    text, _ = told("![A](bars.svg){#fig-a}")
    html = pypandoc.convert_text(text, "html", "markdown", extra_args=["--wrap=none"])
    assert ElementTree.fromstring(html).find("img").get("data-fig-alt") == ALTS["bars"]
