"""Numbers that Word keeps itself: headings, captions and formulas are counted, and cross-references follow them.

Both renderers write these numbers as plain text. Here they become what Word's own 'Insert caption' and
'Cross-reference' make: SEQ fields in captions, numbered headings, REF fields that lead to bookmarks. The numbers
shown are the same; they change with the text once someone edits it.
"""

import re
from collections.abc import Iterator

from lxml import etree

from sixphase.writeup.render.docx_equations import number_equations
from sixphase.writeup.render.docx_numbers import number_headings
from sixphase.writeup.render.docx_parts import SPACE, Bookmarks, field_runs, simple_run, w, written

CAPTIONS = {"ImageCaption": "fig", "TableCaption": "tbl"}
LABEL = re.compile(r"^(?P<word>Figure|Table)\s(?P<number>\d+)(?=[:.])")  # \s also matches the no-break space
SHOWN = re.compile(r"^(?P<word>(?:Figure|Table|Section|Equation)\s)?(?P<number>[\d.]+)$")


def with_fields(document: bytes, notes: bytes | None = None) -> tuple[bytes, bytes | None]:
    """The text of a Word file, and its footnotes, with fields in place of typed numbers."""
    root = etree.fromstring(document)
    marks = Bookmarks()
    for caption, ident in _captions(root):
        _count(caption, ident, marks)
    number_headings(root, marks)
    number_equations(root, marks)
    _refer(root, marks)
    if notes is None:
        return written(root), None
    below = etree.fromstring(notes)
    _refer(below, marks)
    return written(root), written(below)


def _captions(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Each caption, with the id of what it belongs to: the last bookmark of its kind before it."""
    last: dict[str, str] = {}
    for element in root.iter(w("bookmarkStart"), w("p")):
        if element.tag == w("bookmarkStart"):
            name = element.get(w("name"), "")
            last[name.partition("-")[0]] = name
            continue
        style = element.find(f"{w('pPr')}/{w('pStyle')}")
        kind = CAPTIONS.get(style.get(w("val"), "") if style is not None else "")
        if kind:
            inside = [m.get(w("name"), "") for m in element.iter(w("bookmarkStart"))]
            yield element, next((name for name in inside if name.startswith(f"{kind}-")), last.get(kind, ""))


def _count(caption: etree._Element, ident: str, marks: Bookmarks) -> None:
    """'Figure 1' at the start of a caption as a word and a counting field, both inside a bookmark."""
    run = next(iter(caption.iter(w("r"))), None)
    words = run.find(w("t")) if run is not None else None
    match = LABEL.match(words.text or "") if words is not None else None
    if run is None or words is None or match is None or not ident:
        return
    marks.labels[ident], marks.numbers[ident] = marks.named(ident), marks.named(ident, number=True)
    counted = marks.around(field_runs(f"SEQ {match['word']} \\* ARABIC", match["number"], run), marks.numbers[ident])
    word = simple_run((words.text or "")[: match.start("number")], run)
    for element in marks.around([word, *counted], marks.labels[ident]):
        run.addprevious(element)
    words.text = (words.text or "")[match.end() :]
    words.set(SPACE, "preserve")


def _refer(root: etree._Element, marks: Bookmarks) -> None:
    """Links to what is counted become fields that show its number."""
    for link in list(root.iter(w("hyperlink"))):
        ident = link.get(w("anchor"), "")
        shown = SHOWN.match("".join(map(str, link.itertext())))
        if shown is None or ident not in marks.numbers:
            continue
        run = link.find(w("r"))
        for element in _reference(ident, shown, marks, run):
            link.addprevious(element)
        parent = link.getparent()
        if parent is not None:
            parent.remove(link)


def _reference(ident: str, shown: re.Match[str], marks: Bookmarks, like: etree._Element | None) -> list[etree._Element]:
    if shown["word"] and ident in marks.labels:
        return field_runs(f"REF {marks.labels[ident]} \\h", shown[0], like)
    way = "\\r \\h" if ident.startswith("sec-") else "\\h"
    before = [simple_run(shown["word"], like)] if shown["word"] else []
    return [*before, *field_runs(f"REF {marks.numbers[ident]} {way}", shown["number"], like)]
