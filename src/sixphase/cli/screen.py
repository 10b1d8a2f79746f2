"""How things are written to the terminal."""

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from sixphase.study.problem import InputError, cut

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def show(lines: Iterable[str]) -> None:
    """Lines as they are, whatever brackets are in them."""
    for line in lines:
        out.print(line, markup=False)


def show_problems(error: InputError) -> None:
    """Every problem with its file, place and remedy."""
    number = len(error.problems)
    title = "This cannot be used yet" if number == 1 else f"{number} things cannot be used yet"
    err.print(f"[bold red]{title}[/] [dim](nothing was changed)[/]")
    for problem in cut(error.problems):
        err.print(Text(f"  {problem}".replace("\n", "\n  ")))
