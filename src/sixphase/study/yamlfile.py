"""Reading a YAML file that a person wrote, and telling where it is wrong."""

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from yaml.composer import Composer

from sixphase.study.problem import InputError, Problem, did_you_mean, refuse

LARGEST = 2_000_000  # bytes; a settings file of a person is far below, and YAML can be made to grow in memory

Model = TypeVar("Model", bound=BaseModel)


class _Loader(Composer, yaml.CSafeLoader):
    """PyYAML's safe loader, which otherwise keeps the last of two equal keys without a word.

    Its words are found by libyaml, ten times as fast as by Python, and put together here, so that an alias is refused
    before it is followed.
    """

    def __init__(self, stream):
        Composer.__init__(self)
        yaml.CSafeLoader.__init__(self, stream)

    def construct_mapping(self, node, deep=False):
        seen = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, str | int | float | bool | None):
                raise yaml.MarkedYAMLError(problem="a key must be one word", problem_mark=key_node.start_mark)
            if key in seen:
                raise yaml.MarkedYAMLError(problem=f"the key '{key}' stands twice", problem_mark=key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep)

    def compose_node(self, parent, index):
        if self.check_event(yaml.AliasEvent):
            alias: Any = self.peek_event()
            what = "an alias (*name) is not allowed here"
            raise yaml.MarkedYAMLError(problem=what, problem_mark=alias.start_mark)
        return super().compose_node(parent, index)


def read_yaml(path: Path) -> Any:
    """The content of a YAML file as plain dictionaries, lists, strings and numbers.

    Raises
    ------
    InputError
        When there is no such file, it is too large, not UTF-8, or not YAML; with the line.
    """
    if not path.is_file():
        raise refuse("there is no such file", path, remedy="check the name, or restore the file from git")
    if path.stat().st_size > LARGEST:
        raise refuse(f"the file is larger than {LARGEST:,} bytes", path, remedy="it does not look like settings")
    try:
        return yaml.load(path.read_bytes().decode("utf-8-sig"), Loader=_Loader)
    except UnicodeDecodeError as error:
        raise refuse("the file is not UTF-8 text", path, f"byte {error.start}", "save it as UTF-8") from None
    except RecursionError:
        raise refuse("the file is nested too deeply", path, remedy="it does not look like settings") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        raise refuse(
            f"this is not valid YAML: {error.problem or error.context}",
            path,
            place,
            "look at the indentation, the colons and the quotation marks of this line and the one above",
        ) from None
    except (yaml.YAMLError, ValueError) as error:
        raise refuse(f"this is not valid YAML: {error}", path, remedy="look for odd characters") from None


def validated(model: type[Model], data: Any, path: Path) -> Model:
    """`data` as a checked `model`; every fault named by its key.

    Raises
    ------
    InputError
        One problem a fault, all of them at once.
    """
    if not isinstance(data, dict):
        raise refuse("the file must hold keys with values", path, remedy="write lines like 'title: My study'")
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise InputError(_problem(model, fault, path) for fault in error.errors()) from None


def _problem(model: type[BaseModel], fault: Any, path: Path) -> Problem:
    *above, key = fault["loc"] or ("",)
    place = "key " + ".".join(map(str, fault["loc"])) if fault["loc"] else ""
    if fault["type"] == "extra_forbidden":
        known = _fields_at(model, above)
        remedy = did_you_mean(str(key), known) if known else "remove it"
        return Problem(f"'{key}' is not a setting", path, place, remedy)
    if fault["type"] == "missing":
        return Problem(f"'{key}' is missing", path, place, "add it")
    if fault["type"] == "value_error":  # a rule of our own, told in a sentence
        return Problem(str(fault["ctx"]["error"]), path, place, "correct it")
    what = str(fault["msg"]).removeprefix("Input should be ")
    if isinstance(fault["input"], bool) and fault["type"] == "string_type":
        what = "this should be text, and YAML takes yes, no, on and off without quotation marks for true or false"
        return Problem(what, path, place, "put the word between quotation marks")
    was = f" (it says {fault['input']!r})" if not isinstance(fault["input"], dict | list) else ""
    return Problem(f"this should be {what}{was}" if what != fault["msg"] else f"{what}{was}", path, place, "correct it")


def _fields_at(model: Any, location: list[Any]) -> list[str]:
    """The keys that are known at a place inside nested models."""
    for part in location:
        field = getattr(model, "model_fields", {}).get(part)
        inner = field.annotation if field else model
        model = next((a for a in _models_in(inner)), model)
    return [f.alias or name for name, f in getattr(model, "model_fields", {}).items()]


def _models_in(annotation: Any) -> list[Any]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [m for a in getattr(annotation, "__args__", ()) for m in _models_in(a)]
