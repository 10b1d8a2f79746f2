"""The codebook as it stands today: where it started, with every act of the coders on it."""

from collections.abc import Iterator

from sixphase.coding.journal.state import Code, State
from sixphase.study.codebook import Codebook, Entry, Subtheme, Theme


def codebook_today(state: State) -> Codebook:
    """The standing themes, subthemes and codes; retired and merged ones are left out.

    An entry at the top is a theme if it was called one or has something under it, and a code that belongs to no
    theme yet otherwise; what stands under a theme is a subtheme by the same rule. Deeper codes are listed with
    their subtheme.
    """
    top = state.children("")
    themes = tuple(_theme(state, code) for code in top if _holds(state, code, "theme"))
    return Codebook(themes=themes, codes=tuple(_entry(code) for code in top if not _holds(state, code, "theme")))


def _theme(state: State, theme: Code) -> Theme:
    below = state.children(theme.id)
    subthemes = [code for code in below if _holds(state, code, "subtheme")]
    return Theme(
        **_words(theme),
        subthemes=tuple(Subtheme(**_words(sub), codes=tuple(_below(state, sub))) for sub in subthemes),
        codes=tuple(_entry(code) for code in below if code not in subthemes),
    )


def _below(state: State, code: Code) -> Iterator[Entry]:
    for child in state.children(code.id):
        yield _entry(child)
        yield from _below(state, child)


def _holds(state: State, code: Code, kind: str) -> bool:
    return code.kind == kind or bool(state.children(code.id))


def _entry(code: Code) -> Entry:
    return Entry(**_words(code))


def _words(code: Code) -> dict[str, str]:
    names = ("id", "name", "short", "definition", "when", "when_not", "example")
    return {name: getattr(code, name) for name in names}
