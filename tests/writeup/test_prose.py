"""Digits typed into the prose are found with their line; what may hold digits is left alone."""

import re
from pathlib import Path

import pytest

from sixphase.study.paths import root
from sixphase.writeup.parts import PARTS, by_group, has_part
from sixphase.writeup.prose import digits_in_head, read_names, typed_digits

NAMES = ("CC BY #.#", "Python #.#", "E#", "COVID-#")

# text, the numbers that must be found
TYPED = {
    "a count": ("We read 80 answers.", ["80"]),
    "two on a line": ("Of 80 answers 12 were short.", ["80", "12"]),
    "a share": ("It was 41 % of them.", ["41 %"]),
    "a share without a space": ("It was 41% of them.", ["41%"]),
    "a decimal": ("Kappa was 0.62.", ["0.62"]),
    "a large number": ("Of 1,234 people.", ["1,234"]),
    "a range": ("Between 16–18 took part.", ["16", "18"]),
    "a hyphen": ("a 12-item scale", ["12-item"]),
    "glued to a word": ("the 3rd theme", ["3rd"]),
    "a fraction sign": ("about ½ of them", ["½"]),
    "a power sign": ("10 m²", ["10", "m²"]),
    "in bold": ("**80** answers", ["80"]),
    "in quotation marks": ("“80 answers”", ["80"]),
    "in a heading": ("# The 80 answers", ["80"]),
    "in a table": ("| a | 80 |\n|---|---|", ["80"]),
    "in a caption": (": All 80 answers {#tbl-a1}", ["80"]),
    "in a figure's caption": ("![All 80](f1.svg){#fig-a1}", ["80"]),
    "in a link's words": ("[the 80 answers](https://x.org/1)", ["80"]),
    "in a footnote": ("[^1]: There are 80.", ["80"]),
    "in a callout": ("::: {.callout-note}\n80 answers\n:::", ["80"]),
    "typed reference": ("as Table 1 shows", ["1"]),
    "a version that is not listed": ("with Python 3", ["3"]),
    "a version that goes on": ("under CC BY 4.0.1", ["4.0.1"]),
    "a name inside a word": ("in MYE03", ["MYE03"]),
    "a number that could be a year": ("Of 2006 answers", ["2006"]),
    "a year with a percent sign": ("in 2006 %", ["2006 %"]),
    "no month": ("the 12 Monkeys", ["12"]),
    "in the abstract of the head": ("---\nengine: markdown\nabstract: |\n  We read 80.\ndate: 2026\n---\n", ["80"]),
    "after code": ("`x` 80 `y`", ["80"]),
    "after a block of code": ("```\n1\n```\n80", ["80"]),
    "between two dollars": ("$5 and $10", ["5", "10"]),
    "in braces": ("{80 answers} and {80}", ["80", "80"]),
    "words for a figure": ('![All](f1.svg){#fig-a1 width=80% fig-alt="8 bars"}', ["8"]),
    "words for a figure, single quotes": ("![All](f1.svg){#fig-a1 fig-alt='8 bars' width=80%}", ["8"]),
    "an escaped at": (r"see \@80", ["80"]),
}

FREE = {
    "words": "Four themes and one more.",
    "a value": "Of {{< var answers.count >}} and {{<var reading.top1>}}.",
    "an include": "{{< include _study/tables/table1.md >}}",
    "citation": "As said [@braun2006] and [see @monroe2008, pp. 372-403; -@brown2017].",
    "citation in the text": "In @braun2006, and @lucre2026.",
    "cross-reference": "See @fig-1, @tbl-theme2 and @Sec-3b.",
    "note": "Words[^1] and[^note2].",
    "head": "---\nengine: markdown\ndate: 2026-11-23\n---\n\nWords.",
    "block of code": "```bash\nmake 80\n```",
    "block of code with more marks": "````\n```\n80\n```\n````",
    "code": "`02_familiarisation`, ``a ` 3``",
    "comment": "a <!-- 80\n 81 --> b",
    "formula": "$$\n\\frac{1}{2}\n$$ {#eq-1}",
    "link target": "[the article](https://doi.org/10.21926/obm.icm.2601009)",
    "link target with brackets": "[x](https://x.org/a(1)b2)",
    "bare address": "<https://x.org/80> and https://doi.org/10.1191/147.",
    "doi": "doi:10.21926/obm.icm.2601009",
    "image and its attributes": '![Words](figures/fig1.svg){#fig-a1 width=80% fig-alt="bars"}',
    "words for a formula": '$$x_1$$ {#eq-a1 alt="x 1"}',
    "attributes in code": '`{#fig-a1 fig-alt="8 bars"}`',
    "heading id": "# Method {#sec-2b}",
    "numbered list": "1. one\n2. two\n   10) ten\n> 3. three",
    "full date": "on 23 November 2026, 3 May and 2026-11-23",
    "month": "in November 2026",
    "year": "in 2006, since 2010 and (2008)",
    "licence": "under CC BY 4.0, CC BY 4.0.",
    "program": "Python 3.11 and Python 3.13",
    "answer": "answer E03",
    "disease": "during COVID-19,",
}


@pytest.mark.parametrize(("text", "numbers"), TYPED.values(), ids=TYPED)
def test_found(tmp_path, text, numbers):
    path = tmp_path / "paper.qmd"
    path.write_text(text + "\n", encoding="utf-8")
    assert [p.what.split("'")[1] for p in typed_digits(path, NAMES)] == numbers


@pytest.mark.parametrize("text", FREE.values(), ids=FREE)
def test_left_alone(tmp_path, text):
    path = tmp_path / "paper.qmd"
    path.write_text(text + "\n", encoding="utf-8")
    assert typed_digits(path, NAMES) == []


def test_each_is_told_with_file_and_line(tmp_path):
    path = tmp_path / "limits.md"
    path.write_text("---\na: 1\n---\n\n```\n2\n```\n<!--\n3 -->\nWe read 80.\n", encoding="utf-8")
    (problem,) = typed_digits(path, NAMES)
    assert (problem.file, problem.place) == (path, "line 10")
    assert "var name" in problem.remedy


def test_the_value_that_prints_the_same_is_offered(tmp_path):
    path = tmp_path / "results.md"
    path.write_text("We read 80 answers of 36 people, 7 of them twice.\n", encoding="utf-8")
    printed = {"80": ["answers.count"], "36": ["forms.count", "people.count"]}
    first, second, third = typed_digits(path, NAMES, printed)
    assert first.remedy.startswith("if it is this value, write {{< var answers.count >}}; else keep it as a value")
    assert "{{< var forms.count >}} (or {{< var people.count >}}: they print the same)" in second.remedy
    assert third.remedy.startswith("keep it as a value in a notebook and write {{< var name >}}")


def test_names_stand_in_one_file():
    names = read_names(root() / "reports" / "names.txt")
    assert "CC BY #.#" in names
    assert not any(name.startswith("#") for name in names)


def test_the_paper_holds_no_typed_number():
    reports = root() / "reports"
    for path in (reports / "paper.qmd", *sorted((reports / "parts").glob("*.md"))):
        assert typed_digits(path) == []


def test_a_part_that_needs_a_table_is_there_with_it(tmp_path):
    needed = PARTS["groups_standing"]
    assert not has_part(needed, frozenset(), tmp_path)
    (tmp_path / needed).parent.mkdir(parents=True)
    (tmp_path / needed).touch()
    assert has_part(needed, frozenset(), tmp_path)


def test_the_figures_by_group_are_led_to(tmp_path):
    drawn = tmp_path / "05_theme_review" / "figures"
    drawn.mkdir(parents=True)
    assert by_group(tmp_path, {"ward": "Ward"}) == ""
    for name in ("by_ward", "by_band"):
        (drawn / f"{name}.svg").touch()
    words = by_group(tmp_path, {"ward": "Ward", "band": "Band", "team": "Team"})
    assert words.startswith("Themes by group are drawn in @fig-by-ward and @fig-by-band.")
    assert "{#fig-by-ward}" in words


def test_a_sentence_leads_to_every_figure_and_table_of_the_parts():
    reports = root() / "reports"
    words = "".join(path.read_text("utf-8") for path in (reports / "paper.qmd", *sorted(reports.glob("parts/*.md"))))
    made = set(re.findall(r"#((?:fig|tbl)-[\w-]+)", words))
    by_the_author = {"fig-tree", "tbl-codebook", "tbl-excerpts"}  # of a published study, in its text/
    assert made - set(re.findall(r"@((?:fig|tbl)-[\w-]+)", words)) == by_the_author


def test_digits_in_title_and_subtitle_are_told_with_their_key():
    told = digits_in_head("What 80 answers tell", "Under CC BY 4.0, in 2026, of 12", Path("study.yml"), NAMES)
    assert [(p.what.split("'")[1], p.place) for p in told] == [("80", "key paper.title"), ("12", "key paper.subtitle")]
    assert digits_in_head("What eighty answers tell", "", Path("study.yml"), NAMES) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Gwet's AC1, the PHQ-9 and ICD-11, with NVivo 14 and R 4.3.1.", []),
        ("AC1.5", ["AC1.5"]),
        ("PHQ-9 of 14", ["14"]),
        ("14 NVivo", ["14"]),
        ("R 4.3", ["4.3"]),
    ],
)
def test_methods_instruments_and_programs_have_their_digits(tmp_path, text, found):
    path = tmp_path / "words.md"
    path.write_text(text, encoding="utf-8")
    said = [problem.what.split("'")[1] for problem in typed_digits(path, read_names(root() / "reports/names.txt"))]
    assert said == found


def test_every_paper_says_of_what_level_its_intervals_are():
    assert PARTS["computed"] is None  # a part of every paper
    part = (root() / "reports" / "parts" / "computed.md").read_text("utf-8")
    assert "confidence intervals of {{< var study.interval >}}" in part
