"""Pieces of a Word file: runs of text, fields, and the bookmarks that cross-references lead to."""

import re
from dataclasses import dataclass, field

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
LENGTH = 40  # Word's limit for the name of a bookmark
FIRST = 50_000  # bookmarks of ours are counted from here, beyond the renderers' own


def w(tag: str) -> str:
    """The full name of an element or attribute of Word's own vocabulary."""
    return f"{{{W}}}{tag}"


def written(root: etree._Element) -> bytes:
    """The text of one part of a Word file."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


@dataclass
class Bookmarks:
    """The places that cross-references lead to: by the id of what is meant, its label and its bare number."""

    labels: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    made: int = 0

    def named(self, ident: str, number: bool = False) -> str:
        """A name that no other bookmark has, also where two long ones begin alike."""
        whole = bookmark(ident, number)
        name, again = whole, 1
        while name in self.names:
            again += 1
            name = f"{whole[: LENGTH - 4]}_{again}"
        self.names.add(name)
        return name

    def around(self, elements: list[etree._Element], name: str) -> list[etree._Element]:
        """The elements between the start and the end of a bookmark."""
        number = str(FIRST + self.made)
        self.made += 1
        start = etree.Element(w("bookmarkStart"), {w("id"): number, w("name"): name})
        return [start, *elements, etree.Element(w("bookmarkEnd"), {w("id"): number})]


def bookmark(ident: str, number: bool = False) -> str:
    """The name of a bookmark; Word hides those that begin with an underscore.

    >>> bookmark("fig-flows"), bookmark("fig-flows", number=True)
    ('_Ref_fig_flows', '_Num_fig_flows')
    """
    return f"{'_Num_' if number else '_Ref_'}{re.sub(r'[^0-9A-Za-z]', '_', ident)}"[:LENGTH]


def simple_run(text: str, like: etree._Element | None = None) -> etree._Element:
    """A run of text that looks like another one."""
    run = etree.Element(w("r"))
    look = like.find(w("rPr")) if like is not None else None
    if look is not None:
        run.append(etree.fromstring(etree.tostring(look)))
    words = etree.SubElement(run, w("t"), {SPACE: "preserve"})
    words.text = text
    return run


def field_runs(code: str, shown: str, like: etree._Element | None = None) -> list[etree._Element]:
    """A field of Word: its code, and what it shows until Word counts again."""
    runs = []
    for kind in ("begin", "code", "separate", "text", "end"):
        run = simple_run(shown, like)
        if kind != "text":
            run.remove(run[-1])
        if kind == "code":
            etree.SubElement(run, w("instrText"), {SPACE: "preserve"}).text = f" {code} "
        elif kind != "text":
            etree.SubElement(run, w("fldChar"), {w("fldCharType"): kind})
        runs.append(run)
    return runs
