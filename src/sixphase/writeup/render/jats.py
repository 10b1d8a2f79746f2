"""What a renderer's JATS needs before a journal can take it: its front, its labels, its references in order.

Both renderers write body and references well enough; authors, roles, licence and keywords they write each in its
own way, so the front is made here from the paper's metadata. Element names and rules follow JATS Journal
Publishing 1.3 (ANSI/NISO Z39.96-2021).
"""

import re
from collections.abc import Iterator

from lxml import etree

from sixphase.writeup.render import jats_blocks
from sixphase.writeup.render.head import Front
from sixphase.writeup.render.jats_front import make_front

XLINK = "{http://www.w3.org/1999/xlink}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DOCTYPE = (
    '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Publishing DTD v1.3 20210610//EN" '
    '"JATS-journalpublishing1-3.dtd">'
)
REF_TYPES = {"fig": "fig", "table-wrap": "table", "sec": "sec", "disp-formula": "disp-formula", "ref": "bibr"}
NUMBER = re.compile(r"\d+")
ALT = re.compile(rb"(?<=<alt-text>).*?(?=</alt-text>)", re.DOTALL)
BARE = re.compile(rb"&(?!#?\w+;)|<")


def finish_jats(written: bytes, head: Front) -> tuple[bytes, dict[str, str]]:
    """The article as a journal takes it, and its pictures: where each lies now, by the name it has in the article.

    Examples
    --------
    >>> from sixphase.writeup.render.metadata import front
    >>> body = b"<article><front/><body><sec><title>One</title><p>Words</p></sec></body><back/></article>"
    >>> xml, pictures = finish_jats(body, front({"title": "T", "date": "2026-01-02"}))
    >>> b"<article-title>T</article-title>" in xml, pictures
    (True, {})
    """
    written = ALT.sub(_escaped, written)
    article = etree.fromstring(written, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    _head(article, head)
    body = article.find("body")
    if body is not None:
        jats_blocks.tables(body)
        jats_blocks.equations(body)
        jats_blocks.boxes(body)
        jats_blocks.captions(body)
        _strays(body)
    _references(article)
    _cross_references(article)
    pictures = _pictures(article)
    text = etree.tostring(article, encoding="UTF-8", xml_declaration=True, doctype=DOCTYPE)
    return text.rstrip() + b"\n", pictures


def _escaped(match: re.Match[bytes]) -> bytes:
    """The text of a picture as XML; pandoc (3.9) leaves its `&` and `<` as they are."""
    return BARE.sub(lambda bare: b"&amp;" if bare[0] == b"&" else b"&lt;", match[0])


def _head(article: etree._Element, head: Front) -> None:
    article.set("dtd-version", "1.3")
    article.set("article-type", "research-article")
    article.set(LANG, head.language)
    old = article.find("front")
    new = make_front(head, old)
    if old is None:
        article.insert(0, new)
    else:
        article.replace(old, new)


def _strays(parent: etree._Element) -> None:
    """JATS lets no paragraph follow a section of the same parent; such words join the section before."""
    last = None
    for child in list(parent):
        if child.tag == "sec":
            last = child
            _strays(child)
        elif last is not None and isinstance(child.tag, str):
            last.append(child)


def _references(article: etree._Element) -> None:
    """References in the order of their numbers, each with its number; empty elements taken away."""
    numbers: dict[str, int] = {}
    for xref in article.iter("xref"):
        match = NUMBER.search("".join(map(str, xref.itertext())))
        if xref.get("ref-type") == "bibr" and match:
            numbers.setdefault(xref.get("rid", ""), int(match[0]))
    for listing in article.iter("ref-list"):
        references = listing.findall("ref")
        for reference in references:
            listing.remove(reference)
        for reference in sorted(references, key=lambda r: numbers.get(r.get("id", ""), len(numbers) + 1)):
            _clean(reference)
            number = numbers.get(reference.get("id", ""))
            if number and reference.find("label") is None:
                label = etree.Element("label")
                label.text = str(number)
                reference.insert(0, label)
            listing.append(reference)


def _clean(reference: etree._Element) -> None:
    for element in list(reference.iter()):
        parent = element.getparent()
        if parent is not None and not len(element) and not (element.text or "").strip() and not element.attrib:
            parent.remove(element)


def _cross_references(article: etree._Element) -> None:
    """What a cross-reference leads to, said in `ref-type`; its text says the rest."""
    kinds = {element.get("id"): str(element.tag) for element in article.iter(*REF_TYPES)}
    for xref in article.iter("xref"):
        if "alt" in xref.attrib:  # the same words again
            del xref.attrib["alt"]
        kind = REF_TYPES.get(kinds.get(xref.get("rid", ""), ""))
        if kind:
            xref.set("ref-type", kind)


def _pictures(article: etree._Element) -> dict[str, str]:
    """Each picture under `figures/` beside the article, and where it is to be copied from."""
    found: dict[str, str] = {}
    for graphic in _graphics(article):
        source = graphic.get(f"{XLINK}href", "")
        name = f"figures/{source.rsplit('/', 1)[-1]}"
        graphic.set(f"{XLINK}href", name)
        graphic.set("mimetype", "image")
        graphic.set("mime-subtype", source.rsplit(".", 1)[-1].lower())
        found[name] = source
    return found


def _graphics(article: etree._Element) -> Iterator[etree._Element]:
    yield from article.iter("graphic", "inline-graphic")
