"""A mistake in the input, told so that the person who made it can mend it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sixphase.study.paths import shown

MOST_PROBLEMS = 20  # more than this of one file helps nobody


@dataclass(frozen=True)
class Problem:
    """One mistake: what is wrong, in which file, at which place, and what to do.

    >>> print(Problem("this id stands twice: E03", Path("answers.csv"), "row 5", "give each answer its own id"))
    answers.csv, row 5: this id stands twice: E03.
      What to do: give each answer its own id.
    """

    what: str
    file: Path | None = None
    place: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        where = ", ".join(filter(None, [shown(self.file) if self.file else "", self.place]))
        line = f"{where}: {self.what}." if where else f"{self.what}."
        return safe(line) + (safe(f"\n  What to do: {self.remedy}.") if self.remedy else "")


SHOWN = "\n\u200c\u200d"  # what does not print and does no harm: line breaks, and what joins or parts letters and emoji


def safe(text: str) -> str:
    r"""Text of a foreign file for a terminal: what does not print (but line breaks) is shown by its code.

    >>> safe("a key \x1b[31m in red")
    'a key \\x1b[31m in red'
    """
    return "".join(c if c.isprintable() or c in SHOWN else c.encode("unicode_escape").decode() for c in text)


class InputError(Exception):
    """Raised with every problem that was found in one go, so that all can be mended at once."""

    def __init__(self, problems: Problem | Iterable[Problem]):
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self):
        return type(self), (self.problems,)

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows of it: the mistake, and not the program's inside."""
        return [str(self)]


class NothingYet(InputError):
    """What the rest of a notebook needs is still to come: it ends here, and that is no mistake."""


def refuse(what: str, file: Path | None = None, place: str = "", remedy: str = "") -> InputError:
    """An error of a single problem, to be raised by the caller."""
    return InputError(Problem(what, file, place, remedy))


def raise_some(problems: Sequence[Problem]) -> None:
    """Raise what was found, if anything, cut to what a person can read in one go."""
    if problems:
        raise InputError(cut(problems))


def cut(problems: Sequence[Problem]) -> list[Problem]:
    """The first problems, and a last one that says how many more there are."""
    if len(problems) <= MOST_PROBLEMS + 1:
        return list(problems)
    more = Problem(f"and {len(problems) - MOST_PROBLEMS} more like these", problems[0].file, "", "mend these first")
    return [*problems[:MOST_PROBLEMS], more]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A remedy that lists the good names, the likeliest first where one is close.

    >>> did_you_mean("aproach", ["title", "approach"])
    "write 'approach' (known here: approach, title)"
    """
    from difflib import get_close_matches

    names = sorted(known)
    close = get_close_matches(word, names, n=1)
    listed = ", ".join(names)
    return f"write '{close[0]}' (known here: {listed})" if close else f"use one of: {listed}"
