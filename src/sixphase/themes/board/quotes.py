"""Quotes for the paper, chosen at the board: which words, what is told of the speaker, and what is to be said of it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sixphase.coding.desk.showing import shown
from sixphase.coding.journal.journal import Journal
from sixphase.study.problem import refuse
from sixphase.study.settings import read_study
from sixphase.themes.board.said import Said, text_in
from sixphase.themes.quoting.chosen import chosen_of
from sixphase.themes.quoting.table import said_by

if TYPE_CHECKING:
    from sixphase.themes.board.sitting import Sitting


def quote(journal: Journal, said: Said) -> str:
    """Choose the words of a passage as a quote for a theme: the whole passage, or those that `words` has of it."""
    coding = journal.state.coding(text_in(said, "coding"))
    if coding is None:
        raise refuse("this passage is not there any more", remedy="look at the theme again")
    start, end = _within(coding.words, text_in(said, "words"))
    first = coding.start + start
    journal.quote(coding.answer, first, coding.start + end, text_in(said, "theme"), reason=text_in(said, "reason"))
    return "the quote is chosen"


def requote(journal: Journal, said: Said) -> str:
    """Change a quote: its words, what is told of its speaker (`shown`), or its `place` among those of its theme."""
    row = _standing(journal, said)
    text = journal.state.answers.get(row["answer_id"], "")
    start, end = row["start"], row["end"]
    if words := text_in(said, "words"):
        start, end = _within(text, words, near=start)
    place = said.get("place", row["order"])
    journal.unquote(row["quote_id"])
    told, why = text_in(said, "shown"), text_in(said, "reason")
    journal.quote(row["answer_id"], start, end, row["theme"], place=place, shown=told, reason=why)
    return "the quote is changed"


def unquote(journal: Journal, said: Said) -> str:
    """Take a quote away."""
    journal.unquote(_standing(journal, said)["quote_id"], reason=text_in(said, "reason"))
    return "the quote is taken away"


def quotes_shown(sitting: "Sitting", theme: str) -> dict[str, Any]:
    """The quotes of a theme as the paper prints them, each with what is to be said of it, and of the theme."""
    state = sitting.state
    held = state.quotes()
    if held.empty or theme not in state.codes:
        return {"quotes": [], "doubts": [], "attributes": _attributes(sitting.study)}
    chosen = chosen_of(sitting.study, state)
    found = chosen.findings()
    below = set(state.descendants(theme))
    printed = chosen.printed().set_index("quote_id")
    doubts = [one.says for one in found if not one.quote_id and one.theme in ("", theme)]
    rows = held[held["theme"].isin(below)].to_dict("records")
    return {
        "quotes": [_shown(row, printed.loc[row["quote_id"]], found) for row in rows],
        "doubts": [shown(one) for one in doubts],
        "attributes": _attributes(sitting.study),
    }


def _shown(row: dict[Any, Any], printed: Any, found: list[Any]) -> dict[str, Any]:
    return {
        "quote": row["quote_id"],
        "words": shown(row["words"]),
        "order": row["order"],
        "shown": row["shown"],
        "who": shown(said_by(printed)),
        "voice": printed["voice"],
        "doubts": [f"{one.says}: {one.remedy}" for one in found if one.quote_id == row["quote_id"]],
    }


def _attributes(study: str) -> list[list[str]]:
    """What may be asked to stand beside a quote: what tells nobody apart, or these attributes whatever they tell."""
    held = [(id_, a.label) for id_, a in read_study(study).attributes.items() if a.scale is None]
    every = [[" ".join(id_ for id_, _ in held), ", ".join(label for _, label in held)]] if len(held) > 1 else []
    return [["", "what tells nobody apart"], *([id_, label] for id_, label in held), *every]


def _standing(journal: Journal, said: Said) -> dict[Any, Any]:
    held = journal.state.quotes()
    found = held[held["quote_id"] == text_in(said, "quote")]
    if found.empty:
        raise refuse("this quote is not there any more", remedy="look at the theme again")
    return dict(found.to_dict("records")[0])


def _within(text: str, words: str, near: int = 0) -> tuple[int, int]:
    """Where words stand in a text, of several places the nearest; the whole of it without words."""
    if not words:
        return 0, len(text)
    places = sorted(_places(text, words), key=lambda at: abs(at - near))
    if not places:
        raise refuse(
            "these words do not stand there like this", remedy="copy them letter by letter; a quote is verbatim"
        )
    return places[0], places[0] + len(words)


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)
