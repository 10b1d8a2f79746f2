"""Going through the tokens of an expression, from left to right, once."""

from sixphase.coding.retrieval.expression import Token
from sixphase.coding.retrieval.reading import tokens, wrong
from sixphase.study.problem import InputError

DEEPEST = 40  # brackets and 'not' within each other


class Cursor:
    """The token that is next, the one ahead of it, and how deep the reading is."""

    def __init__(self, expression: str):
        self.expression, self.tokens, self.place, self.depth = expression, tokens(expression), 0, 0

    def expect_end(self) -> None:
        token, last = self.token, self.tokens[self.place - 1]
        if token.kind == "end":
            return
        if token.kind == ")":
            raise self.wrong("this bracket was never opened", "take it out, or write ( where it begins")
        what = f"nothing says how {last.shown} and {token.shown} belong together"
        raise self.wrong(what, "put a name of several words between quotation marks, or write and, or, near between")

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.wrong(f"there are more than {DEEPEST} brackets or 'not' within each other", "write it shorter")

    def wrong(self, what: str, remedy: str) -> InputError:
        return wrong(self.expression, self.token.at, what, remedy)

    def is_word(self, *words: str) -> bool:
        return self.token.kind == "word" and self.token.text.casefold() in words

    @property
    def token(self) -> Token:
        return self.tokens[self.place]

    @property
    def ahead(self) -> Token:
        return self.tokens[min(self.place + 1, len(self.tokens) - 1)]

    def take(self) -> Token:
        self.place += 1
        return self.tokens[self.place - 1]
