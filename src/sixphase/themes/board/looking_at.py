"""One theme or code looked at closely: what it is about, its passages, and what they say for and against themes."""

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sixphase.coding.desk.showing import shown
from sixphase.coding.journal.state import Code, State
from sixphase.study.problem import refuse
from sixphase.themes.board.laying import is_subtheme, is_theme
from sixphase.themes.board.quotes import quotes_shown

if TYPE_CHECKING:
    from sixphase.themes.board.sitting import Sitting

A_PAGE = 20  # passages that are shown at once


def looked_at(sitting: "Sitting", message: Mapping[str, Any]) -> dict[str, Any]:
    """What is shown of the code or theme that the message names in `shown`, its passages from `first` on."""
    state, id_ = sitting.state, str(message.get("shown", ""))
    code = state.codes.get(id_)
    if code is None or code.into:
        raise refuse("this is not on the board any more", remedy="choose another card")
    first = message.get("first", 0)
    first = first if isinstance(first, int) and first > 0 else 0
    if message.get("act") == "open" and not first:
        sitting.marked_before = set(state.stands()["coding_id"])
    return {
        **_described(state, code),
        "children": [[one.id, shown(one.name)] for one in state.children(id_)],
        **_passages(sitting, id_, first),
        **quotes_shown(sitting, id_),
    }


def _described(state: State, code: Code) -> dict[str, Any]:
    record = state.records.get(code.id)
    about = ("concept", "belongs", "not_belongs")
    return {
        "id": code.id,
        "name": shown(code.name),
        "kind": "theme" if is_theme(state, code) else "subtheme" if is_subtheme(state, code) else "code",
        "retired": code.retired,
        "parent": code.parent,
        "theme": _theme_above(state, code),
        "definition": shown(code.definition),
        **{name: shown(getattr(record, name)) if record else "" for name in about},
    }


def _theme_above(state: State, code: Code) -> str:
    while code.parent:
        code = state.codes[code.parent]
    return code.id if is_theme(state, code) else ""


def _passages(sitting: "Sitting", id_: str, first: int) -> dict[str, Any]:
    """A page of passages: those that were marked when the card was opened come first, so that they can be found again.

    A passage that is marked now stays where it is: nothing moves away under the eyes of who reads on.
    """
    state = sitting.state
    marks: dict[str, list[list[str]]] = defaultdict(list)
    seen = {coding.id for coding in sitting.codings}
    for row in state.stands().itertuples(index=False):
        if row.coding_id in seen:
            marks[row.coding_id].append([row.theme, row.side, row.who])
    wanted = set(state.descendants(id_))
    for_theme = [c for c in sitting.codings if c.code in wanted]
    pointed = [c for c in sitting.codings if c.code not in wanted and any(m[0] == id_ for m in marks.get(c.id, ()))]
    found = sorted(pointed + for_theme, key=lambda coding: coding.id not in sitting.marked_before)
    page = found[first : first + A_PAGE]
    passages = [
        {
            "coding": c.id,
            "answer": c.answer,
            "words": shown(c.words),
            "code": shown(state.codes[c.code].name),
            "coder": c.coder,
            "marks": marks.get(c.id, []),
        }
        for c in page
    ]
    return {"passages": passages, "first": first, "total": len(found)}
