"""How codes are written in a spreadsheet, and which code somebody means."""

from collections import Counter
from collections.abc import Mapping

from sixphase.coding.journal.state import State
from sixphase.coding.journal.things import Code
from sixphase.study.problem import did_you_mean, refuse

PART = ";"  # parts several codes in one cell
UNDER = " > "
MAKE = "add --make-codes, so that new codes are made (a row of the sheet 'Codebook' may define them)"
LISTED = 30  # more names than this in a message help nobody


class Labels:
    """The codes of a codebook by what people write: a name, a name under others ('Delivery > Safe space'), or an id."""

    def __init__(self, state: State):
        self._state, standing = state, state.standing()
        self._shown = Counter(same(code.name) for code in standing)
        self._ids: Mapping[str, Code] = state.codes
        self._by_name: dict[str, list[Code]] = {}
        for code in standing:
            for written in {same(code.name), same(UNDER.join(state.path(code.id)))}:
                self._by_name.setdefault(written, []).append(code)
        self._gone: dict[str, list[Code]] = {}
        for code in state.codes.values():
            if code.retired or code.into:
                self._gone.setdefault(same(code.name), []).append(code)

    def of(self, code: Code) -> str:
        """How a code is written: by its name where that says which code is meant, else by its id."""
        standing, gone = self._shown[same(code.name)], len(self._gone.get(same(code.name), ()))
        alone = (standing if code.stands else gone) == 1 and (code.stands or not standing)
        alone = alone and code.name.strip() == code.name
        return code.name if alone and PART not in code.name and code.name not in self._ids else code.id

    def find(self, written: str) -> Code | None:
        """The code that is meant; None where there is none.

        Raises
        ------
        InputError
            When several codes have this name, or the code is not given any more.
        """
        if written in self._ids:
            return self._ids[written]
        found = self._by_name.get(same(written), [])
        if len(found) > 1:
            ways = " or ".join(f"'{UNDER.join(self._state.path(code.id))}'" for code in found)
            raise refuse(f"several codes are called '{written}'", remedy=f"write {ways}, or the id")
        gone = self._gone.get(same(written), [])
        if not found and len(gone) == 1:
            return gone[0]
        return found[0] if found else None

    def remedy(self, written: str) -> str:
        """What to do about a code that is not there."""
        names = [self.of(code) for code in self._state.standing()]
        if not names:
            return f"make the code first, or {MAKE}"
        close = did_you_mean(written, names)
        short = close if len(names) <= LISTED else close.split(" (known here")[0].split("use one of")[0]
        return (short or "write a code of the sheet 'Codebook'") + f"; or {MAKE}"


def parts(cell: str) -> list[str]:
    """The codes that stand in a cell, each once.

    >>> parts(" Safe space;  T1.1 ;;Safe space")
    ['Safe space', 'T1.1']
    """
    return list(dict.fromkeys(filter(None, (" ".join(part.split()) for part in cell.split(PART)))))


def same(name: str) -> str:
    return " ".join(name.split()).casefold()
