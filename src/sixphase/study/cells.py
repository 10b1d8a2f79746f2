"""Which cell of which notebook is at work."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sixphase.study.problem import refuse


@dataclass(frozen=True)
class Cell:
    """A cell by its id in the notebook file; `source` is its code."""

    id: str
    source: str


def code_cells(notebook: Path) -> list[Cell]:
    """The code cells of a notebook file, in order."""
    return [Cell(c["id"], "".join(c["source"])) for c in all_cells(notebook) if c["cell_type"] == "code"]


def all_cells(notebook: Path) -> list[dict[str, Any]]:
    """The cells of a notebook file as they stand in it.

    Raises
    ------
    InputError
        When the file is no notebook, or one whose cells have no ids.
    """
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        if all(isinstance(c["id"], str) and c["cell_type"] and c["metadata"] is not None for c in cells):
            return cells
    except (ValueError, KeyError, TypeError):
        pass
    remedy = "restore it from git, or save it again in JupyterLab"
    raise refuse("this is not a whole notebook (nbformat 4.5)", notebook, remedy=remedy)


def current_cell(notebook: Path) -> Cell:
    """The cell that is running now, found by its source in the notebook's file.

    Outside a notebook, and for a cell that was changed and not saved, the id is 'unsaved'.
    """
    source = _running_source()
    known = code_cells(notebook) if source and notebook.is_file() else []
    return next((cell for cell in known if cell.source.strip() == source.strip()), Cell("unsaved", source))


def _running_source() -> str:
    try:
        from IPython import get_ipython
    except ImportError:
        return ""
    shell = get_ipython()
    history = shell.user_ns.get("In", []) if shell else []
    return history[-1] if history else ""
