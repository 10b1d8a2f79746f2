"""What stands at the head of the paper, in the shape that Quarto gives its templates.

Quarto turns the authors of `_metadata.yml` into `by-author` and `by-affiliation`; the built-in renderer does
the same here, so one set of templates serves both.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sixphase.study.problem import InputError, Problem, did_you_mean
from sixphase.study.yamlfile import read_yaml
from sixphase.writeup.render.head import LICENCES, Affiliation, Front, Person, long_date, split_name

KEYS = (
    *("title", "subtitle", "author", "affiliations", "abstract", "keywords"),
    *("date", "license", "lang", "notice"),
)
AUTHOR_KEYS = ("name", "orcid", "email", "roles", "corresponding", "affiliations")
PLACE_KEYS = ("id", "name", "department", "city", "region", "country", "ref")


def read_front(path: Path) -> Front:
    """The head of the paper from its `_metadata.yml`.

    Raises
    ------
    InputError
        An unknown key, a missing title, an affiliation that is nowhere named, a shortcode.
    """
    data = read_yaml(path) or {}
    problems = list(_problems(data, path))
    if problems:
        raise InputError(problems)
    return front(data)


def front(data: Mapping[str, Any]) -> Front:
    """The same from plain data.

    >>> head = front({"title": "T", "author": [{"name": "Ada Lovelace", "affiliations": ["A"]}]})
    >>> head.people[0].name.family, head.people[0].affiliations[0].number
    ('Lovelace', 1)
    """
    places: dict[str, Affiliation] = {}
    for place in _items(data.get("affiliations")):
        _place(place, places)
    people = tuple(_person(author, places) for author in _items(data.get("author")))
    licence = data.get("license") or ""
    return Front(
        title=str(data.get("title") or ""),
        subtitle=str(data.get("subtitle") or ""),
        people=people,
        affiliations=tuple(places.values()),
        abstract=str(data.get("abstract") or ""),
        keywords=tuple(map(str, _items(data.get("keywords")))),
        date=str(data.get("date") or ""),
        licence=str(licence.get("text", "") if isinstance(licence, Mapping) else licence),
        language=str(data.get("lang") or "en-GB"),
        notice=str(data.get("notice") or ""),
    )


def for_templates(head: Front) -> dict[str, Any]:
    """The head as the templates expect it: Quarto's names, nothing that is empty."""
    shown = {
        "title": head.title,
        "subtitle": head.subtitle,
        "author": [person.name.literal for person in head.people],
        "by-author": [_author(person) for person in head.people],
        "by-affiliation": [{"id": p.id, "number": p.number, **p.parts} for p in head.affiliations],
        "abstract": head.abstract.strip() and head.abstract.strip() + "\n",  # so that one paragraph is one
        "keywords": list(head.keywords),
        "date": long_date(head.date),
        "license": _licence(head.licence),
        "lang": head.language,
        "notice": head.notice,
    }
    return {key: value for key, value in shown.items() if value}


def _author(person: Person) -> dict[str, Any]:
    name = {"literal": person.name.literal, "given": person.name.given, "family": person.name.family}
    shown = {
        "name": {key: value for key, value in name.items() if value},
        "orcid": person.orcid,
        "email": person.email,
        "attributes": {"corresponding": True} if person.corresponding else {},
        "roles": [{"role": role} for role in person.roles],
        "affiliations": [{"id": p.id, "number": p.number, **p.parts} for p in person.affiliations],
    }
    return {key: value for key, value in shown.items() if value}


def _licence(words: str) -> list[dict[str, str]]:
    if not words:
        return []
    link = LICENCES.get(words)
    return [{"text": words, "url": link} if link else {"text": words}]


def _items(value: Any) -> list[Any]:
    if value is None or value == "":
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def _person(author: Any, places: dict[str, Affiliation]) -> Person:
    if not isinstance(author, Mapping):
        author = {"name": author}
    return Person(
        name=split_name(author.get("name", "")),
        orcid=str(author.get("orcid") or "").removeprefix("https://orcid.org/"),
        email=str(author.get("email") or ""),
        corresponding=bool(author.get("corresponding")),
        roles=tuple(map(str, _items(author.get("roles")))),
        affiliations=tuple(_place(place, places) for place in _items(author.get("affiliations"))),
    )


def _place(place: Any, places: dict[str, Affiliation]) -> Affiliation:
    """The affiliation meant by `place`, numbered when it is named for the first time."""
    parts = {"name": str(place)} if not isinstance(place, Mapping) else {k: str(v) for k, v in place.items() if v}
    if "ref" in parts:
        return places[parts["ref"]]
    known = next((p for p in places.values() if p.parts == {k: v for k, v in parts.items() if k != "id"}), None)
    if known:
        return known
    number = len(places) + 1
    name = parts.pop("id", f"aff-{number}")
    places[name] = Affiliation(name, number, parts)
    return places[name]


def _problems(data: Any, path: Path) -> Iterable[Problem]:
    if not isinstance(data, Mapping):
        yield Problem("the file must hold keys with values", path, "", "write lines like 'title: My study'")
        return
    yield from _unknown(data, KEYS, path, "")
    if not data.get("title"):
        yield Problem("the paper has no title", path, "key title", "name it in study.yml")
    known = {str(place.get("id")) for place in _items(data.get("affiliations")) if isinstance(place, Mapping)}
    for at, author in enumerate(_items(data.get("author"))):
        if not isinstance(author, Mapping):
            continue
        yield from _unknown(author, AUTHOR_KEYS, path, f"author.{at}")
        for place in _items(author.get("affiliations")):
            if isinstance(place, Mapping):
                yield from _unknown(place, PLACE_KEYS, path, f"author.{at}.affiliations")
                known.add(str(place.get("id")))
                if "ref" in place and str(place["ref"]) not in known:
                    what = f"there is no affiliation with the id '{place['ref']}'"
                    yield Problem(what, path, f"key author.{at}.affiliations", "name it under 'affiliations'")
    for key, words in data.items():
        if isinstance(words, str) and "{{<" in words:
            yield Problem(f"'{key}' holds a shortcode", path, f"key {key}", "put the value in when staging")


def _unknown(data: Mapping[str, Any], known: Iterable[str], path: Path, above: str) -> Iterable[Problem]:
    for key in data:
        if key not in known:
            place = f"key {above}.{key}" if above else f"key {key}"
            yield Problem(f"'{key}' is not known here", path, place, did_you_mean(str(key), known))
