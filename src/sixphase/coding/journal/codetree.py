"""A codebook that is asked: which codes stand, what is below what, how a code is called from the top."""

from collections.abc import Mapping
from dataclasses import replace

from sixphase.coding.journal.growing import Growing
from sixphase.coding.journal.things import Code
from sixphase.study.problem import safe


class CodeTree:
    """All codes in the order of the tree, also those retired and merged.

    A code is under its nearest parent that stands, so that nothing hangs below what nobody sees.
    """

    def __init__(self, book: Growing):
        self.codes: dict[str, Code] = {}
        self.below: dict[str, list[str]] = {"": []}
        self._lay(book)
        self.told = (*book.told, *self._namesakes())

    def standing(self) -> list[Code]:
        return [code for code in self.codes.values() if code.stands]

    def children(self, id_: str) -> list[Code]:
        return [self.codes[one] for one in self.below.get(id_, ()) if self.codes[one].stands]

    def descendants(self, id_: str) -> list[str]:
        found = [id_]
        for one in found:
            found += self.below.get(one, ())
        return found

    def path(self, id_: str) -> tuple[str, ...]:
        names: list[str] = []
        while id_:
            names.append(self.codes[id_].name)
            id_ = self.codes[id_].parent
        return tuple(reversed(names))

    def final(self) -> Mapping[str, str]:
        """Every merged code with the code that it was merged into, followed to the last."""
        return {code.id: code.into for code in self.codes.values() if code.into}

    def _namesakes(self) -> list[str]:
        """Codes of one name in one place, as when two people made the same code."""
        told = []
        for parent in self.below:
            by_name: dict[str, list[str]] = {}
            for code in self.children(parent):
                by_name.setdefault(code.name.casefold(), []).append(code.id)
            for ids in by_name.values():
                if len(ids) > 1:
                    name, listed = self.codes[ids[0]].name, ", ".join(ids)
                    told.append(f"{len(ids)} codes are called '{safe(name)}' ({listed}): merge them, or rename one")
        return told

    def _lay(self, book: Growing) -> None:
        open_ = [(id_, "") for id_ in reversed(book.below[""])]
        while open_:
            id_, parent = open_.pop()
            code = book.codes[id_]
            siblings = self.below.setdefault(parent, [])
            into = book.final(id_) if code.into else ""
            place = sum(self.codes[one].stands for one in siblings)
            self.codes[id_] = replace(code, parent=parent, place=place, into=into)
            siblings.append(id_)
            above = id_ if code.stands else parent
            open_ += [(child, above) for child in reversed(book.below[id_])]
