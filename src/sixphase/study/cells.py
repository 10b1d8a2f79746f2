"""Which cell of which notebook is at work."""

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cell:
    """A cell by its id in the notebook file; `source` is its code."""

    id: str
    source: str


def code_cells(notebook: Path) -> list[Cell]:
    """The code cells of a notebook file, in order."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return [Cell(c["id"], "".join(c["source"])) for c in cells if c["cell_type"] == "code"]


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
