"""From a number or words of the paper back to where they come from: notebook, cell, code, table, answer."""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

import pandas as pd

from sixphase.study.cells import code_cells
from sixphase.study.facts import notebooks_of
from sixphase.study.paths import StudyPaths, notebook, root, shown
from sixphase.study.problem import refuse, safe
from sixphase.study.tables import read_written
from sixphase.writeup.staging import gather
from sixphase.writeup.where_rows import rows_of

Values = Mapping[str, Mapping[str, Any]]
NUMBER = re.compile(r"\d[\d.,]*\d|\d")
MOST = 20  # values or answers that one question lists
LEAST_WORDS = 8  # characters; fewer would be found in every other answer


def where_command(study: str, asked: str) -> list[str]:
    """Where a value, a printed number or words of an answer come from.

    Parameters
    ----------
    study
        The study; its notebooks have run.
    asked
        A value's name ('answers.count'), the beginning of names ('answers.'), a number as the paper prints it, the
        id of an answer, or words of one.

    Returns
    -------
    list of str
        What to tell.

    Raises
    ------
    InputError
        When nothing of the kind is known.
    """
    name = asked.strip().removeprefix("{{< var ").removesuffix(" >}}").strip()
    values = gather([StudyPaths(study).step(step) for step in notebooks_of(study)], "values")
    if not values:
        raise refuse("the study has no values yet", remedy=f"run 'sixphase run {study}' first")
    if name in values:
        return _one(study, name, values)
    found = printed_as(name, values) or [key for key in sorted(values) if key.startswith(name) and name.endswith(".")]
    lines = _several(study, name, found, values) if found else list(_answers(study, name))
    if not lines:
        near = get_close_matches(name, values, n=3)
        remedy = f"perhaps {' or '.join(near)}" if near else "give a value's name, a number as it is printed, or words"
        raise refuse(f"nothing in the paper is called '{name}' or printed so", remedy=remedy)
    return lines


def printed_as(text: str, values: Values) -> list[str]:
    """The names of all values that the paper prints as `text`, sorted; else of those that hold it as a number.

    Spaces, per cent signs and the commas between thousands may be left out.

    >>> kept = {"a": {"text": "1,788"}, "b": {"text": "17"}, "c": {"text": "12 to 17 %"}}
    >>> printed_as("1788", kept), printed_as("17", kept), printed_as("12", kept)
    (['a'], ['b'], ['c'])
    """
    asked = _plain(text)
    same = [name for name, kept in values.items() if asked and _plain(str(kept["text"])) == asked]
    within = [name for name, kept in values.items() if asked in map(_plain, NUMBER.findall(str(kept["text"])))]
    return sorted(same or within)


def _plain(text: str) -> str:
    return "".join(text.split()).replace(",", "").rstrip("%")


def _several(study: str, asked: str, found: list[str], values: Values) -> list[str]:
    if len(found) == 1:
        return _one(study, found[0], values)
    lines = [f"'{safe(asked)}' stands for {len(found)} values; ask again with a name:"]
    lines += [f"  {name}: {values[name]['text']}  ({_cell(values[name])})" for name in found[:MOST]]
    return [*lines, f"  and {len(found) - MOST} more"] if len(found) > MOST else lines


def _one(study: str, name: str, values: Values) -> list[str]:
    kept = values[name]
    path = notebook(str(kept["notebook"]))
    lines = [f"{name}: {kept['text']}", f"  made by    {shown(path)}, cell {kept['cell']}"]
    source = next((cell.source for cell in code_cells(path) if cell.id == kept["cell"]), "") if path.is_file() else ""
    lines += [f"             | {line}" for line in source.splitlines()]
    lines += [f"  stands in  {place}" for place in _said_at(study, name)] or ["  stands in  no text of the paper"]
    return [*lines, *_in_tables(study, name, kept)]


def _cell(kept: Mapping[str, Any]) -> str:
    return f"{kept['notebook']}, cell {kept['cell']}"


def _said_at(study: str, name: str) -> Iterator[str]:
    """The lines of the paper's sources that print a value."""
    reports, texts = root() / "reports", StudyPaths(study).raw / "text"
    for path in [reports / "paper.qmd", *sorted((reports / "parts").glob("*.md")), *sorted(texts.glob("*.md"))]:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if f"{{{{< var {name} >}}}}" in line:
                yield f"{shown(path)}, line {number}"


def _in_tables(study: str, name: str, kept: Mapping[str, Any]) -> Iterator[str]:
    """The tables of the same cell; and the row that holds the same number, if just one of the notebook does."""
    folder = StudyPaths(study).step(str(kept["notebook"]))
    for table, of in gather([folder], "tables").items():
        if of["cell"] == kept["cell"]:
            yield f"  table      {shown(folder / 'tables' / f'{table}.csv')}, kept by the same cell"
    row = rows_of(folder, {name: kept}).get(name)
    if row:
        place = shown(folder / "tables" / f"{row.table}.csv")
        yield f"  row        the same stands in {place}, row {row.number} ({safe(row.key)}), column {row.column},"
        yield f"             and in no other row of {row.of}'s tables"


def _answers(study: str, asked: str) -> Iterator[str]:
    """The answers with this id or these words, each with its words and its codes."""
    answers = read_written(StudyPaths(study).step("01_transcription_import") / "tables" / "answers.csv")
    same = answers["answer_id"] == asked
    words = " ".join(asked.split())
    if not same.any() and len(words) >= LEAST_WORDS:
        same = answers["text"].str.split().str.join(" ").str.contains(words, case=False, regex=False)
    path = StudyPaths(study).step("03_coding") / "tables" / "codings.csv"
    codings = read_written(path) if path.is_file() else pd.DataFrame(columns=["answer_id", "code", "coder", "words"])
    for answer in answers[same].head(MOST).itertuples():
        yield f"answer {answer.answer_id}: '{safe(str(answer.text))}'"
        for row in codings[codings["answer_id"] == answer.answer_id].itertuples():
            yield f"  {row.code} by {row.coder}: '{safe(str(row.words))}'"
    if same.sum() > MOST:
        yield f"and {same.sum() - MOST} more answers"
