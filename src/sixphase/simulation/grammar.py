"""A small grammar of our own that writes sentences about the subthemes (`grammar.yml`)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sixphase.simulation.draw import Draw
from sixphase.study.yamlfile import read_yaml

_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")
_SLOT = re.compile(r"\{(\w+)\}")

OPENS, ADDS = 0.2, 0.4  # how often a clause has an opening, and something added

Piece = str | tuple[Any, ...]  # words as they are, a choice of patterns, or a slot: ("slot", name)
Pattern = tuple[Piece, ...]


@dataclass(frozen=True)
class Grammar:
    """Patterns by subtheme and mood, those that fit no subtheme by question, and the phrases that fill them."""

    subthemes: Mapping[str, Mapping[str, Sequence[Pattern]]]
    other: Mapping[str, Sequence[Pattern]]
    phrases: Mapping[str, Sequence[str]]
    work: Mapping[str, Sequence[str]]
    links: Sequence[str]
    openers: Sequence[Pattern]
    tails: Mapping[str, Sequence[Pattern]]

    def say(self, subtheme: str, mood: str, occupation: str, draw: Draw) -> str:
        """A clause that speaks of a subtheme in a mood, now and then with an opening or something added."""
        pattern = draw.pick(self.subthemes[subtheme][mood])
        if draw.chance(OPENS):
            pattern = (*draw.pick(self.openers), *pattern)
        if draw.chance(ADDS):
            pattern = (*pattern, ", ", *draw.pick(self.tails[mood]))
        return self._written(pattern, occupation, draw)

    def say_other(self, question: str, occupation: str, draw: Draw) -> str:
        """A clause that fits none of the subthemes."""
        return self._written(draw.pick(self.other[question]), occupation, draw)

    def _written(self, pattern: Pattern, occupation: str, draw: Draw) -> str:
        return re.sub(r"\s+([,.!?]|$)|(\s)\s+", r"\1\2", "".join(self._words(pattern, occupation, draw))).strip()

    def _words(self, pattern: Pattern, occupation: str, draw: Draw) -> Iterator[str]:
        for piece in pattern:
            if isinstance(piece, str):
                yield piece
            elif piece[0] == "slot":
                yield draw.pick(self.work[occupation] if piece[1] == "work" else self.phrases[piece[1]])
            else:
                yield from self._words(draw.pick(piece[1]), occupation, draw)


@cache
def grammar() -> Grammar:
    """The grammar as it stands beside this module."""
    data = read_yaml(Path(__file__).with_name("grammar.yml"))
    subthemes = {
        code: {mood: [parsed(text) for text in texts] for mood, texts in moods.items()}
        for code, moods in data["subthemes"].items()
    }
    other = {question: [parsed(text) for text in texts] for question, texts in data["other"].items()}
    openers = [parsed(text) for text in data["openers"]]
    tails = {mood: [parsed(text) for text in texts] for mood, texts in data["tails"].items()}
    return Grammar(subthemes, other, data["phrases"], data["work"], data["links"], openers, tails)


def parsed(text: str) -> Pattern:
    """A sentence with choices and slots, taken apart.

    >>> parsed("{liked} the (talk|film)")
    (('slot', 'liked'), ' the ', ('choice', (('talk',), ('film',))))
    """
    pieces: list[Piece] = []
    place = 0
    for match in _CHOICE.finditer(text):
        pieces += _slots(text[place : match.start()])
        pieces.append(("choice", tuple(parsed(part) for part in match[1].split("|"))))
        place = match.end()
    return (*pieces, *_slots(text[place:]))


def _slots(text: str) -> list[Piece]:
    parts = _SLOT.split(text)
    return [("slot", part) if i % 2 else part for i, part in enumerate(parts) if part]
