"""Which markup the paper may use: all else is refused by name and line, and what is close to it is not."""

import pytest
from writeup.fixture_paper.staging import laid_out, stage

from sixphase.study.plain import markdown
from sixphase.study.problem import InputError
from sixphase.writeup.render import PLACE, builtin

BARS = "_study/figures/invented_bars.svg"
FIGURE = f'![Bars]({BARS}){{#fig-a fig-alt="Three bars"}}'
TABLE = "| a |\n|---|\n| b |\n\n: Caption {#tbl-a}"

# name, paper, words of the problem, the line at which it stands
REFUSED = {
    "code cell": ("Words\n\n```{python}\nprint(1)\n```\n", "a code cell: '```{python}'", 3),
    "code cell with options": ("```{python echo=false}\n1\n```\n", "a code cell", 1),
    "code cell with tildes": ("~~~ {r}\n1\n~~~\n", "a code cell", 1),
    "inline code that runs": ("It is `{python} 1 + 1` here.\n", "code that Quarto would run", 1),
    "unknown shortcode": ("One\n\n{{< video https://x.org >}}\n", "the shortcode 'video' is not known here", 3),
    "shortcode of metadata": ("{{< meta title >}}\n", "the shortcode 'meta'", 1),
    "shortcode without its end": ("Of {{< var answers.count\n", "a shortcode without its end", 1),
    "escaped shortcode": ("Write {{{< var answers.count >}}} here.\n", "", 1),
    "unknown value": ("a\nb {{< var answers.cuont >}}\n", "there is no value 'answers.cuont'", 2),
    "a group instead of a value": ("{{< var answers >}}\n", "there is no value 'answers'", 1),
    "value in code": ("```\n{{< var answers.count >}}\n```\n", "a value inside code", 2),
    "value in an address": ("[x](https://x.org/{{< var answers.count >}})\n", "", 1),
    "missing include": ("a\n\n{{< include _study/text/none.md >}}\n", "the file to include is not there", 3),
    "include from outside": ("{{< include ../../secret.md >}}\n", "the file to include is not there", 1),
    "include inside a line": ("See {{< include _study/text/ethics.md >}}\n", "an include must stand alone", 1),
    "unknown prefix": ("a\n\nSee @lst-one.\n", "cross-references of the kind '@lst-' are not known here", 3),
    "theorem": ("See @thm-one.\n", "'@thm-'", 1),
    "unresolved figure": ("a\n\nSee @fig-none.\n", "nothing has the id 'fig-none'", 3),
    "unresolved capital": ("See @Fig-none.\n", "nothing has the id 'fig-none'", 1),
    "unresolved in brackets": (f"{FIGURE}\n\nSee [@fig-a; @tbl-none].\n", "nothing has the id 'tbl-none'", 3),
    "section without a number": ("# A {#sec-a .unnumbered}\n\n@sec-a\n", "has no number", 3),
    "reference into another format": (
        '::: {.content-visible when-format="pptx"}\n:::\n',
        "the format 'pptx' is not known here",
        1,
    ),
    "unresolved citation": ("a\n\nAs said [@nobody1999].\n", "there is no reference 'nobody1999'", 3),
    "citation beside a cross-reference": (f"{FIGURE}\n\n[@fig-a; @braun2006]\n", "in one pair of brackets", 3),
    "words in a cross-reference": (f"{FIGURE}\n\n[see @fig-a]\n", "words inside the brackets", 3),
    "table at the start": (f"{TABLE}\n\n@tbl-a. Shows it.\n", "a numbered example", 7),
    "numbered example": ("(@) One\n", "a numbered example", 1),
    "unknown callout": ("::: {.callout-danger}\nx\n:::\n", "there is no callout of the kind 'danger'", 1),
    "callout that folds": ('::: {.callout-note collapse="true"}\nx\n:::\n', "the attribute 'collapse'", 1),
    "tabs": ("a\n\n::: {.panel-tabset}\n\n## One\n\n:::\n", "'panel-tabset' is not known here", 3),
    "columns": ("::: {.columns}\nx\n:::\n", "'columns' is not known here", 1),
    "two classes": ("::: {.callout-note .column-margin}\nx\n:::\n", "this kind of block is not known", 1),
    "block without a class": ("::: {#a}\nx\n:::\n", "this kind of block is not known", 1),
    "shown when": ('::: {.content-visible when-profile="x"}\ny\n:::\n', "the profile 'x' is not known here", 1),
    "shown if": ('::: {.content-visible when-meta="x"}\ny\n:::\n', "with 'when-meta'", 1),
    "shown always": ("::: {.content-hidden}\ny\n:::\n", "does not say for which format", 1),
    "raw block": ("a\n\n<table><tr><td>x</td></tr></table>\n", "markup of one format only", 3),
    "block as a tag": ("a\n\n<div>x</div>\n", "this kind of block is not known here: 'no class'", 3),
    "raw inline": ("one <b>two</b>\n", "markup of one format only", 1),
    "raw TeX": ("one \\textbf{two}\n", "markup of one format only", 1),
    "raw TeX block": ("\\begin{center}\nx\n\\end{center}\n", "markup of one format only", 1),
    "raw attribute": ("```{=html}\n<p>\n```\n", "markup of one format only", 0),
    "id twice": ("# A {#sec-a}\n\n# B {#sec-a}\n", "the id 'sec-a' stands twice", 3),
    "figure and table of one id": (f"{FIGURE}\n\n{FIGURE}\n", "the id 'fig-a' stands twice", 3),
    "no alternative text": (f"a\n\n![Bars]({BARS}){{#fig-a}}\n", "no text for those who do not see it", 3),
    "empty alternative text": (f'![Bars]({BARS}){{#fig-a fig-alt=""}}\n', "no text for those", 1),
    "attributes not understood": (f'![Bars]({BARS}){{#fig-a fig-alt=" "}}\n', "attributes that are not understood", 1),
    "attributes without their end": ("# A {#sec-a\n", "attributes that are not understood", 1),
    "no caption": (f'![]({BARS}){{#fig-a fig-alt="x"}}\n', "is not a figure", 1),
    "image in a line": (f'See ![Bars]({BARS}){{fig-alt="x"}} here\n', "is not a figure", 1),
    "figure without an id": (f'![Bars]({BARS}){{fig-alt="x"}}\n', "has no id of its kind", 1),
    "figure of another kind": (f'![Bars]({BARS}){{#tbl-x fig-alt="x"}}\n', "has no id of its kind", 1),
    "missing image": ('![A](_study/figures/none.svg){#fig-a fig-alt="x"}\n', "none.svg' is not there", 1),
    "image from a network": ('![A](https://x.org/a.png){#fig-a fig-alt="x"}\n', "not below the paper's folder", 1),
    "image from above": ('![A](../../a.png){#fig-a fig-alt="x"}\n', "not below the paper's folder", 1),
    "width in pixels": (f'![A]({BARS}){{#fig-a fig-alt="x" width=300px}}\n', "is not a share", 1),
    "unknown attribute": (f'![A]({BARS}){{#fig-a fig-alt="x" fig-pos="H"}}\n', "the attribute 'fig-pos'", 1),
    "lightbox": (f'![A]({BARS}){{#fig-a .lightbox fig-alt="x"}}\n', "the class 'lightbox'", 1),
    "table without an id": ("| a |\n|---|\n| b |\n\n: Words\n", "this table has no id of its kind", 5),
    "widths of other columns": (f'{TABLE[:-1]} tbl-colwidths="[20,80]"}}\n', "another number of columns", 5),
    "formula in the text": ("Let $x$ be.\n", "a formula in the text: 'x'", 1),
    "formula without a name": ("$$\nx\n$$\n", "a formula in the text", 2),
    "formula without words": ("$$x$$ {#eq-a}\n", "no text for those who do not see it", 1),
    "class on words": ("[words]{.mark}\n", "a passage with attributes is not known", 1),
    "class on a heading": ("# A {.appendix}\n", "the class 'appendix' is not known on a heading", 1),
    "class on a link": ("[a](https://x.org){.external}\n", "the class 'external' is not known on a link", 1),
    "link to a file": ("[a](data.csv)\n", "leads to a file beside the paper", 1),
    "link to nowhere": ("[a](#nowhere)\n", "the link '#nowhere' leads nowhere", 1),
    "underlined": ("[a]{.underline}\n", "", 1),
    "head of its own": ("---\ntitle: Mine\n---\n\nx\n", "the paper's own head says 'title: Mine'", 0),
    "another engine": ("---\nengine: jupyter\n---\n", "'engine: jupyter'", 0),
    "head without an end": ("---\nengine: markdown\n\nx\n", "the YAML at the top has no end", 1),
}

ACCEPTED = {
    "code block": "```python\nprint(1)\n```\n",
    "code block with its language in braces": "```{.python}\nprint(1)\n```\n",
    "code that looks like a cell": "````\n```{python}\n```\n````\n",
    "code that looks like a shortcode of another program": "`{% if %}` and `{x}`\n",
    "code that names a letter": "`r squared`\n",
    "value": "Of {{< var answers.count >}} and {{<var answers.people>}}.\n",
    "value in a heading": "# Of {{< var answers.count >}}\n",
    "value in bold": "**{{< var reading.top1 >}}**\n",
    "include": "{{< include _study/text/ethics.md >}}\n",
    "comment": "a <!-- {{< video x >}} <b> --> b\n\n<!--\n```{python}\n-->\n",
    "capital": f"{FIGURE}\n\n@Fig-a shows.\n",
    "several": f"{FIGURE}\n\n{TABLE}\n\n[@fig-a; @tbl-a], [-@fig-a]\n",
    "an address with an at": "Write to ada@fig-tree.org or <ada@example.org>.\n",
    "table at the start with a word": f"{TABLE}\n\n@tbl-a shows it.\n",
    "callout with a title": '::: {.callout-tip title="Well"}\nx\n:::\n',
    "callout with a heading": "::: {.callout-warning}\n## Well\nx\n:::\n",
    "shown in one": '::: {.content-visible when-format="docx"}\n[a](#sec-none)\n:::\n',
    "hidden in one": '::: {.content-hidden unless-format="html"}\nx\n:::\n',
    "brackets": "A [sic] and a < b > c, 5 < 6.\n",
    "small capitals": "[words]{.smallcaps}\n",
    "backslash": "A \\*star\\* and a \\@sign, C:\\\\x.\n",
    "dollars": "It costs $5 and $10.\n",
    "width": f'![A]({BARS}){{#fig-a fig-alt="x" width=62.5%}}\n',
    "image of a name with a colon in its text": f'![A: b]({BARS}){{#fig-a fig-alt="a: b"}}\n',
    "formula": '$$\nx^2\n$$ {#eq-a alt="x squared"}\n\nSee @eq-a.\n',
    "table without a caption": "| a |\n|---|\n| b |\n",
    "widths": f'{TABLE[:-1]} tbl-colwidths="[100]"}}\n',
    "link inside": "# A {#sec-a}\n\n[there](#sec-a) and @sec-a\n",
    "unnumbered": "# A {-}\n\n## B {.unnumbered}\n",
    "definition": "Term\n:   what it means\n",
    "braces of a participant": markdown("see {#room 5} and {.note, {.value key=x") + "\n",
    "braces of a participant in a table": f"| a |\n|---|\n| {markdown('{#fig-a {.b')} |\n\n: T {{#tbl-a}}\n",
    "braces in code": "`{#room` and\n\n```\n{.note\n```\n",
    "head": "---\nengine: markdown\n---\n\nx\n",
    "same words twice": "# A\n\n# A\n",
}


@pytest.mark.parametrize(("paper", "words", "line"), REFUSED.values(), ids=REFUSED)
def test_refused_by_name_and_line(tmp_path, paper, words, line):
    with pytest.raises(InputError) as caught:
        staged, source = laid_out(tmp_path, paper)
        builtin.rehearse(staged, "html", source)
    told = [p for p in caught.value.problems if words in p.what]
    assert told, str(caught.value)
    assert told[0].file and told[0].file.name == "paper.qmd"
    assert told[0].remedy
    if line:
        assert told[0].place == f"line {line}", str(caught.value)


@pytest.mark.parametrize("paper", ACCEPTED.values(), ids=ACCEPTED)
def test_accepted(tmp_path, paper):
    staged, source = laid_out(tmp_path, paper)
    _, written = builtin.rehearse(staged, "html", source)
    assert b"<main" in written


def check(folder, paper, files=None):
    staged, source = laid_out(folder, paper, files)
    builtin.check(staged, source)


@pytest.mark.parametrize("words", ["@fig-none", "{{< meta x >}}", "{{< var no.value >}}", "@nobody1999", "<b>x</b>"])
def test_a_mistake_in_an_included_file_is_told_with_that_file(tmp_path, words):
    files = {"_study/text/ethics.md": f"One\n\nSee {words}.\n"}
    with pytest.raises(InputError) as caught:
        check(tmp_path, "a\n\nb\n\n{{< include _study/text/ethics.md >}}\n\nc\n", files)
    assert {(p.file, p.place) for p in caught.value.problems} == {
        (tmp_path / "sources/_study/text/ethics.md", "line 3")
    }


def test_the_same_mistake_in_two_files_is_told_for_each_where_it_stands(tmp_path):
    files = {"_study/text/ethics.md": "<b>x</b>\n", "_study/tables/phases.md": "One\n\n<i>y</i>\n"}
    with pytest.raises(InputError) as caught:
        check(tmp_path, "{{< include _study/text/ethics.md >}}\n\n{{< include _study/tables/phases.md >}}\n", files)
    assert {(p.file.name, p.place) for p in caught.value.problems} == {("ethics.md", "line 1"), ("phases.md", "line 3")}


def test_what_is_wrong_in_one_format_only_is_told_before_any_is_made(tmp_path):
    hidden = '::: {.content-visible when-format="docx"}\n\nSee @fig-none.\n\n:::\n'
    with pytest.raises(InputError, match="nothing has the id 'fig-none'"):
        check(tmp_path, hidden)


def test_an_include_inside_an_included_file_is_taken_in_too(tmp_path):
    files = {
        "_study/text/ethics.md": "One\n\n{{< include _study/tables/phases.md >}}\n",
        "_study/tables/phases.md": "Two",
    }
    _, source = laid_out(tmp_path, "{{< include _study/text/ethics.md >}}\n\nThree\n", files)
    assert source.flat == "One\n\nTwo\n\nThree\n"


def test_a_file_that_includes_itself_is_told(tmp_path):
    files = {"_study/text/ethics.md": "One\n\n{{< include _study/text/ethics.md >}}\n"}
    with pytest.raises(InputError, match=r"ethics.md, line 3: '_study/text/ethics.md' includes itself"):
        laid_out(tmp_path, "{{< include _study/text/ethics.md >}}\n", files)


def test_the_flat_paper_keeps_its_head_and_its_values_by_name(tmp_path):
    paper = "---\nengine: markdown\n---\n\nOf {{< var answers.count >}}. <!-- note -->\n"
    _, source = laid_out(tmp_path, paper)
    assert source.flat.splitlines() == ["---", "engine: markdown", "---", "", "Of {{< var answers.count >}}. "]
    assert "[20]{.value" in source.text


def test_several_problems_are_told_at_once(tmp_path):
    with pytest.raises(InputError) as caught:
        check(tmp_path, "<b>a</b>\n\n@lst-a\n\n::: {.columns}\nx\n:::\n")
    assert {p.place for p in caught.value.problems} == {"line 1", "line 3", "line 5"}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("toc-depth: 3", "toc-depth: 2"), "does not follow 'format.html.toc-depth: 2'"),
        (("number-sections: true", "number-sections: false"), "does not follow 'number-sections: False'"),
        (("number-sections: true", "number-sections: true\nnumber-depth: 2"), "does not know the setting"),
        (("papersize: a4", "papersize: a4\n    margin:\n      x: 2cm"), "'format.typst.margin.x'"),
    ],
)
def test_a_setting_of_the_project_is_followed_or_refused(tmp_path, change, words):
    staged = stage(tmp_path, "x\n")
    project = staged / "_quarto.yml"
    project.write_text(project.read_text().replace(*change))
    with pytest.raises(InputError, match=words.replace(".", r"\.")):
        builtin.render(staged, "html")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("keywords:", "keyword:"), "'keyword' is not known here"),
        (("orcid:", "orchid:"), "'orchid' is not known here"),
        (("ref: first", "ref: second"), "no affiliation with the id 'second'"),
        (("title:", "titel:"), "the paper has no title"),
        (("We invented", "We {{< var answers.count >}}"), "'abstract' holds a shortcode"),
    ],
)
def test_a_mistake_in_the_metadata_is_told(tmp_path, change, words):
    staged = stage(tmp_path, "x\n")
    metadata = staged / PLACE / "_metadata.yml"
    metadata.write_text(metadata.read_text().replace(*change))
    with pytest.raises(InputError, match=words):
        builtin.rehearse(staged, "html")


def test_a_block_of_settings_in_the_text_is_refused_and_a_line_across_the_page_is_not(tmp_path):
    staged, source = laid_out(tmp_path / "block", "Words.\n\n---\ntitle: Another\n---\n\nmore\n")
    with pytest.raises(InputError, match="line 3: here begins a block of settings"):
        builtin.rehearse(staged, "html", source)
    staged, source = laid_out(tmp_path / "line", "Words.\n\n---\n\nmore\n\n```\n---\ntitle: code\n```\n")
    assert b"<hr" in builtin.rehearse(staged, "html", source)[1]
