"""What a study says to its checklist: `checklist.yml`, and what becomes of each item."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sixphase.study.paths import StudyPaths
from sixphase.study.problem import Problem, did_you_mean, raise_some
from sixphase.study.yamlfile import read_yaml
from sixphase.writeup.checklists.items import Checklist, Item, every_item
from sixphase.writeup.checklists.places import Place

FILE = "checklist.yml"
ANSWERED, NOT_APPLICABLE, OPEN = "answered", "not applicable", "open"
PLACE_KEY, REASON_KEY = "place", "not applicable"
KINDS = ("coreq-1", "rtarg-1", "srqr-1")


@dataclass(frozen=True)
class Answer:
    """What a study says to one item: the places that answer it, or why it does not apply."""

    places: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class Held:
    """An item held against the paper: 'answered', 'not applicable' or 'open', and the words for a reader."""

    item: Item
    status: str
    says: str


def read_answers_to_checklist(study: str) -> dict[str, Answer]:
    """The answers of `data_raw/STUDY/checklist.yml`, by the item's id; none where there is no such file.

    Raises
    ------
    InputError
        An item that no checklist has, or an answer that is neither a place nor a reason; all at once.
    """
    path = StudyPaths(study).raw / FILE
    if not path.is_file():
        return {}
    data = read_yaml(path) or {}
    if not isinstance(data, dict):
        remedy = "write lines like 'srqr-7: {place: sec-data}'"
        raise_some([Problem("the file must hold items with answers", path, "", remedy)])
    problems = [problem for key, said in data.items() if (problem := _problem(str(key), said, path))]
    raise_some(problems)
    return {str(key): _answer(said) for key, said in data.items() if said is not None}


def _problem(key: str, said: Any, path: Path) -> Problem | None:
    if key not in every_item():
        return Problem(f"no checklist has an item '{key}'", path, f"key {key}", _near(key))
    if said is None or _is_answer(said):
        return None
    remedy = f"write '{key}: {{place: sec-data}}' or '{key}: {{not applicable: why}}'"
    return Problem("this says neither a place nor why the item does not apply", path, f"key {key}", remedy)


def _near(key: str) -> str:
    return did_you_mean(key, [id_ for id_ in every_item() if id_.partition("-")[0] == key.partition("-")[0]] or KINDS)


def _is_answer(said: Any) -> bool:
    if not isinstance(said, Mapping) or len(said) != 1:
        return False
    ((key, value),) = said.items()
    if key == REASON_KEY:
        return isinstance(value, str) and bool(value.strip())
    values = value if isinstance(value, list) else [value]
    return key == PLACE_KEY and bool(values) and all(isinstance(one, str) and one.strip() for one in values)


def _answer(said: Mapping[str, Any]) -> Answer:
    if REASON_KEY in said:
        return Answer(reason=said[REASON_KEY].strip())
    value = said[PLACE_KEY]
    return Answer(places=tuple(one.strip().lstrip("#@") for one in (value if isinstance(value, list) else [value])))


def held_against(checklist: Checklist, answers: Mapping[str, Answer], places: Mapping[str, Place]) -> list[Held]:
    """Each item of the checklist with what became of it.

    Parameters
    ----------
    checklist
        What is asked.
    answers
        What the study says; where it says nothing, the item's own default counts.
    places
        All places of the paper and of its supplement.
    """
    return [_held(item, answers.get(item.id), places) for item in checklist.items]


def _held(item: Item, answer: Answer | None, places: Mapping[str, Place]) -> Held:
    if answer is None:
        good = [places[id_].told for id_ in item.default if id_ in places and places[id_].written]
        if good:
            return Held(item, ANSWERED, "; ".join(good))
        if item.default_reason:
            return Held(item, NOT_APPLICABLE, item.default_reason)
        unwritten = [places[id_].told for id_ in item.default if id_ in places]
        return Held(item, OPEN, f"nothing is written yet in: {'; '.join(unwritten)}" if unwritten else "")
    if answer.reason:
        return Held(item, NOT_APPLICABLE, answer.reason)
    gone = [id_ for id_ in answer.places if id_ not in places]
    if gone:
        return Held(item, OPEN, f"the paper has no place '{gone[0]}' ({did_you_mean(gone[0], places)})")
    empty = [places[id_].told for id_ in answer.places if not places[id_].written]
    if empty:
        return Held(item, OPEN, f"nothing is written yet in: {'; '.join(empty)}")
    return Held(item, ANSWERED, "; ".join(places[id_].told for id_ in answer.places))
