"""An expression read into a tree, by hand and without `eval`; a mistake is told with its place."""

from typing import Any, cast

from sixphase.coding.retrieval.cursor import Cursor
from sixphase.coding.retrieval.expression import (
    Both,
    Compared,
    Either,
    Named,
    Node,
    Not,
    Placed,
    Token,
    Words,
    has_passages,
)
from sixphase.coding.retrieval.reading import wrong

RELATIONS = {"near": "near", "within": "within", "overlapping": "overlapping", "overlaps": "overlapping"}
UNITS = {"word": "words", "words": "words", "character": "characters", "characters": "characters"}
KINDS = ("theme", "subtheme", "code")
JOINING = ("and", "or", *RELATIONS)
FARTHEST = 1_000_000


def parse(expression: str) -> Node:
    """The tree of an expression; see `sixphase.coding.retrieval.expression` for what it means.

    Raises
    ------
    InputError
        With the character at which it cannot be read, and what to write.

    >>> parse("T1.1 near 10 words T3.2").unit
    'words'
    """
    reader = _Reader(expression)
    node = reader.whole()
    reader.expect_end()
    return node


class _Reader(Cursor):
    """Reads a tree from the tokens; each method takes what it names."""

    def whole(self) -> Node:
        parts, joint = [self.negated()], ""
        while self.is_word("and", "or"):
            word = self.token.text.casefold()
            if joint and word != joint:
                raise self.wrong("'and' and 'or' stand side by side", "put brackets around what belongs together")
            joint = word
            self.take()
            parts.append(self.negated())
        if not joint:
            return parts[0]
        return Both(tuple(parts)) if joint == "and" else Either(tuple(parts))

    def negated(self) -> Node:
        if not self.is_word("not"):
            return self.placed()
        self.deeper()
        self.take()
        node = Not(self.negated())
        self.depth -= 1
        return node

    def placed(self) -> Node:
        began = self.token
        left = self.single()
        if not self.is_word(*RELATIONS):
            return left
        self.check_passages(left, began)
        how, reach = self.relation()
        began = self.token
        right = self.single()
        self.check_passages(right, began)
        if self.is_word(*RELATIONS):
            raise self.wrong(f"'{self.token.text}' follows another comparison of places", "put brackets around one")
        return Placed(left, how, right, **reach)

    def relation(self) -> tuple[Any, dict[str, Any]]:
        """`near`, `near 10 words`, `within 10 words of`, `within`, `overlapping`."""
        how = RELATIONS[self.take().text.casefold()]
        unit = UNITS.get(self.ahead.text.casefold()) if self.ahead.kind == "word" else None
        if how == "overlapping" or unit is None or not self.token.text.isdecimal():
            return how, {}
        if len(self.token.text) > 9 or int(self.token.text) > FARTHEST:
            raise self.wrong("no answer is as long as that", f"write a number up to {FARTHEST:,}")
        reach = int(self.take().text)
        self.take()
        if self.is_word("of"):
            self.take()
        return "near", {"reach": reach, "unit": unit}

    def single(self) -> Node:
        token = self.token
        if token.kind == "(":
            return self.bracket()
        if self.ahead.kind == "sign":
            return self.compared()
        if self.is_word("descendants"):
            self.take()
            if not self.is_word("of"):
                raise self.wrong("'of' is missing", "write: descendants of T1")
            self.take()
            return Named(self.name(), deep=True)
        if self.is_word(*KINDS) and self.ahead.kind in ("word", "quoted") and not self.joins(self.ahead):
            kind = self.take().text.casefold()
            return Named(self.name(), deep=kind != "code", kind=kind)
        if self.is_word("word", "words") and self.ahead.kind in ("word", "quoted"):
            self.take()
            return Words(self.take())
        return Named(self.name())

    def bracket(self) -> Node:
        opened = self.token
        self.deeper()
        self.take()
        node = self.whole()
        if self.token.kind != ")":
            if self.token.kind == "end":
                raise wrong(self.expression, opened.at, "this bracket is not closed", "write ) where it ends")
            self.expect_end()
        self.take()
        self.depth -= 1
        return node

    def compared(self) -> Node:
        field = self.name()
        sign = cast(Any, self.take().text)
        node = Compared(field, sign, self.name("a value"))
        if node.is_coder and sign not in ("=", "!="):
            raise wrong(self.expression, field.at, "coders cannot be ordered", "write coder = NAME or coder != NAME")
        return node

    def name(self, wanted: str = "a code, an attribute or words") -> Token:
        token = self.token
        if token.kind == "quoted" or (token.kind == "word" and not self.is_word("not", "of", *JOINING)):
            return self.take()
        what = f"{wanted} should stand here, not {'the end' if token.kind == 'end' else repr(token.text)}"
        raise self.wrong(what, "write it, or put a name that is such a word between quotation marks")

    def check_passages(self, node: Node, began: Token) -> None:
        if not has_passages(node):
            what = "this chooses whole answers, so it has no passages to compare"
            raise wrong(self.expression, began.at, what, "write 'and' in place of near, within or overlapping")

    def joins(self, token: Token) -> bool:
        return token.kind == "word" and token.text.casefold() in JOINING
