"""Statements that stand in the copy for reviewers as the authors wrote them, and may tell who the authors are."""

import re
from collections.abc import Iterator

from sixphase.study.paths import StudyPaths
from sixphase.study.problem import Problem
from sixphase.study.settings import read_study
from sixphase.writeup.render.blind import HIDING, INSTITUTION
from sixphase.writeup.statements.asked import STATEMENTS, has_text, words_of

HIDDEN = re.compile(r'^::: *\{\.content-hidden when-profile="review"\}.*?^:::$', re.DOTALL | re.MULTILINE)
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
BOARD = re.compile(r"committee|\bboard\b|https?://|\b\d+/\w+/\w+", re.IGNORECASE)  # boards, addresses, file numbers


def may_tell(name: str) -> Iterator[Problem]:
    """The first sentence of each such statement that names an institution, a board, a file number or an address.

    A statement that blinding leaves out is not among them, nor a passage that is hidden from reviewers.
    """
    study, paths = read_study(name), StudyPaths(name)
    for asked in STATEMENTS:
        text = paths.raw / "text" / f"{asked.text}.md"
        places = [(paths.settings, f"key paper.statements.{asked.key}", words_of(study, asked))]
        if has_text(name, asked):
            places.append((text, "", HIDDEN.sub("", text.read_text(encoding="utf-8"))))
        for file, place, words in places if not asked.names else ():
            telling = next((s for s in SENTENCE.split(words) if INSTITUTION.search(s) or BOARD.search(s)), "")
            if telling:
                what = f"reviewers read under '{asked.heading}': '{_short(telling)}'"
                there = "" if file == text else f" into {text.name}, a file in the folder text,"
                yield Problem(what, file, place, f"leave it if it tells nothing of you; else put it{there} {HIDING}")


def _short(sentence: str) -> str:
    words = " ".join(sentence.split())
    return words if len(words) <= 80 else f"{words[:77].rstrip()}..."
