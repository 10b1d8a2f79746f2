"""What a person does on the board, as acts of the journal: some moves are two acts, which are undone together."""

from collections.abc import Callable, Mapping

from sixphase.coding.journal.journal import Journal
from sixphase.study.problem import refuse
from sixphase.themes.board.asking_for import accept, decide
from sixphase.themes.board.laying import ASIDE, LOOSE, is_theme
from sixphase.themes.board.quotes import quote, requote, unquote
from sixphase.themes.board.said import Said, known, list_in, name_of, text_in
from sixphase.themes.board.saying import describe, finish, relate, stand, unrelate


def move(journal: Journal, said: Said) -> str:
    """Lay a code, a subtheme or a theme somewhere: under `to` (a theme, a subtheme, LOOSE, ASIDE), before `before`."""
    code, to, why = text_in(said, "code"), text_in(said, "to"), text_in(said, "reason")
    was = known(journal, code)
    if to == ASIDE:
        journal.retire_code(code, reason=why)
        return f"‘{was.name}’ is set aside"
    parent = "" if to == LOOSE else known(journal, to).id
    kind = _kind(journal, code, parent)
    _check_level(journal, code, parent, kind)
    if was.retired:
        journal.restore_code(code, reason=why)
    journal.move_code(code, parent, _place(journal, code, parent, text_in(said, "before")), reason=why)
    if kind != was.kind:
        journal.change_code(code, kind=kind, reason=why)
    if parent:
        return f"‘{was.name}’ lies in {name_of(journal, parent)}"
    return f"‘{was.name}’ is a theme" if kind == "theme" else f"‘{was.name}’ lies in no theme"


def _place(journal: Journal, code: str, parent: str, before: str) -> int | None:
    siblings = [one.id for one in journal.state.children(parent) if one.id != code]
    return siblings.index(before) if before in siblings else None


def _kind(journal: Journal, code: str, parent: str) -> str:
    """A theme within a theme is a subtheme; a subtheme at the top is a theme; a code stays what it is."""
    was = journal.state.codes[code]
    holds = was.kind in ("theme", "subtheme") or bool(journal.state.children(code))
    if not holds:
        return was.kind
    return "subtheme" if parent else "theme"


def _check_level(journal: Journal, code: str, parent: str, kind: str) -> None:
    if kind == "subtheme" and not is_theme(journal.state, journal.state.codes[parent]):
        raise refuse("a subtheme lies in a theme, not in another subtheme", remedy="lay it in a theme")
    if kind == "subtheme" and any(journal.state.children(one.id) for one in journal.state.children(code)):
        raise refuse(
            "a theme with subthemes cannot lie in another theme", remedy="merge the two, or move its subthemes"
        )


def make(journal: Journal, said: Said) -> str:
    """Make a theme, or a subtheme in one; codes in `codes` are laid into it."""
    parent = text_in(said, "parent")
    kind = "subtheme" if parent else "theme"
    made = journal.make_code(text_in(said, "name"), parent=parent, kind=kind, reason=text_in(said, "reason"))
    for code in list_in(said, "codes"):
        journal.move_code(code, made.id, reason=text_in(said, "reason"))
    return f"the {kind} ‘{made.name}’ is on the board"


def rename(journal: Journal, said: Said) -> str:
    """Another name for a theme, a subtheme or a code."""
    code = journal.change_code(text_in(said, "code"), name=text_in(said, "name"), reason=text_in(said, "reason"))
    return f"it is called ‘{code.name}’"


def merge(journal: Journal, said: Said) -> str:
    """One theme (or code) of two: what was in `code` is in `into`."""
    was = name_of(journal, known(journal, text_in(said, "code")).id)
    into = journal.merge_codes([text_in(said, "code")], text_in(said, "into"), reason=text_in(said, "reason"))
    return f"{was} is merged into ‘{into.name}’"


def split(journal: Journal, said: Said) -> str:
    """A new theme (or subtheme) beside one, with those of its codes that are named."""
    whole = known(journal, text_in(said, "code"))
    codes = list_in(said, "codes")
    if not codes:
        raise refuse("there is nothing to split off", remedy="choose what goes into the new theme")
    below = {one.id for one in journal.state.children(whole.id)}
    if not set(codes) <= below:
        raise refuse("not all of these lie in the theme that is split", remedy="look at the board again")
    return make(journal, {**said, "parent": whole.parent, "codes": codes})


ACTS: Mapping[str, Callable[[Journal, Said], str]] = {
    "move": move,
    "make": make,
    "rename": rename,
    "merge": merge,
    "split": split,
    "describe": describe,
    "relate": relate,
    "unrelate": unrelate,
    "stand": stand,
    "quote": quote,
    "requote": requote,
    "unquote": unquote,
    "accept": accept,
    "decide": decide,
    "finish": finish,
}
# Acts after which passages may have another code or a mark; the others leave them as they are.
CHANGES_PASSAGES = frozenset(("merge", "merge_codes", "split_code", "code", "change", "uncode", "finish", "accept"))
