"""The audit trail: who did what and when, and every decision on the codebook, as the journals hold them."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pandas as pd

from sixphase.coding.journal.events import Event

Names = Mapping[str, str]
DAY = re.compile(r"\d{4}-\d\d-\d\d")
NO_DAY = "no date"
ACTS = {  # how an act is called in the table of counts; others are called by their own name
    "code": "passages coded",
    "change": "codings changed",
    "uncode": "codings taken back",
    "read": "answers marked as read",
    "unread": "marks of reading taken back",
    "memo": "memos written",
    "change_memo": "memos changed",
    "remove_memo": "memos removed",
    "finish": "coding declared finished",
    "reopen": "coding taken up again",
    "settle": "answers settled together",
    "undo": "acts undone",
    "describe_theme": "themes described",
    "relate": "relations between themes",
    "unrelate": "relations taken back",
    "stand": "passages marked for or against a theme",
    "unstand": "such marks taken back",
    "look": "answers without a theme looked at",
    "quote": "quotes chosen",
    "unquote": "quotes taken back",
}
ON_THEMES = frozenset({"describe_theme", "relate", "unrelate"})  # decisions that are listed beside those on codes
DECISIONS = "decisions on the codebook"


def acts_by_month(events: Iterable[Event], codebook_acts: frozenset[str], coders: Names) -> pd.DataFrame:
    """How many acts of each kind each coder did in each month, undone ones too; no words of anybody.

    Returns
    -------
    pandas.DataFrame
        Who, What, one column a month ('2026-01'; 'no date' where a line tells none), All.
    """
    rows = [
        (coders.get(event.coder, event.coder), _kind(event.act, codebook_acts), day_of(event)[:7]) for event in events
    ]
    table = pd.DataFrame(rows, columns=["Who", "What", "month"])
    if table.empty:
        return pd.DataFrame(columns=["Who", "What", "All"])
    counts = table.groupby(["Who", "What", "month"], sort=True).size().unstack("month", fill_value=0)
    return counts.assign(All=counts.sum(axis=1)).reset_index().rename_axis(columns=None)


def decisions(
    events: Iterable[Event],
    codebook_acts: frozenset[str],
    undone: set[str],
    name_of: Callable[[str], str],
    coders: Names,
) -> pd.DataFrame:
    """Every decision on the codebook, in the order given: Day, Who, What, Why.

    Parameters
    ----------
    events
        In their order.
    codebook_acts
        The acts that are decisions on the codebook.
    undone
        The ids of events that were undone; told as such.
    name_of
        The name of a code by its id.
    coders
        How each coder is called.
    """
    rows = [
        (
            day_of(event),
            coders.get(event.coder, event.coder),
            _told(event, name_of) + (" (undone)" if event.id in undone else ""),
            str(event.fields.get("reason", "")),
        )
        for event in events
        if event.act in codebook_acts
    ]
    return pd.DataFrame(rows, columns=["Day", "Who", "What", "Why"], dtype=str)


def day_of(event: Event) -> str:
    """The day of an event, as its line tells it."""
    found = DAY.match(event.time)
    return found[0] if found else NO_DAY


def _kind(act: str, codebook_acts: frozenset[str]) -> str:
    return DECISIONS if act in codebook_acts else ACTS.get(act, act.replace("_", " "))


def _told(event: Event, name_of: Callable[[str], str]) -> str:
    """A decision in words; codes by the names they have today.

    >>> from sixphase.coding.journal.events import Event
    >>> _told(Event("a", (), "", "anna", "move_code", {"code": "x", "parent": ""}), str.upper)
    'moved ‘X’ to the top'
    """
    fields: Mapping[str, Any] = event.fields
    said = TOLD.get(event.act)
    if said:
        return said(fields, lambda id_: f"‘{name_of(id_)}’")
    about = str(fields.get("code", ""))
    return event.act.replace("_", " ") + (f" on ‘{name_of(about)}’" if about else "")


def _listed(ids: Iterable[str], name: Callable[[str], str]) -> str:
    return ", ".join(map(name, ids))


def _changed(fields: Mapping[str, Any], name: Callable[[str], str]) -> str:
    what = sorted(set(fields) & {"name", "short", "definition", "when", "when_not", "example", "kind"})
    said = f"changed {name(fields['code'])}: {', '.join(what).replace('when_not', 'when not')}"
    return f"{said}, now ‘{fields['name']}’" if "name" in fields else said


def _described(fields: Mapping[str, Any]) -> list[str]:
    """Which parts of a theme's record were written."""
    told = {"concept": "its central idea", "belongs": "what belongs to it", "not_belongs": "what does not"}
    return [words for part, words in told.items() if part in fields]


def _moved(fields: Mapping[str, Any], name: Callable[[str], str]) -> str:
    where = f"under {name(fields['parent'])}" if fields.get("parent") else "to the top"
    return f"moved {name(fields['code'])} {where}"


TOLD: Mapping[str, Callable[[Mapping[str, Any], Callable[[str], str]], str]] = {
    "make_code": lambda f, _: f"made ‘{f['name']}’",
    "change_code": _changed,
    "move_code": _moved,
    "merge_codes": lambda f, name: f"merged {_listed(f['codes'], name)} into {name(f['into'])}",
    "split_code": lambda f, name: (
        f"split {name(f['code'])} into {', '.join('‘' + one['name'] + '’' for one in f['into'])}"
    ),
    "retire_code": lambda f, name: f"retired {name(f['code'])}",
    "describe_theme": lambda f, name: f"described {name(f['code'])}: {', '.join(_described(f))}",
    "relate": lambda f, name: f"related {name(f['from'])} to {name(f['to'])}: {f['kind']}",
    "unrelate": lambda _, __: "took a relation back",
    "restore_code": lambda f, name: f"took {name(f['code'])} up again",
}
