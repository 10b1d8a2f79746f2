"""Acts on the codebook, and taking acts back."""

from collections.abc import Mapping, Sequence
from typing import Any

from sixphase.coding.journal.asking import check_described, check_name, check_parent, given_code, known_code
from sixphase.coding.journal.theming import because
from sixphase.coding.journal.things import Code
from sixphase.coding.journal.undoing import Undoing
from sixphase.study.problem import refuse


class Bookkeeping(Undoing):
    """What a coder does to the codebook; a part of `Journal`."""

    def make_code(self, name: str, *, parent: str = "", kind: str = "code", reason: str = "", **described: str) -> Code:
        """Make a code under another, or at the top; described by short, definition, when, when_not, example.

        Every act on the codebook takes a `reason`, which its line keeps.
        """
        with self._ours() as handle:
            check_described({**described, "kind": kind})
            check_parent(self.state, parent)
            said = {key: value for key, value in described.items() if value}
            name = check_name(self.state, name, parent)
            id_ = self._fresh_id()
            code = self._code_id(id_)
            fields = {"code": code, "name": name, "parent": parent, "kind": kind, **said, **because(reason)}
            self._keep(handle, "make_code", fields, id_)
            return self.state.codes[code]

    def change_code(self, code: str, *, reason: str = "", **described: str) -> Code:
        """Change the name, short, definition, when, when_not, example or kind of a code."""
        with self._ours() as handle:
            was = known_code(self.state, code)
            check_described(described)
            if "name" in described:
                described["name"] = check_name(self.state, described["name"], was.parent, code)
            changed = {key: value for key, value in described.items() if getattr(was, key) != value}
            if changed:
                self._keep(handle, "change_code", {"code": code, **changed, **because(reason)})
            return self.state.codes[code]

    def move_code(self, code: str, parent: str, place: int | None = None, *, reason: str = "") -> Code:
        """Put a code under another ('' is the top), before the one that now has this place there; else at the end."""
        with self._ours() as handle:
            known_code(self.state, code)
            check_parent(self.state, parent, code)
            check_name(self.state, self.state.codes[code].name, parent, code)
            if place is not None and (not isinstance(place, int) or place < 0):
                raise refuse(f"{place!r} is no place among codes", remedy="count from 0")
            where = {} if place is None else {"place": place}
            self._keep(handle, "move_code", {"code": code, "parent": parent, **where, **because(reason)})
            return self.state.codes[code]

    def merge_codes(self, codes: Sequence[str], into: str, *, reason: str = "") -> Code:
        """Make one code of several: codings of `codes` count for `into`, and what was below them is below it."""
        with self._ours() as handle:
            given_code(self.state, into)
            merged = [given_code(self.state, code).id for code in dict.fromkeys(codes) if code != into]
            if not merged:
                raise refuse("there is nothing to merge", remedy="name at least one other code")
            self._keep(handle, "merge_codes", {"codes": merged, "into": into, **because(reason)})
            return self.state.codes[into]

    def split_code(
        self, code: str, names: Sequence[str], codings: Mapping[str, str], *, reason: str = ""
    ) -> list[Code]:
        """Make several codes of one; `codings` says for ids of its codings which of the new names they get.

        Codings that are not named keep the old code, which stays; retire it when nothing is left in it.
        """
        with self._ours() as handle:
            whole = given_code(self.state, code)
            fine = [check_name(self.state, name, whole.parent) for name in names]
            if not fine or len({name.casefold() for name in fine}) < len(fine):
                raise refuse("a code is split into codes with different names", remedy="give each its own name")
            self._check_parts(code, dict(zip(names, fine, strict=True)), codings)
            id_ = self._fresh_id()
            ids = {name: self._code_id(id_, number) for number, name in enumerate(names)}
            into = [{"code": ids[name], "name": good} for name, good in zip(names, fine, strict=True)]
            to = {coding: ids[name] for coding, name in codings.items()}
            fields = {"code": code, "into": into, "codings": to, **because(reason)}
            self._keep(handle, "split_code", fields, id_)
            return [self.state.codes[part["code"]] for part in into]

    def retire_code(self, code: str, *, reason: str = "") -> None:
        """Give a code no more; codings that have it keep it, and codes below it move up to the next that stands."""
        with self._ours() as handle:
            given_code(self.state, code)
            self._keep(handle, "retire_code", {"code": code, **because(reason)})

    def restore_code(self, code: str, *, reason: str = "") -> None:
        """Give a retired code again."""
        with self._ours() as handle:
            was = known_code(self.state, code)
            if not was.retired or was.into:
                raise refuse(f"the code '{was.name}' is not retired", remedy="a merged code comes back by undoing")
            check_name(self.state, was.name, was.parent, code)
            self._keep(handle, "restore_code", {"code": code, **because(reason)})

    def _check_parts(self, code: str, names: Mapping[str, str], codings: Mapping[str, Any]) -> None:
        for coding, name in codings.items():
            found = self.state.coding(coding)
            if found is None or found.code != code:
                raise refuse(f"the coding '{coding}' does not have the code that is split", remedy="name its codings")
            if name not in names:
                raise refuse(f"'{name}' is none of the new codes", remedy="use the names that you split it into")

    def _code_id(self, event: str, number: int = 0) -> str:
        """An id for a code from the id of the act that makes it, other than all that are there."""
        while (code := f"c-{(int(event[:8], 16) + number) % 2**32:08x}") in self.state.codes:
            number += 1
        return code
