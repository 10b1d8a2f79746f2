"""What a message of the board holds; what is no text there is taken for none."""

from collections.abc import Mapping
from typing import Any

from sixphase.coding.journal.journal import Journal
from sixphase.coding.journal.state import Code
from sixphase.study.problem import refuse

Said = Mapping[str, Any]
TAKEN_BACK = {  # what is not seen to go on the board
    "code": "a passage that you coded",
    "change": "a change of a coding",
    "uncode": "that you took a coding away",
    "read": "that you have read an answer",
    "unread": "that you have not read an answer",
    "memo": "a memo",
    "change_memo": "a change of a memo",
    "remove_memo": "that you took a memo away",
    "finish": "that you have finished coding",
    "reopen": "that you went on coding",
    "describe_theme": "what a theme is about",
    "relate": "a relation",
    "unrelate": "that you took a relation away",
    "stand": "a mark for or against a theme",
    "unstand": "that you took a mark away",
    "look": "a decision on an answer",
    "quote": "a quote",
    "unquote": "that you took a quote away",
}


def text_in(said: Said, name: str) -> str:
    value = said.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def name_of(journal: Journal, code: str) -> str:
    return f"‘{journal.state.codes[code].name}’"


def list_in(said: Said, name: str) -> list[str]:
    value = said.get(name, [])
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def known(journal: Journal, code: str) -> Code:
    if code not in journal.state.codes:
        raise refuse(f"there is no code '{code}'", remedy="look at the board again")
    return journal.state.codes[code]
