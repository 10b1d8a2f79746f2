"""The words of a text file or of a paper, line by line, whatever its format."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sixphase.verification.pieces import Found, change, excerpt, short_digest

PAPERS = (".html", ".xml", ".docx")
WORD_PARTS = re.compile(r"word/(document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml")
# Elements that begin a line of their own: of HTML, of JATS, and of Word (w:p).
BLOCKS = frozenset(
    {
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "td",
        "th",
        "dt",
        "dd",
        "title",
        "figcaption",
        "caption",
        "div",
        "section",
        "article-title",
        "label",
        "tr",
        "table",
        "fig",
        "pre",
        "blockquote",
        "ref",
        "mixed-citation",
        "aff",
        "contrib",
        "kwd",
        "sec",
        "abstract",
        "body",
        "front",
        "back",
    }
)
UNSEEN = frozenset({"script", "style", "instrText"})


def lines_of(path: Path) -> list[str] | None:
    """The words of a file by lines or paragraphs, white space joined.

    Of a paper (HTML, JATS or DOCX) the paragraphs that hold words, without markup and pictures; of any other file
    its lines. Nothing, when the file cannot be read as what its name says.
    """
    try:
        found = _of_paper(path) if is_paper(path) else path.read_text(encoding="utf-8").split("\n")
    except (ValueError, SyntaxError, KeyError, zipfile.BadZipFile):
        return None
    lines = [" ".join(text.split()) for text in found]
    return [line for line in lines if line] if is_paper(path) else lines


def is_paper(path: Path) -> bool:
    """Whether a file is marked up, so that its words have to be found in it."""
    return path.suffix in PAPERS


def text_content(lines: list[str]) -> dict[str, Any]:
    """A digest of all words, wherever lines break, and one of each line."""
    return {"words": short_digest(["".join("".join(lines).split())]), "lines": [short_digest([x]) for x in lines]}


def compare_texts(
    old: dict[str, Any], new: dict[str, Any], now: list[str], before: list[str] | None, unit: str = "line"
) -> Found:
    """The first line that differs; `same` when all words are equal and stand in the same order.

    Parameters
    ----------
    old, new
        What `text_content` gives for the recorded text and for the one of now.
    now
        The lines of now, to be shown.
    before
        The recorded lines themselves, where they are at hand.
    unit
        What a line of it is called.
    """
    if old["words"] == new["words"]:
        return Found(True, ["the same words; how they are set differs"])
    one, other = old["lines"], new["lines"]
    first = next(
        (i for i, (was, is_) in enumerate(zip(one, other, strict=False)) if was != is_), min(len(one), len(other))
    )
    if first >= len(other):
        return Found(False, [f"ends after {unit} {len(other)}; {len(one)} were recorded"])
    known = before is not None and first < len(before)
    words = change(before[first], now[first]) if before and known else f"now {excerpt(now[first])}"
    return Found(False, [f"{unit} {first + 1}: {words}"])


def _of_paper(path: Path) -> list[str]:
    from lxml import etree

    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as parts:
            names = sorted(name for name in parts.namelist() if WORD_PARTS.fullmatch(name))
            return [line for name in names for line in _lines_in(etree.fromstring(parts.read(name), _careful()))]
    raw = path.read_bytes()
    if path.suffix == ".html":
        return _lines_in(etree.HTML(raw, etree.HTMLParser(huge_tree=True, no_network=True, encoding="utf-8")))
    return _lines_in(etree.fromstring(raw, _careful()))


def _careful() -> Any:
    from lxml import etree

    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)


def _lines_in(tree: Any) -> list[str]:
    return "".join(_pieces(tree)).split("\n") if tree is not None else []


def _pieces(tree: Any) -> Iterator[str]:
    """The words of a tree in order; a line break wherever a block begins or ends."""
    from lxml import etree

    unseen = 0
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if event == "start":
            unseen += name in UNSEEN
            words = element.text
        else:
            unseen -= name in UNSEEN
            words = element.tail
        yield "\n" if name in BLOCKS else ""
        yield "" if unseen or not words else words.replace("\n", " ")
