"""Words out of the journals of coders: every event stays where it is, and says no more than it may."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from sixphase.study.paths import StudyPaths
from sixphase.transcription.redaction import Find, redacted

# What names things or says where and when; no participant's words stand there.
NO_WORDS = frozenset(
    (
        *("format", "id", "after", "seen", "depth", "time", "coder", "act", "answer", "start", "end", "code", "coding"),
        *("on", "of", "memo", "day", "batch", "undoes", "into", "codes", "codings", "parent", "place", "kind", "from"),
        *("theme", "side", "stand", "relation", "quote", "to", "shown"),
    )
)
ANCHOR = ("words", "before", "behind")
ON_PASSAGES = frozenset(("code", "change", "quote"))  # in these the words are an answer's; else a coder's own
OF_A_FORM = NO_WORDS | {"who", "suggested"}

Event = dict[str, Any]


def journal_files(study: str) -> dict[Path, bytes]:
    """The journals of all coders."""
    folder = StudyPaths(study).raw / "journals"
    return {path: path.read_bytes() for path in sorted(folder.glob("*.jsonl")) if path.is_file()}


def events_in(files: Iterable[bytes]) -> list[Event]:
    """Every line of all journals that is an event."""
    return [event for raw in files for line in raw.split(b"\n") if (event := _event(line)) is not None]


def each_line(raw: bytes, change: Callable[[Event], Event], find: Find) -> bytes:
    """A journal with some events changed; every other line stays byte for byte.

    Parameters
    ----------
    change
        Gives the event as it is to be.
    find
        What is taken out of a line that is no event, such as one that was cut off.
    """
    lines = [_changed(line, change, find) for line in raw.split(b"\n")]
    return b"\n".join(lines)


def _changed(line: bytes, change: Callable[[Event], Event], find: Find) -> bytes:
    event = _event(line)
    if event is not None:
        new = change(event)
        if new == event:
            return line
        # This mark makes the copy that lost its words the one that counts, should another copy be merged.
        return _line(new if new.get("withdrawn") else {**new, "redacted": True})
    text = line.decode("utf-8", "replace")
    plain = text.replace("\\n", "\n").replace("\\t", "\t")
    return b"(taken out)" if find(text) or find(plain) else line


def _event(line: bytes) -> Event | None:
    try:
        event = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return event if isinstance(event, dict) else None


def _line(event: Event) -> bytes:
    text = json.dumps(event, ensure_ascii=False, sort_keys=True)
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:  # half a character, which only JSON's escapes can say
        return json.dumps(event, sort_keys=True).encode("ascii")


def things_of(events: Iterable[Event], is_of_form: Callable[[str], bool]) -> set[str]:
    """The ids of codings on a form, and of memos on its answers and codings."""
    events = list(events)
    codings = {e["id"] for e in events if e.get("act") == "code" and "id" in e and is_of_form(str(e.get("answer")))}
    memos = {
        event["id"]
        for event in events
        if event.get("act") == "memo" and "id" in event and (event.get("of") in codings or _on(event, is_of_form))
    }
    return {str(id_) for id_ in codings | memos}


def passages_of(events: Iterable[Event], things: set[str]) -> list[str]:
    """The words of a form that coders marked, as they stood then."""
    of_form = (event for event in events if event.get("id") in things or event.get("coding") in things)
    return [str(event["words"]) for event in of_form if event.get("words")]


def wordless(
    event: Event, things: set[str], is_of_form: Callable[[str], bool], find: Find, is_name: Callable[[str], bool]
) -> Event:
    """An event after a form was withdrawn: one of the form keeps its mark, any other loses quotations of the form.

    Parameters
    ----------
    things
        The ids of codings and memos of the form.
    is_name
        Whether a code's name is made of the form's words ('in vivo'); it goes as a whole.
    """
    own = is_of_form(str(event.get("answer"))) or _on(event, is_of_form)
    own = own or not things.isdisjoint(str(event.get(name)) for name in ("id", "coding", "memo", "of"))
    if not own:
        leave = ANCHOR if event.get("act") in ON_PASSAGES else ()
        return _renamed(with_cleaned(event, find, leave), event, is_name)
    kept = {name: value for name, value in event.items() if name in OF_A_FORM}
    blank = {name: "" for name in (*ANCHOR, "text") if name in event}
    return {**kept, **blank, "withdrawn": True}


def _on(event: Event, is_of_form: Callable[[str], bool]) -> bool:
    return event.get("on") == "answer" and is_of_form(str(event.get("of")))


def _renamed(new: Event, event: Event, is_name: Callable[[str], bool]) -> Event:
    """Codes whose names were the form's words get a name of their own, since two side by side never have the same."""

    def named(name: str, was: Any, code: Any) -> str:
        return f"[withdrawn] {code}" if name != was or is_name(name) else name

    if isinstance(new.get("name"), str):
        new["name"] = named(new["name"], event["name"], event.get("code"))
    if isinstance(new.get("into"), list) and all(isinstance(each, dict) for each in new["into"]):
        pairs = zip(new["into"], event["into"], strict=True)
        new["into"] = [{**n, "name": named(str(n.get("name")), str(e.get("name")), n.get("code"))} for n, e in pairs]
    return new


def with_cleaned(event: Event, find: Find, leave: Iterable[str] = ()) -> Event:
    """An event whose free words are searched, those of fields that strangers added too."""
    untouched = NO_WORDS | set(leave)
    if event.get("act") == "relate":
        untouched -= {"kind"}  # a word or two of the coder; elsewhere one of a few words
    new = {name: value if name in untouched else _cleaned(value, find) for name, value in event.items()}
    if event.get("act") == "split_code" and isinstance(event.get("into"), list):
        new["into"] = _cleaned(event["into"], find, but=("code",))
    return new


def _cleaned(value: Any, find: Find, but: tuple[str, ...] = ()) -> Any:
    if isinstance(value, str):
        return redacted(value, find(value))
    if isinstance(value, list):
        return [_cleaned(each, find, but) for each in value]
    if isinstance(value, dict):
        return {key: each if key in but else _cleaned(each, find, but) for key, each in value.items()}
    return value
