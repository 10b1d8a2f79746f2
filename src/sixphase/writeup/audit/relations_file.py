"""Reading the file of declared relations, and telling every fault by its relation and key."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from sixphase.study.problem import InputError, Problem, did_you_mean, raise_some, refuse
from sixphase.study.yamlfile import read_yaml, validated
from sixphase.writeup.audit.relation import Relation
from sixphase.writeup.audit.relations import KINDS

LARGEST = 250_000  # bytes: a thousand relations, more than any paper needs
MOST_RELATIONS = 1_000
VAGUE = {"correct it", "add it"}  # remedies that an example betters


def read_relations(path: Path) -> tuple[Relation, ...]:
    """The relations that a file declares, each checked by itself; `check_names` holds them against the figures.

    Raises
    ------
    InputError
        With the relation, the key, what is wrong and what to do; every fault at once.
    """
    relations, problems = [], []
    for number, item in enumerate(_items(path), 1):
        try:
            relations.append(_relation(item, path))
        except InputError as error:
            place = _place(number, item)
            problems += [replace(p, place=f"{place}, {p.place}" if p.place else place) for p in error.problems]
    problems += _twice([relation.id for relation in relations], path)
    raise_some(problems)
    return tuple(relations)


def _items(path: Path) -> list[Any]:
    if path.is_file() and path.stat().st_size > LARGEST:
        raise refuse(f"the file is larger than {LARGEST:,} bytes", path, remedy="keep to the relations of one paper")
    data = read_yaml(path)
    if not isinstance(data, dict) or not isinstance(data.get("relations"), list) or not data["relations"]:
        remedy = "write 'relations:' and below it one '- id: ...' for each relation"
        raise refuse("the file declares no relations", path, remedy=remedy)
    other = [str(key) for key in data if key != "relations"]
    if other:
        raise refuse(f"the key {other[0]!r} is not known", path, remedy="keep 'relations' alone at the left margin")
    if len(data["relations"]) > MOST_RELATIONS:
        raise refuse(f"more than {MOST_RELATIONS:,} relations", path, remedy="keep to the relations of one paper")
    return data["relations"]


def _relation(item: Any, path: Path) -> Relation:
    if not isinstance(item, dict):
        raise refuse("this is not a relation", path, remedy="write keys with values: id, kind and so on")
    kind = item.get("kind")
    if kind is None:
        raise refuse("'kind' is missing", path, remedy=f"add it; the kinds are: {', '.join(KINDS)}")
    if not isinstance(kind, str) or kind not in KINDS:
        raise refuse(f"the kind {str(kind)[:80]!r} is not known", path, "key kind", did_you_mean(str(kind)[:80], KINDS))
    model = KINDS[kind]
    try:
        return validated(model, item, path)
    except InputError as error:
        example = f"write it like: {model.example}"
        raise InputError(replace(p, remedy=example) if p.remedy in VAGUE else p for p in error.problems) from None


def _place(number: int, item: Any) -> str:
    name = item.get("id") if isinstance(item, dict) else None
    short = isinstance(name, str) and len(name) <= 80 and name.isprintable()
    return f"relation {number} ({name})" if short else f"relation {number}"


def _twice(ids: list[str], path: Path) -> Iterator[Problem]:
    seen: set[str] = set()
    for id_ in ids:
        if id_ in seen:
            yield Problem(f"this id stands twice: {id_}", path, f"relation {id_}", "give each relation its own id")
        seen.add(id_)
