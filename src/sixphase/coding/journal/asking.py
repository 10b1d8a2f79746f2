"""Whether an act is possible in the state as it is; a mistake is told before anything is written."""

from collections.abc import Mapping

from sixphase.coding.journal.shapes import KINDS
from sixphase.coding.journal.state import State
from sixphase.coding.journal.things import Code, Coding, Memo
from sixphase.study.problem import did_you_mean, refuse

LISTED = 12  # more names than this in a remedy help nobody
DESCRIBED = ("name", "short", "definition", "when", "when_not", "example", "kind")


def text_of(state: State, answer: str) -> str:
    """The text of an answer that has words."""
    if answer not in state.answers:
        raise refuse(f"there is no answer '{answer}' with words in this study", remedy="use the id of an answer")
    return state.answers[answer]


def check_span(text: str, answer: str, start: int, end: int) -> None:
    """A passage has at least one code point and lies within its answer."""
    whole = all(isinstance(one, int) and not isinstance(one, bool) for one in (start, end))
    if not whole or not 0 <= start < end <= len(text):
        what = f"the passage {start} to {end} is not in the answer {answer}, which has {len(text)} characters"
        raise refuse(what, remedy="choose at least one character within the answer; the first is 0")


def given_code(state: State, code: str) -> Code:
    """A code that can be given."""
    found = known_code(state, code)
    if found.into:
        name = state.codes[found.into].name
        raise refuse(f"the code '{found.name}' was merged into '{name}'", remedy=f"give '{name}' ({found.into})")
    if found.retired:
        raise refuse(f"the code '{found.name}' is retired", remedy="restore it, or give another")
    return found


def known_code(state: State, code: str) -> Code:
    """A code of the codebook, also a retired or merged one."""
    if code not in state.codes:
        names = [one.id for one in state.standing()]
        remedy = did_you_mean(str(code), names) if 0 < len(names) <= LISTED else "use the id of a code of the codebook"
        raise refuse(f"there is no code '{code}'", remedy=remedy)
    return state.codes[code]


def own_coding(state: State, coding: str, coder: str) -> Coding:
    """A coding of this coder that stands."""
    found = state.coding(coding)
    if found is None:
        raise refuse(f"there is no coding '{coding}' that stands", remedy="use the id of one of your codings")
    if found.coder != coder:
        raise refuse(
            f"the coding '{coding}' is of {found.coder}", remedy="change your own; a consensus is its own journal"
        )
    return found


def own_memo(state: State, memo: str, coder: str) -> Memo:
    """A memo of this coder that stands."""
    for found in state.memos(coder=coder):
        if found.id == memo:
            return found
    raise refuse(f"there is no memo '{memo}' of yours", remedy="use the id of one of your memos")


def check_name(state: State, name: str, parent: str, but: str = "") -> str:
    """A name for a code, without spaces around it, that no other code has beside it."""
    name = " ".join(str(name).split())
    if not name:
        raise refuse("a code needs a name", remedy="type what it is called")
    if any(one.name.casefold() == name.casefold() and one.id != but for one in state.children(parent)):
        raise refuse(f"a code '{name}' stands there already", remedy="use it, or choose another name")
    return name


def check_described(described: Mapping[str, str]) -> None:
    """Only what a code can be described with, all of it text."""
    for key, value in described.items():
        if key not in DESCRIBED:
            raise refuse(f"a code has no '{key}'", remedy=did_you_mean(key, DESCRIBED))
        if not isinstance(value, str):
            raise refuse(f"'{key}' of a code should be text", remedy="write words")
    if described.get("kind", "code") not in KINDS:
        raise refuse(f"'{described['kind']}' is no kind of code", remedy=did_you_mean(described["kind"], KINDS))


def check_parent(state: State, parent: str, but: str = "") -> None:
    """A code that others can be put under; '' is the top."""
    if parent:
        given_code(state, parent)
        if but and parent in state.descendants(but):
            name = state.codes[but].name
            raise refuse(f"the code '{name}' cannot be put below itself", remedy="choose a code that is not below it")
