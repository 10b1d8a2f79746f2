"""The acts that a coding sheet asks for, and adding them to a coder's journal."""

from collections.abc import Sequence
from dataclasses import dataclass

from sixphase.coding.journal.journal import Journal, NotSaved
from sixphase.study.problem import Problem


@dataclass(frozen=True)
class Act:
    """One act that a sheet asks for.

    Attributes
    ----------
    act
        'make_code', 'code', 'change', 'uncode' or 'read'.
    code
        The id of a code; for one that is to be made, its name, and `new` is True.
    comment
        None where it stays as it is.
    under
        Of a code that is to be made: the id of the one above it, or its name where that is to be made too.
    described
        Of a code that is to be made: definition, when, when_not and example, where they are written.
    """

    act: str
    answer: str = ""
    start: int = 0
    end: int = 0
    code: str = ""
    coding: str = ""
    comment: str | None = None
    new: bool = False
    under: str = ""
    described: tuple[tuple[str, str], ...] = ()


def take_in(journal: Journal, acts: Sequence[Act]) -> int:
    """Add the acts to a journal; gives their number.

    Raises
    ------
    NotSaved
        When the disk failed; the message says how many are in, and reading the sheet again adds the rest.
    """
    made: dict[str, str] = {}
    for number, act in enumerate(acts):
        try:
            _do(journal, act, made)
        except NotSaved as error:
            what = f"{number:,} of {len(acts):,} acts of the sheet are saved, and then the disk failed"
            more = Problem(what, journal.path, remedy="read the sheet again: it goes on where it stopped")
            raise NotSaved([*error.problems, more]) from None
    return len(acts)


def _do(journal: Journal, act: Act, made: dict[str, str]) -> None:
    code = made.get(act.code, act.code) if act.new else act.code
    if act.act == "make_code":
        made[act.code] = journal.make_code(act.code, parent=made.get(act.under, act.under), **dict(act.described)).id
    elif act.act == "code":
        journal.code(act.answer, act.start, act.end, code, comment=act.comment or "")
    elif act.act == "change":
        place = {"start": act.start, "end": act.end} if act.end else {}
        journal.change(act.coding, code=code or None, comment=act.comment, **place)
    elif act.act == "uncode":
        journal.uncode(act.coding)
    else:
        journal.read(act.answer)
