"""What `sixphase find` does: plain arguments in, lines to print out."""

import json
import re
from collections.abc import Collection
from pathlib import Path

import pandas as pd

from sixphase.coding.retrieval.expression import Named
from sixphase.coding.retrieval.grammar import parse
from sixphase.coding.retrieval.in_study import index_of_study
from sixphase.coding.retrieval.index import BESIDE, Index
from sixphase.coding.retrieval.naming import codes_named
from sixphase.coding.retrieval.passages import find
from sixphase.coding.retrieval.written import write_found
from sixphase.study.paths import shown
from sixphase.study.problem import safe

SHORT_ID = re.compile(r"(?!c-)[A-Za-z]{0,3}[0-9]{1,3}(\.[0-9]{1,3})*")  # an id that people gave, such as T1.1
MOST_LINES = 50  # passages on the screen; a table or --json has all


def find_lines(
    study: str,
    expression: str,
    as_json: bool = False,
    table: Path | None = None,
    coders: Collection[str] | None = None,
) -> list[str]:
    """`sixphase find STUDY EXPRESSION [--json] [--table FILE]`: lines to print.

    Parameters
    ----------
    as_json
        One JSON text in place of the lines: `{"expression", "answers", "of", "passages": [{column: value}]}`.
    table
        A file to write all passages to, `.csv` or `.xlsx`; see `write_found`.

    Raises
    ------
    InputError
        When the expression or the study has a mistake, or the file cannot be written.
    """
    index = index_of_study(study, coders)
    found = find(index, expression)
    written = _written(study, table) if table and write_found(found, table) else []
    if as_json:
        told = {"expression": expression, "answers": found["answer_id"].nunique(), "of": len(index.answers)}
        return [json.dumps({**told, "passages": found.to_dict("records")}, ensure_ascii=False, indent=2)]
    return [*_told(index, expression, found), *written]


def _told(index: Index, expression: str, found: pd.DataFrame) -> list[str]:
    answers = found["answer_id"].nunique()
    lines = [f"{_number(len(_once(found)), 'passage')} in {answers:,} of {_number(len(index.answers), 'answer')}."]
    lines += _hint(index, expression) if found.empty else []
    once, names = _once(found), _names(index)
    columns = ("answer_id", "codes", "coder", "left", "words", "right")
    for id_, codes, coder, left, words, right in once[list(columns)].head(MOST_LINES).to_numpy(dtype=str).tolist():
        called = BESIDE.join(names.get(code, code) for code in codes.split(BESIDE))
        about = "  ".join(filter(None, (id_, called, coder)))
        lines += ["", safe(about), "    " + safe(" ".join(f"{left}[{words}]{right}".split()))]
    if len(once) > MOST_LINES:
        lines += ["", f"The first {MOST_LINES} are shown; all of them go into a file with --table FILE.xlsx"]
    if index.left_out:
        lost = "has lost its words and was" if index.left_out == 1 else "have lost their words and were"
        lines += ["", f"{_number(index.left_out, 'coding')} {lost} not searched."]
    return lines


def _written(study: str, table: Path) -> list[str]:
    """Where the table is, and how to see its answers at the desk."""
    desk = f"coding_desk({study!r}, answers={shown(table)!r})"
    return [f"Written to {shown(table)}. To see these answers at the desk, type into a cell of notebook 03: {desk}"]


def _once(found: pd.DataFrame) -> pd.DataFrame:
    """The same passage with the same code once, with all its coders' names."""
    same = ["answer_id", "start", "end", "code"]
    coders = found.groupby(same, sort=False)["coder"].agg(lambda names: ", ".join(dict.fromkeys(names)))
    first = found.drop_duplicates(same)
    return first.assign(coder=coders.to_numpy())


def _names(index: Index) -> dict[str, str]:
    """What each code is called on the screen: its name, with its id before it where people read that."""
    rows = index.codes[["code", "name"]].to_numpy(dtype=str).tolist()
    return {code: " ".join(filter(None, (code * bool(SHORT_ID.fullmatch(code)), name))) or code for code, name in rows}


def _hint(index: Index, expression: str) -> list[str]:
    """A theme is seldom given itself: what is beneath it may be meant."""
    node = parse(expression)
    if not isinstance(node, Named) or node.deep:
        return []
    deep = codes_named(index, Named(node.name, True, node.kind), expression)
    below = int(deep[index.code_of].sum())
    name = node.name.text if node.name.kind == "word" else f'"{node.name.text}"'
    return [f"Nothing was given this code itself. For the codes beneath it: descendants of {name}"] if below else []


def _number(count: int, what: str) -> str:
    return f"{count:,} {what}{'s' * (count != 1)}"
