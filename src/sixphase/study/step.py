"""What a notebook reads and writes: tables, figures and named values, each with the cell that made it.

A notebook begins with ``step = begin("02_familiarisation", study)``; from then on it reads with
``step.read(...)`` and writes with ``step.table``, ``step.figure`` and ``step.value``.
"""

import json
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from sixphase.study.cells import Cell, current_cell
from sixphase.study.paths import StudyPaths, notebook
from sixphase.study.problem import refuse
from sixphase.study.settings import Study, read_study
from sixphase.study.shown_table import ShownTable
from sixphase.study.tables import FLOAT, read_written, write_table

NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9][a-z0-9_]*)*")


@dataclass
class Step:
    """One notebook at work on one study."""

    name: str
    study: Study
    paths: StudyPaths
    folder: Path
    values: dict[str, dict[str, Any]] = field(default_factory=dict)
    figures: dict[str, dict[str, Any]] = field(default_factory=dict)
    tables: dict[str, dict[str, Any]] = field(default_factory=dict)

    def read(self, step: str, table: str) -> pd.DataFrame:
        """A table that an earlier notebook wrote, as it was written."""
        path = self.paths.step(step) / "tables" / f"{table}.csv"
        if not path.is_file():
            raise refuse("this table is not made yet", path, remedy=f"run 'sixphase run {self.paths.name}' first")
        return read_written(path)

    def table(self, name: str, table: pd.DataFrame) -> pd.DataFrame:
        """Keep a tidy table as `tables/NAME.csv`; returned so that a cell can end with it."""
        write_table(table, self._place("tables", name, ".csv"))
        self.tables[name] = {"rows": len(table), **self._cell()}
        self._save("tables")
        return table

    def figure(self, name: str, figure: Any, alt: str) -> Any:
        """Keep a figure as `figures/NAME.svg` and `.png` (300 dpi), with the text for those who do not see it.

        Returns the picture that is kept, so that a cell can end with it.
        """
        from sixphase.study.figures import save, stamp

        if self.study.simulated:
            stamp(figure)
            alt = f"Simulated data. {alt}"
        picture = save(figure, self._place("figures", name, ".svg").with_suffix(""), alt)
        self.figures[name] = {"alt": alt, **self._cell()}
        self._save("figures")
        return picture

    def value(self, name: str, value: Any, text: str | None = None) -> str:
        """Keep a named value; the paper prints `text` (by default the value as it stands).

        Names are lower case with dots, such as ``answers.count``.
        """
        printed = self._named(name, value, text)
        self._save("values")
        return printed

    def _named(self, name: str, value: Any, text: str | None) -> str:
        plain = value.item() if hasattr(value, "item") else value
        if isinstance(plain, float) and text is None:
            raise ValueError(f"say how '{name}' is to be printed: value(name, number, text)")
        if isinstance(plain, float):
            plain = float(FLOAT % plain)
        if not NAME.fullmatch(name):
            raise ValueError(f"'{name}' is no name for a value: lower case, digits, underscores and dots")
        printed = f"{plain:,}" if isinstance(plain, int) and text is None else str(plain if text is None else text)
        self.values[name] = {"value": plain, "text": printed, **self._cell()}
        return printed

    def name_values(self, values: Iterable[tuple[str, Any, str | None]]) -> dict[str, str]:
        """Keep several values, each as (name, value, text); returns all texts of this notebook so far, by name."""
        for name, value, text in values:
            self._named(name, value, text)
        self._save("values")
        return {name: kept["text"] for name, kept in self.values.items()}

    def show_tables(
        self, tables: Iterable[tuple[str, pd.DataFrame]], names: Mapping[str, str] | None = None, is_whole: bool = False
    ) -> None:
        """Keep several tables, each as (name, table), and show them as a reader sees them; see `ShownTable`."""
        for name, table in tables:
            _show(ShownTable(name, self.table(name, table), names, is_whole))

    def show_figures(self, figures: Iterable[tuple[str, Any, str]]) -> None:
        """Keep and show several figures, each as (name, figure, alternative text)."""
        for name, figure, alt in figures:
            _show(self.figure(name, figure, alt))

    def _cell(self) -> dict[str, Any]:
        cell: Cell = current_cell(notebook(self.name))
        return {"notebook": self.name, "cell": cell.id}

    def _place(self, kind: str, name: str, suffix: str) -> Path:
        if not NAME.fullmatch(name):
            raise ValueError(f"'{name}' is no name for one of the {kind}: lower case, digits and underscores")
        folder = self.folder / kind
        folder.mkdir(parents=True, exist_ok=True)
        return folder / f"{name}{suffix}"

    def _save(self, kind: str) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(getattr(self, kind), indent=1, ensure_ascii=False, sort_keys=True)
        place = self.folder / f"{kind}.json"
        place.unlink(missing_ok=True)  # ext4 waits for the disk when a file is emptied and written anew
        place.write_text(text + "\n", encoding="utf-8", newline="\n")


def _show(thing: Any) -> None:
    from IPython.display import display

    display(thing)


def begin(name: str, study: str) -> Step:
    """Start the notebook `name` on a study: its settings, and an empty place for what it makes.

    A run puts the outputs in a place of its own first (SIXPHASE_OUTPUT) and moves them when all are whole;
    in JupyterLab they go where the run would leave them. Of simulated data it is said at once.
    """
    paths = StudyPaths(study)
    folder = Path(os.environ.get("SIXPHASE_OUTPUT") or paths.step(name))
    settings = read_study(study)
    if settings.simulated:
        print("Simulated data: nobody wrote these answers.")
    return Step(name, settings, paths, folder)
