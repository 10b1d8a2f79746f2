"""What a person may do with the codebook from the desk."""

from collections.abc import Mapping
from typing import Any

from sixphase.study.problem import refuse

DESCRIBED = ("short", "definition", "when", "when_not", "example", "kind")
Said = Mapping[str, Any]
Done = tuple[str, set[str] | None]  # what is saved, in words; the answers that it touched, None for 'perhaps all'


def make_code(journal: Any, said: Said) -> Done:
    code = journal.make_code(_name(said), parent=str(said.get("parent", "")), **_described(said))
    return f"the code ‘{code.name}’ is in the codebook", set()


def change_code(journal: Any, said: Said) -> Done:
    described = _described(said) | ({"name": _name(said)} if "name" in said else {})
    code = journal.change_code(said["code"], **described)
    return f"the code ‘{code.name}’ is changed", set()


def move_code(journal: Any, said: Said) -> Done:
    place = said.get("place")
    code = journal.move_code(said["code"], str(said["parent"]), None if place is None else int(place))
    return f"the code ‘{code.name}’ is moved", set()


def merge_codes(journal: Any, said: Said) -> Done:
    code = journal.merge_codes([str(code) for code in said["codes"]], said["into"])
    return f"merged into ‘{code.name}’", None


def split_code(journal: Any, said: Said) -> Done:
    names = [" ".join(str(name).split()) for name in said["names"]]
    codings = {str(coding): " ".join(str(name).split()) for coding, name in said["codings"].items()}
    codes = journal.split_code(said["code"], names, codings)
    return f"split into {', '.join(f'‘{code.name}’' for code in codes)}", None


def retire_code(journal: Any, said: Said) -> Done:
    (journal.restore_code if said.get("restore") else journal.retire_code)(said["code"])
    return "the code is in use again" if said.get("restore") else "the code is retired; its codings stay", set()


def _name(said: Said) -> str:
    name = " ".join(str(said["name"]).split())
    if not name:
        raise refuse("the code has no name", remedy="type one")
    return name


def _described(said: Said) -> dict[str, str]:
    return {
        k: str(said[k]).strip() for k in ("short", "definition", "when", "when_not", "example", "kind") if k in said
    }
