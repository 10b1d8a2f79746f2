"""An expression cut into its tokens."""

import re

from sixphase.coding.retrieval.expression import Token
from sixphase.study.problem import InputError, refuse

LONGEST = 2_000  # characters; nobody writes more by hand
QUOTES = {'"': '"', "“": "”", "„": "“”", "«": "»", "‘": "’", "'": "'"}
SIGNS = {"==": "=", "<>": "!=", "≠": "!=", "≤": "<=", "≥": ">="}
_PIECE = re.compile(r"(?P<sign><=|>=|!=|<>|==|[=<>≠≤≥])|(?P<bracket>[()])|(?P<word>[^\s()=<>!≠≤≥\"“”„«»]+)|(?P<odd>.)")
_AROUND = 24


def tokens(expression: str) -> list[Token]:
    """The tokens of an expression, with one that stands for its end.

    Raises
    ------
    InputError
        When it is empty or too long, a quotation mark is not closed, or a sign has no meaning here.

    >>> [token.text for token in tokens('T1.1 and theme "Workshop Delivery"')]
    ['T1.1', 'and', 'theme', 'Workshop Delivery', '']
    """
    if not expression.strip():
        raise refuse("there is nothing to look for", remedy='write a code, such as T1.1, or words "kind*"')
    if len(expression) > LONGEST:
        what = f"the expression has {len(expression):,} characters; at most {LONGEST:,} can be read"
        raise refuse(what, remedy="look for less at once")
    found, at = [], 0
    while at < len(expression):
        if expression[at].isspace():
            at += 1
            continue
        token, at = _next(expression, at)
        found.append(token)
    return [*found, Token("end", "", len(expression))]


def _next(expression: str, at: int) -> tuple[Token, int]:
    if expression[at] in QUOTES:
        return _quoted(expression, at)
    match = _PIECE.match(expression, at)
    if match is None or match["odd"]:
        what = f"'{expression[at]}' has no meaning here"
        raise wrong(expression, at, what, "put names that hold such signs between quotation marks")
    if match["sign"]:
        return Token("sign", SIGNS.get(match["sign"], match["sign"]), at), match.end()
    if match["bracket"] == "(":
        return Token("(", "(", at), match.end()
    if match["bracket"]:
        return Token(")", ")", at), match.end()
    return Token("word", match["word"], at), match.end()


def _quoted(expression: str, at: int) -> tuple[Token, int]:
    ends = QUOTES[expression[at]]
    close = next((n for n in range(at + 1, len(expression)) if expression[n] in ends), None)
    if close is None:
        raise wrong(expression, at, "this quotation mark is not closed", f"write {ends[-1]} where the name ends")
    return Token("quoted", expression[at + 1 : close], at), close + 1


def wrong(expression: str, at: int, what: str, remedy: str) -> InputError:
    """A mistake in an expression: the character at which it stands, counted from 1, and what is around it."""
    before = ("…" if at > _AROUND else "") + expression[max(0, at - _AROUND) : at]
    behind = expression[at : at + _AROUND] + ("…" if len(expression) > at + _AROUND else "")
    around = " ".join(f"{before}▸{behind}".split())
    return refuse(what, place=f"the expression at character {at + 1}: {around}", remedy=remedy)
