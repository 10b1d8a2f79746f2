"""The part of the supplement on themes: what each is about, what was marked, and how it came about."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from sixphase.study.few_people import people_behind, people_told
from sixphase.study.plain import markdown
from sixphase.transcription.answers import form_of_each
from sixphase.writeup.supplement.held import Held
from sixphase.writeup.supplement.tables import captioned, section

ABOUT = {"concept": "Central idea", "belongs": "What belongs to it", "not_belongs": "What does not belong to it"}
HEADS = {"day": "Day", "who": "Who", "act": "What", "reason": "Why"}


def theme_records(held: Held) -> str:
    """Theme by theme what was written on it and every act on it; '' where nobody wrote or changed anything."""
    records, history = held.table("theme_records"), held.table("theme_history")
    if records is None or history is None:
        return ""
    tops = records[records["level"] == "theme"].to_dict("records")
    marked = _marked(held)
    parts = [text for n, theme in enumerate(tops, 1) if (text := _theme(theme, n, history, held, marked))]
    return section("The themes, from the first candidate to the final name", "records", *parts)


def _theme(theme: Mapping[Any, Any], number: int, history: pd.DataFrame, held: Held, marked: Mapping[str, int]) -> str:
    acts = history.loc[history["theme"] == theme["name"], list(HEADS)]
    said = list(_said(theme, marked, held.study.fewest))
    if not said and acts.empty:
        return ""
    parts = [f"## {markdown(theme['name'])} {{.unnumbered}}", "", *said]
    if len(acts):
        shown = acts.assign(who=acts["who"].map(held.coders).fillna(acts["who"])).rename(columns=HEADS)
        caption = f"How ‘{markdown(theme['name'])}’ came about"
        parts.append(captioned(shown, caption, f"history-{number}", [13, 13, 44, 30]))
    return "\n".join(parts)


def _marked(held: Held) -> Mapping[str, int]:
    """How many known people gave the passages marked for and against each theme: by side and theme, 'for T1'."""
    answers = held.table("answers")
    if answers is None or "form_id" not in answers:
        return {}
    stands = held.state.stands().merge(held.state.table()[["coding_id", "answer_id"]], on="coding_id")
    return people_behind(stands, form_of_each(answers), stands["side"] + " " + stands["theme"])


def _said(theme: Mapping[Any, Any], marked: Mapping[str, int], small: int) -> Iterator[str]:
    for name, head in ABOUT.items():
        if theme[name]:
            yield f"*{head}.* {markdown(theme[name])}\n"
    if theme["relations"]:
        yield "\n".join(["*Relations.*\n", *(f"- {markdown(line)}" for line in theme["relations"].splitlines()), ""])
    if int(theme["supporting"]) or int(theme["contradicting"]):
        sides = [("for", "supporting"), ("against", "contradicting")]
        told = [_passages(int(theme[name]), marked.get(f"{side} {theme['theme']}"), small) for side, name in sides]
        yield f"*Passages marked.* For it: {told[0]}; against it: {told[1]}.\n"


def _passages(passages: int, people: int | None, small: int) -> str:
    """Of how many people passages are, as the paper tells it; where that is not known, how many passages.

    >>> _passages(9, 6, 5), _passages(9, 2, 5), _passages(9, None, 5), _passages(0, None, 5)
    ('of 6 people', 'of fewer than 5 people', '9', 'none')
    """
    if not passages:
        return "none"
    if not people:
        return str(passages)
    return f"of {people_told(people, small)} {'person' if people == 1 and small <= 1 else 'people'}"
