"""What the paper takes from the notebooks: values as Quarto variables, and the list of where each comes from."""

import json
import re
from pathlib import Path
from typing import Any

import yaml

from sixphase.study.cells import code_cells
from sixphase.study.plain import markdown
from sixphase.study.problem import InputError, Problem, did_you_mean
from sixphase.study.settings import Paper
from sixphase.writeup.render.head import LICENCES
from sixphase.writeup.render.pictures import quoted

SIMULATED_DATA = "Simulated data"  # at the head of every page
SHORTCODE = re.compile(r"{{<\s*var\s+(\S+)\s*>}}")


def gather(folders: list[Path], kind: str) -> dict[str, dict[str, Any]]:
    """What several notebooks kept in their `values.json` (or figures, tables), by name.

    Raises
    ------
    ValueError
        When two notebooks give one name, so that nobody could say which the paper means.
    """
    gathered: dict[str, dict[str, Any]] = {}
    for folder in folders:
        path = folder / f"{kind}.json"
        kept = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        twice = sorted(gathered.keys() & kept.keys())
        if twice:
            both = f"{gathered[twice[0]]['notebook']} and {kept[twice[0]]['notebook']}"
            raise ValueError(f"'{twice[0]}' is named by two notebooks: {both}")
        gathered |= kept
    return gathered


def variables(values: dict[str, dict[str, Any]]) -> str:
    """The text of `_variables.yml`: each value as a Markdown span that knows its name, nested at the dots.

    >>> print(variables({"answers.count": {"text": "80", "notebook": "01_import", "cell": "count"}}), end="")
    answers:
      count: '[80]{.value key="answers.count" title="01_import, cell count"}'
    """
    tree: dict[str, Any] = {}
    for name, value in sorted(values.items()):
        *above, last = name.split(".")
        place = tree
        for part in above:
            place = place.setdefault(part, {})
            if not isinstance(place, dict):
                raise ValueError(f"'{name}' cannot be a value: a part of its name is one already")
        if last in place:
            raise ValueError(f"'{name}' cannot be a value: it is a part of another value's name")
        place[last] = span(name, value)
    return yaml.safe_dump(tree, allow_unicode=True, sort_keys=True, width=10_000)


def with_values(text: str, values: dict[str, dict[str, Any]], file: Path) -> str:
    """Text in which each value stands where it was named; for the abstract, which neither renderer fills in.

    Raises
    ------
    InputError
        When a value is not known; with its line.
    """
    unknown = [
        Problem(
            f"there is no value '{name}'",
            file,
            f"line {text.count(chr(10), 0, found.start()) + 1}",
            did_you_mean(name, values),
        )
        for found in SHORTCODE.finditer(text)
        if (name := found.group(1)) not in values
    ]
    if unknown:
        raise InputError(unknown)
    return SHORTCODE.sub(lambda found: span(found.group(1), values[found.group(1)]), text)


def span(name: str, value: dict[str, Any]) -> str:
    """A value as Markdown that knows its name, the cell that made it, and the row of a table, where there is one."""
    made_by = f"{value['notebook']}, cell {value['cell']}" + (f"; {value['row']}" if value.get("row") else "")
    return f'[{markdown(value["text"])}]{{.value key="{name}" title="{quoted(made_by)}"}}'


def head(paper: Paper, abstract: str, notice: str = "") -> str:
    """The text of `_metadata.yml`: what stands at the head of the paper, in Quarto's words; `notice` is for every page.

    Quarto merges a file of this name into every document of its folder.
    """
    authors = [
        {
            "name": author.name,
            "orcid": author.orcid,
            "email": author.email,
            "corresponding": author.corresponding or None,
            "affiliations": [{"name": author.affiliation}] if author.affiliation else None,
            "roles": list(author.roles),
        }
        for author in paper.authors
    ]
    whole = {
        "title": paper.title,
        "subtitle": paper.subtitle,
        "author": [{key: value for key, value in author.items() if value} for author in authors],
        "abstract": f"{abstract.strip()}\n" if abstract.strip() else "",
        "keywords": list(paper.keywords),
        "date": str(paper.date),
        "license": licence(paper.licence),
        "lang": "en-GB",
        "notice": notice,
    }
    filled = {key: value for key, value in whole.items() if value}
    return yaml.safe_dump(filled, allow_unicode=True, sort_keys=False, width=10_000)


def licence(name: str) -> dict[str, str]:
    """A licence as a mapping, which Quarto leaves as it is; a name alone it would write out in its own words.

    >>> licence("CC BY 4.0")
    {'text': 'CC BY 4.0', 'url': 'https://creativecommons.org/licenses/by/4.0/'}
    >>> licence("Our own"), licence("")
    ({'text': 'Our own'}, {})
    """
    whole = {"text": name, "url": LICENCES.get(name, "") if name else ""}
    return {key: value for key, value in whole.items() if value}


def anchor(name: str) -> str:
    """The place of a value in the list of values.

    >>> anchor("answers.count")
    'value-answers-count'
    """
    return "value-" + re.sub(r"[^a-z0-9]+", "-", name)


def list_of_values(values: dict[str, dict[str, Any]], notebooks: dict[str, Path]) -> str:
    """The list of all values as Markdown: cell by cell, with the cell's code.

    Parameters
    ----------
    values
        As `gather` gives them; each may have its `row` in a table, in words.
    notebooks
        The file of each notebook, by its name.
    """
    parts = []
    for name, path in notebooks.items():
        for cell in code_cells(path):
            made = {k: v for k, v in values.items() if (v["notebook"], v["cell"]) == (name, cell.id)}
            if made:
                parts.append(_cell_with_values(name, cell.id, cell.source, made))
    return "\n".join(parts)


def _at(value: dict[str, Any]) -> str:
    return f"; the same stands in {markdown(value['row'])}" if value.get("row") else ""


def _cell_with_values(notebook: str, cell: str, source: str, values: dict[str, dict[str, Any]]) -> str:
    lines = [f"## Notebook {markdown(notebook)}, cell {markdown(cell)} {{.unnumbered .unlisted}}", ""]
    lines += [f"- [`{name}`: {markdown(v['text'])}]{{#{anchor(name)}}}{_at(v)}" for name, v in sorted(values.items())]
    fence = "`" * max(3, 1 + max((len(ticks) for ticks in re.findall(r"`+", source)), default=0))
    return "\n".join([*lines, "", f"{fence} python", source, fence, ""])
