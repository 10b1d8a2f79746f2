"""Which answers an attribute chooses, and which codings a coder."""

import re
from collections.abc import Callable, Sequence

import numpy as np

from sixphase.coding.retrieval.expression import CODER, Compared
from sixphase.coding.retrieval.index import Index
from sixphase.coding.retrieval.naming import closest, plain
from sixphase.coding.retrieval.reading import wrong

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
PART_OF_A_DAY = re.compile(r"\d{4}(-\d{2}){0,2}")
NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")
_ORDER: dict[str, Callable[[object, object], bool]] = {
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,  # type: ignore[operator]
    "<=": lambda a, b: a <= b,  # type: ignore[operator]
    ">": lambda a, b: a > b,  # type: ignore[operator]
    ">=": lambda a, b: a >= b,  # type: ignore[operator]
}


def answers_where(index: Index, compared: Compared, expression: str) -> np.ndarray:
    """Which answers have an attribute that compares so, as a yes or no for each.

    Words are compared without regard to capitals; numbers as numbers; days as days, where `2023` and `2023-05` mean
    the whole year and month. What was not given compares with nothing, not even by `!=`; `gender = ""` finds it.

    Raises
    ------
    InputError
        When there is no such attribute, nobody has the value, or an order is asked of what has none.
    """
    name = attribute_named(index, compared, expression)
    numbers, values = index.factor(name)
    value = compared.value.text
    if not value.strip():
        good = [(not v.strip()) == (compared.sign == "=") for v in values]
    else:
        key, wanted = _keys(index, name, values, compared, expression)
        good = [bool(v.strip()) and _ORDER[compared.sign](key(v), wanted) for v in values]
    return np.array(good, dtype=bool)[numbers] if good else np.zeros(len(numbers), dtype=bool)


def codings_by(index: Index, compared: Compared, expression: str) -> np.ndarray:
    """Which codings are by this coder, or by another than this one.

    Raises
    ------
    InputError
        When nobody of that name has coded.
    """
    numbers, names = index.coders
    wanted = plain(compared.value.text)
    if wanted not in map(plain, names):
        what = f"there is no coding by '{compared.value.text}'"
        raise wrong(expression, compared.value.at, what, closest(wanted, names))
    is_theirs = np.array([plain(name) == wanted for name in names], dtype=bool)[numbers]
    return is_theirs if compared.sign == "=" else ~is_theirs


def attribute_named(index: Index, compared: Compared, expression: str) -> str:
    """The attribute of an id or a label; `answer` is the answer's own id."""
    wanted = plain(compared.field.text)
    if wanted in ("answer", "answer_id"):
        return "answer_id"
    for name in index.attributes:
        if wanted in (plain(name), plain(index.labels.get(name, name)), plain(name).removesuffix("_id")):
            return name
    what = f"nothing called '{compared.field.text}' is known of the answers"
    remedy = closest(compared.field.text, [*index.attributes, "answer", CODER])
    if wanted in ("code", "theme", "subtheme", "words", "word"):
        remedy = f'leave out the {compared.sign}: {wanted} "{compared.value.text}"'
    raise wrong(expression, compared.field.at, what, remedy)


def _keys(index: Index, name: str, values: Sequence[str], compared: Compared, expression: str):
    """How values of this attribute are compared, and with what."""
    value, at = " ".join(compared.value.text.split()), compared.value.at
    given = [v.strip() for v in values if v.strip()]
    if given and all(map(DAY.fullmatch, given)):
        if PART_OF_A_DAY.fullmatch(value):
            return (lambda v: v.strip()[: len(value)]), value
        raise wrong(expression, at, f"'{value}' is no day", "write it as 2023-05-19, 2023-05 or 2023")
    if given and all(map(NUMBER.fullmatch, given)) and (NUMBER.fullmatch(value) or compared.sign not in ("=", "!=")):
        if NUMBER.fullmatch(value):
            return _number, _number(value)
        raise wrong(expression, at, f"'{value}' is no number", "write a number")
    if compared.sign not in ("=", "!="):
        what = f"'{name}' holds neither numbers nor days, so nothing is before or after"
        raise wrong(expression, compared.field.at, what, "write = or !=")
    known = [*given, *index.categories.get(name, ())]
    if plain(value) not in map(plain, known):
        raise wrong(expression, at, f"no answer has {name} '{value}'", closest(value, known))
    return plain, plain(value)


def _number(text: str) -> float:
    return float(text.strip().replace(",", "."))
