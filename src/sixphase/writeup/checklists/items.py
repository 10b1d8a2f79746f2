"""The checklists as they stand in this folder, and which of them a study is held against."""

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from sixphase.study.paths import StudyPaths
from sixphase.study.problem import refuse
from sixphase.study.settings import Study
from sixphase.study.yamlfile import read_yaml, validated

HERE = Path(__file__).parent
KNOWN = ("rtarg", "coreq", "srqr")


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Item(_Part):
    """One thing that a checklist asks.

    Attributes
    ----------
    default
        Places of the paper or the supplement that answer it where they are there and have words.
    default_reason
        Why it does not apply to answers that people wrote on forms; '' where it does.
    """

    id: str
    domain: str
    asks: str
    default: tuple[str, ...] = ()
    default_reason: str = ""


class Checklist(_Part):
    """A reporting checklist with its source."""

    name: str
    title: str
    source: str
    items: tuple[Item, ...]


@cache
def read_checklist(key: str) -> Checklist:
    """The checklist called 'rtarg', 'coreq' or 'srqr'.

    >>> len(read_checklist("coreq").items), len(read_checklist("srqr").items)
    (32, 21)
    """
    path = HERE / f"{key}.yml"
    return validated(Checklist, read_yaml(path), path)


def checklist_of(study: Study, name: str) -> Checklist:
    """The checklist that a study is held against: the one it names, else the one that its approach asks for.

    RTARG is for reflexive analysis, which COREQ and SRQR do not fit (Braun & Clarke 2024); without a word in
    `study.yml` every other study gets SRQR, since COREQ was made for interviews.

    Raises
    ------
    InputError
        When checklist and approach do not go together.
    """
    reflexive = study.approach == "reflexive"
    key = study.paper.checklist or ("rtarg" if reflexive else "srqr")
    if reflexive != (key == "rtarg"):
        fits = "rtarg" if reflexive else "coreq or srqr"
        what = f"the checklist '{key}' does not fit the approach '{study.approach}'"
        remedy = f"write {fits}, or leave the key out"
        raise refuse(what, StudyPaths(name).settings, "key paper.checklist", remedy)
    return read_checklist(key)


@cache
def every_item() -> frozenset[str]:
    """The ids of all items of all checklists."""
    return frozenset(item.id for key in KNOWN for item in read_checklist(key).items)
