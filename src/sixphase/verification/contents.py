"""What a record keeps of what is in a file, so that a later difference can be named; and naming it."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from sixphase.verification.executed import compare_notebooks, notebook_content
from sixphase.verification.manifest import Entry
from sixphase.verification.pieces import Found
from sixphase.verification.table_differences import compare_tables
from sixphase.verification.tables import read_table, table_content
from sixphase.verification.texts import compare_texts, is_paper, lines_of, text_content
from sixphase.verification.values import compare_values, values_content

TEXT = frozenset(
    {
        ".html",
        ".xml",
        ".docx",
        ".qmd",
        ".md",
        ".yml",
        ".yaml",
        ".json",
        ".jsonl",
        ".txt",
        ".bib",
        ".css",
        ".lua",
        ".typ",
        ".csl",
    }
)
PICTURE = frozenset({".png", ".svg", ".tif", ".tiff", ".eps"})
FOREIGN = frozenset(
    {".csv", ".md", ".yml", ".yaml", ".json", ".jsonl", ".txt"}
)  # of people's files, only plain ones are opened


def kind_of(name: str) -> str:
    """'values', 'notebook', 'table', 'text', 'picture', 'pdf' or 'other'.

    >>> [kind_of(name) for name in ("03_coding/values.json", "tables/codings.csv", "paper.docx", "paper.pdf")]
    ['values', 'table', 'text', 'pdf']
    """
    path = PurePosixPath(name)
    if path.name == "values.json":
        return "values"
    suffixes = {".ipynb": "notebook", ".csv": "table", ".pdf": "pdf"}
    known = suffixes | dict.fromkeys(TEXT, "text") | dict.fromkeys(PICTURE, "picture")
    return known.get(path.suffix, "other")


def contents(top: Path, manifest: Mapping[str, Any]) -> dict[str, Any]:
    """What is in the outputs and in the study's own files, by path, as far as it can be told in a few digests."""
    raw = f"data_raw/{manifest['study']}/"
    own = [name for name in manifest["inputs"] if name.startswith(raw) and PurePosixPath(name).suffix in FOREIGN]
    held = {name: content_of(top / name) for name in [*own, *manifest["outputs"]]}
    return {name: content for name, content in sorted(held.items()) if content is not None}


def content_of(path: Path) -> Any:
    """What a record keeps of one file; nothing of pictures, of a PDF, and of what cannot be read."""
    kind = kind_of(path.as_posix())
    if kind == "values":
        return values_content(path)
    if kind == "notebook":
        return notebook_content(path)
    if kind == "table":
        table = read_table(path)
        return table and table_content(table)
    lines = lines_of(path) if kind == "text" else None
    return None if lines is None else text_content(lines)


def differs(name: str, path: Path, old: Any, sizes: tuple[Entry, Entry], before: Path | None) -> Found:
    """How a file differs from the recorded one.

    Parameters
    ----------
    name
        Its path from the project's top folder.
    path
        Where the file of now is.
    old
        What the record keeps of it; None for nothing.
    sizes
        Its recorded entry, and that of now.
    before
        A file with the recorded bytes, where one is at hand.
    """
    kind = kind_of(name)
    by_size = f"was {sizes[0].get('size')} bytes, now {sizes[1].get('size')}"
    if kind == "picture":
        return Found(True, [f"the picture differs ({by_size})"])
    if kind == "pdf":
        return Found(True, [f"its bytes differ ({by_size}); its words are those of paper.qmd, which is compared"])
    if old is None:
        return Found(False, [by_size])
    new = content_of(path)
    if new is None:
        return Found(False, [f"cannot be read as what its name says ({by_size})"])
    try:
        return _compared(kind, path, old, new, before)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError):
        return Found(False, [f"{by_size}; what the record says of it cannot be read"])


def _compared(kind: str, path: Path, old: Any, new: Any, before: Path | None) -> Found:
    if kind == "values":
        return compare_values(old, new)
    if kind == "notebook":
        return compare_notebooks(old, new, path, before)
    if kind == "table" and (table := read_table(path)):
        return compare_tables(old, new, table, read_table(before) if before else None)
    unit = "paragraph" if is_paper(path) else "line"
    return compare_texts(old, new, lines_of(path) or [], lines_of(before) if before else None, unit)
