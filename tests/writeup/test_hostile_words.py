"""People's words that look like markup, in every place of a document and in every format: they stay just these words."""

import re
import zipfile
from io import BytesIO

import pandas as pd
import pytest
from lxml import etree, html
from pypdf import PdfReader
from writeup.fixture_paper.staging import laid_out

from sixphase.study.plain import markdown
from sixphase.writeup.markdown_table import markdown_table
from sixphase.writeup.render import FORMATS, PLACE, builtin

WORDS = [
    *("see {#room 5} here", "{.note} well", "{.note", "{#fig-a .b c=d}", "[x]{.value key=y}"),
    *("1. first", "a. first", "iv. x", "(1) x", "#. x", "= head", "/ term: x", "+ plus", "- minus", "# head", "> said"),
    *(": caption", "Table: caption", "::: content-visible", "::: {.callout-note}", "| a | b", "% title", "---", "***"),
    *("AT&amp;T &lt; &copy; &#65;", "wait... no", "a -- b --- c", "it's 'so' \"so\"", "‘r’ “s”", "5 % of", "...", "-"),
    *("*x* _y_ ~z~ ^w^ ~~v~~", "`code`{=typst}", "```{python}", "~~~", "a\\b \\", "\\", "$a$ \\alpha", "$$a$$ {#eq-x}"),
    *("{{< var x >}}", "{{< include y >}}", "<!-- hidden -->", "<b>x</b>", "<lab>", "#set text(red)", "// x /* y */"),
    *(
        "@fig-none [@nobody] [^1]",
        "[a](javascript:b) ![c](d)",
        "http://a.org/b_c",
        "me@a.org",
        "two\n\n::: lines",
        "x  y",
    ),
]
PLACES = {
    "paragraph": lambda words: words,
    "after a word": lambda words: f"*Head.* {words}",
    "quote": lambda words: f"> ‘{words}’ ({words})",
    "bold": lambda words: f"**{words}.** x",
    "item": lambda words: f"- {words}",
    "heading": lambda words: f"## {words} {{.unnumbered}}",
    "value": lambda words: f'[{words}]{{.value key="a.b" title="c"}}',
}
BETWEEN_PAGES = re.compile(r"\d+/\d+Whattwentyinventedanswerstell:apaperfortesting")
ADDED = {"after a word": "Head.{}", "quote": "‘{0}’({0})", "bold": "{}.x"}


def bare(words: str) -> str:
    """Words without blanks and soft hyphens, which each format sets in its own way."""
    return re.sub(r"\s|\u00ad|\u200b", "", words)


def document() -> str:
    lines = ["# Words {.unnumbered}", ""]
    for at, words in enumerate(WORDS):
        for place, put in PLACES.items():
            lines += [f"Begin{at}{place.replace(' ', '')}Now", "", put(markdown(words)), "", "EndNow", ""]
    table = pd.DataFrame({"Id": [f"Row{at}Now" for at in range(len(WORDS))], "Words": WORDS, "End": "EndNow"})
    captions = "\n".join(
        f"Begin{at}captionNow\n\n| a |\n|---|\n| b |\n\n: {markdown(words)} {{#tbl-c{at}}}\n\nEndNow\n"
        for at, words in enumerate(WORDS)
    )
    return "\n".join([*lines, markdown_table(table), "", ": Words {#tbl-w}", "", captions])


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    staged, source = laid_out(tmp_path_factory.mktemp("words"), document())
    builtin.check(staged, source)
    (staged / PLACE / "paper.qmd").write_text(source.flat, encoding="utf-8")
    return {form: builtin.render(staged, form) for form in FORMATS}


def test_they_are_so_in_the_text_for_those_who_do_not_see_a_figure(tmp_path):
    alt = " ".join(" ".join(WORDS).split())
    paper = "# Words\n\n![Bars](_study/figures/invented_bars.svg){#fig-a}\n"
    staged, source = laid_out(tmp_path, paper, alts={"invented_bars": alt})
    builtin.check(staged, source)
    (staged / PLACE / "paper.qmd").write_text(source.flat, encoding="utf-8")
    page = html.fromstring(builtin.render(staged, "html").decode())
    assert [image.get("alt") for image in page.iter("img")] == [alt]
    for form in ("pdf", "docx", "jats"):
        assert builtin.render(staged, form)


def text_of(form: str, made: bytes) -> str:
    if form == "html":
        return html.fromstring(made.decode()).text_content()
    if form == "pdf":
        text = "".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages)
        return BETWEEN_PAGES.sub("", bare(text).replace("•", ""))
    if form == "docx":
        with zipfile.ZipFile(BytesIO(made)) as parts:
            made = parts.read("word/document.xml")
    return "".join(etree.fromstring(made).itertext())


@pytest.mark.parametrize("form", FORMATS)
def test_words_of_people_are_shown_as_they_are(made, form):
    text = bare(text_of(form, made[form]))
    wrong = {}
    for at, words in enumerate(WORDS):
        for place in PLACES:
            wanted = ADDED.get(place, "{}").format(bare(words))
            found = re.search(rf"Begin{at}{place.replace(' ', '')}Now(.*?)EndNow", text)
            if not found or found[1] != wanted:
                wrong[words, place] = found and found[1]
        row = re.search(rf"Row{at}Now(.*?)EndNow", text)
        if not row or row[1] != bare(words):
            wrong[words, "cell"] = row and row[1]
        caption = re.search(rf"Begin{at}captionNow(.*?)EndNow", text)
        if not caption or bare(words) not in caption[1]:
            wrong[words, "caption"] = caption and caption[1]
    assert wrong == {}
