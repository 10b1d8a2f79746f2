"""What an expression says, as a tree.

The rule, in four sentences:

1. `and`, `or` and `not` choose *answers*: `A and B` is true of an answer in which both A and B are found, anywhere.
2. What is shown are the *passages* that made it true: those of A and of B, in the answers that were chosen. An answer
   that was chosen without any passage (`not A`, an attribute) is shown as a whole.
3. `near`, `within` and `overlapping` compare passages of one answer; those on the *left* are kept that have another
   passage on the right so placed. A passage is never compared with itself.
4. `coder = NAME` beside `and` says whose codings count in the rest of that `and`, down through its brackets. Where
   the rest asks for no codes (`coder = NAME and occupation = Nursing`), all codings of that coder are passages of it.
"""

from dataclasses import dataclass
from typing import Literal

CODER = "coder"
NEAR_BY_DEFAULT = 50  # characters

Sign = Literal["=", "!=", "<", "<=", ">", ">="]


@dataclass(frozen=True)
class Token:
    """A piece of an expression: what it is, its text (without quotation marks), and where it begins, from 0."""

    kind: Literal["word", "quoted", "sign", "(", ")", "end"]
    text: str
    at: int

    @property
    def shown(self) -> str:
        return {"quoted": f'"{self.text}"', "end": "the end"}.get(self.kind, self.text)


@dataclass(frozen=True)
class Named:
    """Passages with a code; `deep` takes in all codes beneath it. `kind` is 'theme', 'subtheme', 'code' or ''."""

    name: Token
    deep: bool = False
    kind: str = ""


@dataclass(frozen=True)
class Words:
    """Places where words stand."""

    text: Token


@dataclass(frozen=True)
class Compared:
    """Answers whose attribute compares so with a value; with the field `coder`, codings."""

    field: Token
    sign: Sign
    value: Token

    @property
    def is_coder(self) -> bool:
        return self.field.text.casefold() == CODER


@dataclass(frozen=True)
class Not:
    """Answers of which the part is not true."""

    part: "Node"


@dataclass(frozen=True)
class Both:
    """`and`: two parts or more."""

    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Either:
    """`or`: two parts or more."""

    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Placed:
    """Passages on the left that stand so to one on the right; `reach` and `unit` belong to `near`."""

    left: "Node"
    how: Literal["near", "within", "overlapping"]
    right: "Node"
    reach: int = NEAR_BY_DEFAULT
    unit: Literal["characters", "words"] = "characters"


Node = Named | Words | Compared | Not | Both | Either | Placed


def has_passages(node: Node) -> bool:
    """Whether a part can have passages of its own; a `not` and an attribute only choose answers."""
    if isinstance(node, Both | Either):
        return any(map(has_passages, node.parts))
    if isinstance(node, Compared):
        return node.is_coder
    return not isinstance(node, Not)


def asks_for_codings(node: Node) -> bool:
    """Whether a part looks for codings anywhere but under a `not`."""
    if isinstance(node, Both | Either):
        return any(map(asks_for_codings, node.parts))
    if isinstance(node, Placed):
        return asks_for_codings(node.left) or asks_for_codings(node.right)
    return isinstance(node, Named) or (isinstance(node, Compared) and node.is_coder)
