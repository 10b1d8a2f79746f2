"""Who took part, as a part of the paper: a figure for each attribute, the sessions, and who is missing."""

from collections.abc import Collection, Iterator, Mapping

from sixphase.study.listed import listed
from sixphase.study.plain import markdown
from sixphase.study.settings import Attribute
from sixphase.writeup.pictures import anchor, picture

MOST = 4  # attributes that are drawn; the table has them all, and so has the first notebook
_SIZES = (
    "The sessions had from {{< var sessions.size_min >}} to {{< var sessions.size_max >}} people, "
    "with a median of {{< var sessions.size_median >}} (@fig-session-sizes)."
)
_DIFFERS = (
    "The dotted line is the share of all; a group whose interval lies apart from it answered more, "
    "or less, often than the others."
)


def who_part(attributes: Mapping[str, Attribute], figures: Collection[str]) -> str:
    """The figures of those who took part, for the include `_study/parts/who.md`; empty where none was drawn.

    Parameters
    ----------
    attributes
        The study's attributes by id.
    figures
        The names of all figures that the notebooks drew.
    """
    drawn = [id_ for id_ in attributes if f"participants_{id_}" in figures][:MOST]
    missing = [id_ for id_ in drawn if f"missing_{id_}" in figures]
    lines = [*_given(attributes, drawn), *_sessions(figures), *_missing(attributes, missing)]
    return "\n\n".join(lines) + "\n" if lines else ""


def _given(attributes: Mapping[str, Attribute], drawn: list[str]) -> Iterator[str]:
    if not drawn:
        return
    yield f"What they told of themselves is drawn in {listed([_at('participants', id_) for id_ in drawn])}."
    for id_ in drawn:
        label = markdown(attributes[id_].label)
        yield picture(f"{label}: what those who returned a form gave, with intervals.", f"participants_{id_}")


def _sessions(figures: Collection[str]) -> Iterator[str]:
    if "sessions" in figures:
        yield "The sessions over time are in @fig-sessions." + (f" {_SIZES}" if "sizes" in figures else "")
        yield picture("Sessions over time, with the forms that came back.", "sessions")
    if "sessions" in figures and "sizes" in figures:
        yield "![How many people came to a session.](_study/figures/sizes.svg){#fig-session-sizes}"


def _missing(attributes: Mapping[str, Attribute], missing: list[str]) -> Iterator[str]:
    if not missing:
        return
    places = listed([_at("missing", id_) for id_ in missing])
    yield f"Who of those who attended returned a form, and who is missing, is told by {places}. {_DIFFERS}"
    for id_ in missing:
        label = markdown(attributes[id_].label)
        caption = f"{label}: the share of those who attended who returned a form, with intervals."
        yield picture(caption, f"missing_{id_}")


def _at(kind: str, id_: str) -> str:
    return f"@{anchor(f'{kind}_{id_}')}"
