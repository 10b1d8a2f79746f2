"""A bar that shows how far a command is; nothing where nobody looks on."""

from typing import Any, Self

from sixphase.cli.screen import err


class Bar:
    """Called with what is being done, how much is done and how much there is; one line of a terminal, then gone.

    Where the output is no terminal nothing is written. Left as a context, also by an error, the line is gone.
    """

    def __init__(self, console: Any = err):
        self._console, self._what = console, ""
        self._shown: Any = None
        self._task: Any = None

    def __call__(self, what: str, done: int, total: int) -> None:
        if not self._console.is_terminal:
            return
        if self._shown is None or what != self._what:
            self._begin(what, total)
        self._shown.update(self._task, completed=done, total=total)
        if done >= total:
            self._end()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._end()

    def _begin(self, what: str, total: int) -> None:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self._end()
        words = TextColumn("{task.description}", markup=False)
        columns = (words, BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._what, self._shown = what, Progress(*columns, console=self._console, transient=True)
        self._shown.start()
        self._task = self._shown.add_task(what, total=total)

    def _end(self) -> None:
        if self._shown is not None:
            self._shown.stop()
        self._shown = None
