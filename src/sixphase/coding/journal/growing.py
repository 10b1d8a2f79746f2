"""A codebook while the acts on it are gone through."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sixphase.coding.journal.things import Code


@dataclass
class Growing:
    """A codebook while the acts on it are gone through: codes by id, and the order of those with one parent."""

    codes: dict[str, Code] = field(default_factory=dict)
    below: dict[str, list[str]] = field(default_factory=lambda: {"": []})
    unmade: set[str] = field(default_factory=set)
    told: list[str] = field(default_factory=list)

    def put(self, code: Code, at: int | None = None) -> None:
        self.codes[code.id] = code
        self.below.setdefault(code.id, [])
        siblings = self.below.setdefault(code.parent, [])
        siblings.insert(len(siblings) if at is None else self._raw(siblings, at), code.id)

    def move(self, id_: str, parent: str, at: int | None = None) -> None:
        code = self.codes[id_]
        self.below[code.parent].remove(id_)
        self.put(replace(code, parent=parent), at)

    def set(self, id_: str, **values: Any) -> None:
        self.codes[id_] = replace(self.codes[id_], **values)

    def under(self, id_: str, above: str) -> bool:
        """Whether a code is another, or anywhere below it."""
        while id_ and id_ != above:
            id_ = self.codes[id_].parent
        return id_ == above

    def final(self, id_: str) -> str:
        """The code that a code was merged into, followed to the last."""
        while self.codes[id_].into:
            id_ = self.codes[id_].into
        return id_

    def _raw(self, siblings: Sequence[str], at: int) -> int:
        """Places count those that stand; here is the same among all."""
        standing = [place for place, id_ in enumerate(siblings) if self.codes[id_].stands]
        return standing[at] if at < len(standing) else len(siblings)
