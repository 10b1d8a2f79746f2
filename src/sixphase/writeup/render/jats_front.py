"""The front of a JATS article: who wrote it, where they work, what they did, under which licence."""

from lxml import etree

from sixphase.writeup.render.head import LICENCES, Front, Person

XLINK = "http://www.w3.org/1999/xlink"
ALI = "http://www.niso.org/schemas/ali/1.0/"
CREDIT = "https://credit.niso.org/"

# The fourteen roles of CRediT (ANSI/NISO Z39.104-2022), in its words, with the end of each one's address.
ROLES = {
    "Conceptualization": "conceptualization",
    "Data curation": "data-curation",
    "Formal analysis": "formal-analysis",
    "Funding acquisition": "funding-acquisition",
    "Investigation": "investigation",
    "Methodology": "methodology",
    "Project administration": "project-administration",
    "Resources": "resources",
    "Software": "software",
    "Supervision": "supervision",
    "Validation": "validation",
    "Visualization": "visualization",
    "Writing – original draft": "writing-original-draft",
    "Writing – review & editing": "writing-review-editing",
}


def make_front(head: Front, rendered: etree._Element | None) -> etree._Element:
    """A whole `front`; title and abstract are taken from what the renderer made of them.

    The journal is not known yet, so `journal-meta` holds the empty elements that the rules ask for.
    """
    front = etree.Element("front", nsmap={"xlink": XLINK})
    journal = etree.SubElement(front, "journal-meta")
    etree.SubElement(journal, "journal-id")
    etree.SubElement(journal, "issn")
    meta = etree.SubElement(front, "article-meta")
    meta.append(_titles(head, rendered))
    if head.people:
        meta.append(_contributors(head))
    meta.extend(_affiliations(head))
    meta.extend(_notes(head))
    meta.append(_date(head.date))
    meta.extend(_permissions(head.licence))
    abstract = rendered.find(".//abstract") if rendered is not None else None
    if abstract is not None:
        meta.append(_in_paragraphs(abstract))
    if head.keywords:
        group = etree.SubElement(meta, "kwd-group", {"kwd-group-type": "author"})
        for keyword in head.keywords:
            etree.SubElement(group, "kwd").text = keyword
    return front


def _in_paragraphs(abstract: etree._Element) -> etree._Element:
    """An abstract whose words stand in a paragraph, also where its only one was written without."""
    if abstract.find("p") is not None or abstract.find("sec") is not None:
        return abstract
    paragraph = etree.Element("p")
    paragraph.text = (abstract.text or "").strip()
    paragraph.extend(list(abstract))
    abstract.text = None
    abstract.append(paragraph)
    return abstract


def _titles(head: Front, rendered: etree._Element | None) -> etree._Element:
    group = rendered.find(".//title-group") if rendered is not None else None
    if group is not None:
        return group
    group = etree.Element("title-group")
    etree.SubElement(group, "article-title").text = head.title
    return group


def _contributors(head: Front) -> etree._Element:
    group = etree.Element("contrib-group")
    for number, person in enumerate(head.people, start=1):
        group.append(_contributor(person, number))
    return group


def _contributor(person: Person, number: int) -> etree._Element:
    contributor = etree.Element("contrib", {"contrib-type": "author"})
    if person.corresponding:
        contributor.set("corresp", "yes")
    if person.orcid:
        address = f"https://orcid.org/{person.orcid}"
        etree.SubElement(contributor, "contrib-id", {"contrib-id-type": "orcid"}).text = address
    if person.name.family:
        name = etree.SubElement(contributor, "name")
        etree.SubElement(name, "surname").text = person.name.family
        etree.SubElement(name, "given-names").text = person.name.given
    else:
        etree.SubElement(contributor, "collab").text = person.name.literal
    for role in person.roles:
        contributor.append(_role(role))
    for place in person.affiliations:
        xref = etree.SubElement(contributor, "xref", {"ref-type": "aff", "rid": f"aff-{place.number}"})
        etree.SubElement(xref, "sup").text = str(place.number)
    if person.corresponding and person.email:
        xref = etree.SubElement(contributor, "xref", {"ref-type": "corresp", "rid": f"cor-{number}"})
        etree.SubElement(xref, "sup").text = "*"
    return contributor


def _role(written: str) -> etree._Element:
    """A role; one of CRediT's fourteen with its address.

    >>> _role("software").get("vocab-term-identifier")
    'https://credit.niso.org/contributor-roles/software/'
    >>> _role("Made the tea").attrib
    {}
    """
    key = written.casefold().replace("-", "–") if "writing" in written.casefold() else written.casefold()
    known = {name.casefold(): name for name in ROLES}
    role = etree.Element("role")
    role.text = known.get(key, written)
    if key in known:
        role.set("vocab", "credit")
        role.set("vocab-identifier", CREDIT)
        role.set("vocab-term", known[key])
        role.set("vocab-term-identifier", f"{CREDIT}contributor-roles/{ROLES[known[key]]}/")
    return role


def _affiliations(head: Front) -> list[etree._Element]:
    made = []
    for place in head.affiliations:
        affiliation = etree.Element("aff", {"id": f"aff-{place.number}"})
        etree.SubElement(affiliation, "label").text = str(place.number)
        if "department" in place.parts:
            attributes = {"content-type": "dept"}
            etree.SubElement(affiliation, "institution", attributes).text = place.parts["department"]
        etree.SubElement(affiliation, "institution").text = place.parts.get("name", "")
        for part in ("city", "region"):
            if part in place.parts:
                etree.SubElement(affiliation, "addr-line").text = place.parts[part]
        if "country" in place.parts:
            etree.SubElement(affiliation, "country").text = place.parts["country"]
        made.append(affiliation)
    return made


def _notes(head: Front) -> list[etree._Element]:
    notes = etree.Element("author-notes")
    for number, person in enumerate(head.people, start=1):
        if person.corresponding and person.email:
            note = etree.SubElement(notes, "corresp", {"id": f"cor-{number}"})
            note.text = "* Correspondence: "
            etree.SubElement(note, "email").text = person.email
    return [notes] if len(notes) else []


def _date(written: str) -> etree._Element:
    year, _, rest = written.partition("-")
    month, _, day = rest.partition("-")
    date = etree.Element("pub-date", {"date-type": "pub", "publication-format": "electronic"})
    if month and day:
        date.set("iso-8601-date", written)
        etree.SubElement(date, "day").text = str(int(day))
        etree.SubElement(date, "month").text = str(int(month))
    etree.SubElement(date, "year").text = year
    return date


def _permissions(licence: str) -> list[etree._Element]:
    if not licence:
        return []
    permissions = etree.Element("permissions")
    made = etree.SubElement(permissions, "license")
    address = LICENCES.get(licence)
    if address:
        made.set("license-type", "open-access")
        made.set(f"{{{XLINK}}}href", address)
        etree.SubElement(made, f"{{{ALI}}}license_ref", nsmap={"ali": ALI}).text = address
    etree.SubElement(made, "license-p").text = licence
    return [permissions]
