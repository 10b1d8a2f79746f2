"""Themes and subthemes with everything whose codings count as theirs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sixphase.study.codebook import Codebook

if TYPE_CHECKING:
    from sixphase.coding.journal.state import State

Tree = "Codebook | State"
LEVELS = ("theme", "subtheme")


@dataclass(frozen=True)
class Entry:
    """A theme or a subtheme.

    Attributes
    ----------
    parent
        The nearest theme or subtheme above it; '' at the top.
    codes
        The ids whose codings touch it: its own, and all below it.
    """

    id: str
    name: str
    short: str
    parent: str
    codes: frozenset[str]


def entries_of(tree: "Codebook | State") -> tuple[Entry, ...]:
    """All themes and subthemes in the order of the tree, each after what it is under.

    In a tree that grows with the coding these are the entries of the kinds 'theme' and 'subtheme' that stand;
    codings of retired and merged codes below them count too. A code under no theme touches none.
    """
    return tuple(_of_codebook(tree) if isinstance(tree, Codebook) else _of_state(tree))


def _of_codebook(book: Codebook) -> Iterator[Entry]:
    for theme in book.themes:
        below = [e.id for sub in theme.subthemes for e in (sub, *sub.codes)]
        own = [theme.id, *below, *(code.id for code in theme.codes)]
        yield Entry(theme.id, theme.name, theme.short, "", frozenset(own))
        for sub in theme.parts:
            codes = frozenset([sub.id, *(code.id for code in sub.codes)])
            yield Entry(sub.id, sub.name, sub.short, theme.id, codes)


def _of_state(state: "State") -> Iterator[Entry]:
    kept = {code.id: code for code in state.standing() if code.kind in LEVELS}
    for code in kept.values():
        parent = code.parent
        while parent and parent not in kept:
            parent = state.codes[parent].parent
        yield Entry(code.id, code.name, code.short or code.name, parent, frozenset(state.descendants(code.id)))
