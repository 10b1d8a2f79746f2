"""What lies where on the board: themes with their subthemes and codes, codes in no theme yet, and those set aside."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sixphase.coding.desk.showing import shown
from sixphase.coding.journal.state import Code, Coding, State

LOOSE, ASIDE = "loose", "aside"  # the two columns that are no theme
LONGEST = 140  # characters of an example on a card


class Heap(NamedTuple):
    """What the person may see of the codings of one code: how many, by how many people, and one of them."""

    passages: int
    example: str


def is_theme(state: State, code: Code) -> bool:
    """Whether a code at the top is a candidate theme: called one, or with something beneath it."""
    return code.parent == "" and (code.kind == "theme" or bool(state.children(code.id)))


def is_subtheme(state: State, code: Code) -> bool:
    """Whether a code beneath a theme is a subtheme, by the same rule."""
    parent = state.codes.get(code.parent)
    return parent is not None and is_theme(state, parent) and (code.kind == "subtheme" or bool(state.children(code.id)))


def heaps_of(codings: Iterable[Coding]) -> dict[str, Heap]:
    """For each code how many passages have it, and as an example the passage of middle length."""
    by_code: dict[str, list[Coding]] = defaultdict(list)
    for coding in codings:
        by_code[coding.code].append(coding)
    return {code: Heap(len(held), _example(held)) for code, held in by_code.items()}


def board_of(state: State, heaps: Mapping[str, Heap]) -> dict[str, Any]:
    """The columns of the board, each with its cards in order.

    Returns
    -------
    columns
        Each: id, kind ('theme', 'loose', 'aside'), name, passages (with all beneath), and its cards. A card: id, name,
        kind ('code' or 'subtheme'), level, parent, passages, all (passages with those beneath), example, what (its
        definition).
    """
    top = state.children("")
    themes = [code for code in top if is_theme(state, code)]
    loose = [code for code in top if not is_theme(state, code)]
    aside = [code for code in state.codes.values() if code.retired and not code.into]
    columns = [
        _column(LOOSE, "loose", "In no theme yet", [_card(state, code, heaps, 0) for code in loose]),
        *(_theme(state, theme, heaps) for theme in themes),
        _column(ASIDE, "aside", "Set aside", [_card(state, code, heaps, 0) for code in aside]),
    ]
    return {"columns": columns, "relations": _relations(state)}


def _theme(state: State, theme: Code, heaps: Mapping[str, Heap]) -> dict[str, Any]:
    record = state.records.get(theme.id)
    column = _column(theme.id, "theme", theme.name, list(_below(state, theme, heaps, 0)))
    column["passages"] += heaps[theme.id].passages if theme.id in heaps else 0
    return column | {"concept": shown(record.concept) if record else ""}


def _below(state: State, above: Code, heaps: Mapping[str, Heap], level: int) -> Iterable[dict[str, Any]]:
    for code in state.children(above.id):
        yield _card(state, code, heaps, level)
        yield from _below(state, code, heaps, level + 1)


def _column(id_: str, kind: str, name: str, cards: list[dict[str, Any]]) -> dict[str, Any]:
    passages = sum(card["passages"] for card in cards)
    return {"id": id_, "kind": kind, "name": shown(name), "cards": cards, "passages": passages}


def _card(state: State, code: Code, heaps: Mapping[str, Heap], level: int) -> dict[str, Any]:
    heap = heaps.get(code.id, Heap(0, ""))
    kind = "subtheme" if is_subtheme(state, code) else "code"
    was = "theme" if code.retired and code.kind == "theme" else kind
    return {
        "id": code.id,
        "name": shown(code.name),
        "kind": was,
        "level": level,
        "parent": code.parent,
        "passages": heap.passages,
        "all": sum(heaps[one].passages for one in state.descendants(code.id) if one in heaps),
        "example": shown(heap.example),
        "what": shown(code.definition),
    }


def _example(codings: list[Coding]) -> str:
    """The passage of middle length: neither a word nor a whole page; of several the first."""
    words = sorted((" ".join(coding.words.split()) for coding in codings), key=len)
    text = words[(len(words) - 1) // 2]
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def _relations(state: State) -> list[dict[str, str]]:
    rows = state.relations().to_dict("records")
    return [{str(name): shown(str(value)) for name, value in row.items()} for row in rows]
