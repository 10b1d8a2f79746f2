"""How a named value reaches the paper: as Markdown in `_variables.yml`, and as an anchor in the list of values."""

import re
from collections.abc import Mapping
from typing import Any

SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-!|~^<>$@])")


def as_variable(name: str, text: str, origin: str = "") -> str:
    """The Markdown of one value: its printed text, marked with its name and where it comes from.

    Parameters
    ----------
    name
        The dotted name, such as 'answers.count'.
    text
        What the paper prints; signs that mean something in Markdown are escaped.
    origin
        The notebook and the cell, shown when a reader points at the value.

    Examples
    --------
    >>> print(as_variable("answers.count", "80", "01_transcription_import, cell count-answers"))
    [80]{.value key="answers.count" title="01_transcription_import, cell count-answers"}
    >>> print(as_variable("words.top", "self_kind*"))
    [self\\_kind\\*]{.value key="words.top"}
    """
    shown = SPECIAL.sub(r"\\\1", text)
    title = f' title="{_quoted(origin)}"' if origin else ""
    return f'[{shown}]{{.value key="{_quoted(name)}"{title}}}'


def as_variables(values: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """All values, nested by the dots of their names as `_variables.yml` holds them.

    Parameters
    ----------
    values
        Name to its record, with 'text', 'notebook' and 'cell'.

    Raises
    ------
    ValueError
        When one name is the beginning of another ('answers' beside 'answers.count').

    Examples
    --------
    >>> record = {"text": "80", "notebook": "01_transcription_import", "cell": "count"}
    >>> as_variables({"answers.count": record})["answers"]["count"]
    '[80]{.value key="answers.count" title="01_transcription_import, cell count"}'
    """
    nested: dict[str, Any] = {}
    for name, record in sorted(values.items()):
        *above, last = name.split(".")
        place = nested
        for part in above:
            place = place.setdefault(part, {})
            if not isinstance(place, dict):
                raise ValueError(f"'{name}' begins with the name of another value")
        if last in place:
            raise ValueError(f"'{name}' is the beginning of another value's name")
        place[last] = as_variable(name, str(record["text"]), f"{record['notebook']}, cell {record['cell']}")
    return nested


def anchor(name: str) -> str:
    """The id of a value in the list of values, to which its links lead.

    >>> anchor("answers.count")
    'value-answers-count'
    """
    return "value-" + re.sub(r"[^A-Za-z0-9]+", "-", name)


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
