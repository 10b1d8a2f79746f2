"""What a person sees while the steps run: which notebook is at which cell, and what is done."""

import sys
import time
from collections.abc import Callable
from threading import Lock

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn

OnCell = Callable[[int, int, str], None]


class Display:
    """Lines of progress; bars that move in a terminal, one line a finished step elsewhere."""

    def __init__(self, study: str, console: Console | None = None):
        self.study = study
        self.console = console or Console(stderr=True, highlight=False)
        self._bars = Progress(
            TextColumn("  [bold]{task.description:<26}"),
            BarColumn(bar_width=20),
            TextColumn("{task.fields[cell]}", style="dim"),
            console=self.console,
            transient=True,
            disable=not self.console.is_terminal,
        )
        self._running: dict[str, TaskID] = {}
        self._began: dict[str, float] = {}
        self._lock = Lock()

    def __enter__(self) -> "Display":
        self.console.print(f"[bold]{self.study}[/]: running what is not up to date")
        self._bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bars.stop()

    def begin(self, title: str) -> OnCell:
        """Show a step as running; returns what it calls at each cell."""
        with self._lock:
            self._began[title] = time.monotonic()
            self._running[title] = self._bars.add_task(title, total=None, cell="")

        def on_cell(number: int, of: int, name: str) -> None:
            label = f"cell {number + 1} of {of}: {name.replace('-', ' ')}"
            self._bars.update(self._running[title], completed=number, total=of, cell=label)

        return on_cell

    def end(self, title: str, failed: bool = False) -> None:
        """Show a step as done."""
        with self._lock:
            seconds = time.monotonic() - self._began[title]
            self._bars.remove_task(self._running.pop(title))
            mark, style = ("✗", "red") if failed else ("✓", "green")
            if not _can_show(mark, self.console):
                mark = "x" if failed else "+"
            self.console.print(f"  [{style}]{mark}[/] {title:<26} [dim]{seconds:5.1f} s[/]")


def _can_show(mark: str, console: Console) -> bool:
    try:
        mark.encode(console.encoding or sys.getdefaultencoding())
    except UnicodeEncodeError:
        return False
    return True
