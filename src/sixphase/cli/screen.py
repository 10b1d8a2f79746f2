"""How things are written to the terminal."""

import sys
from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from sixphase.study.problem import InputError, cut

# On a terminal lines are broken between words; what goes into a file or another program is not broken at all.
out = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
err = Console(stderr=True, highlight=False, soft_wrap=not sys.stderr.isatty())


def show(lines: Iterable[str]) -> None:
    """Lines as they are, whatever brackets are in them."""
    for line in lines:
        _put(line, out)


def show_problems(error: InputError, title: str = "") -> None:
    """Every problem with its file, place and remedy; without another title nothing was changed."""
    number = len(error.problems)
    unused = "This cannot be used yet" if number == 1 else f"{number} things cannot be used yet"
    err.print(f"[bold red]{title}[/]" if title else f"[bold red]{unused}[/] [dim](nothing was changed)[/]")
    for problem in cut(error.problems):
        for line in str(problem).split("\n"):
            _put(f"  {line}", err)


def _put(line: str, console: Console) -> None:
    """One line; where it is broken, what follows stands below its first word."""
    words = line.lstrip(" ")
    if console.soft_wrap:
        console.print(Text(line))
    else:
        console.print(Padding(Text(words), (0, 0, 0, len(line) - len(words)), expand=False))
