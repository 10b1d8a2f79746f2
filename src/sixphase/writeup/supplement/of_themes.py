"""The part of the supplement on themes: what each is about, what was marked, and how it came about."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from sixphase.study.plain import markdown
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
    parts = [text for n, theme in enumerate(tops, 1) if (text := _theme(theme, n, history, held))]
    return section("The themes, from the first candidate to the final name", "records", *parts)


def _theme(theme: Mapping[Any, Any], number: int, history: pd.DataFrame, held: Held) -> str:
    acts = history.loc[history["theme"] == theme["name"], list(HEADS)]
    said = list(_said(theme))
    if not said and acts.empty:
        return ""
    parts = [f"## {markdown(theme['name'])} {{.unnumbered}}", "", *said]
    if len(acts):
        shown = acts.assign(who=acts["who"].map(held.coders).fillna(acts["who"])).rename(columns=HEADS)
        caption = f"How ‘{markdown(theme['name'])}’ came about"
        parts.append(captioned(shown, caption, f"history-{number}", [13, 13, 44, 30]))
    return "\n".join(parts)


def _said(theme: Mapping[Any, Any]) -> Iterator[str]:
    for name, head in ABOUT.items():
        if theme[name]:
            yield f"*{head}.* {markdown(theme[name])}\n"
    if theme["relations"]:
        yield "\n".join(["*Relations.*\n", *(f"- {markdown(line)}" for line in theme["relations"].splitlines()), ""])
    if int(theme["supporting"]) or int(theme["contradicting"]):
        yield f"*Passages marked.* For it: {theme['supporting']}; against it: {theme['contradicting']}.\n"
