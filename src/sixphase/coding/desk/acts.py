"""What a person may do at the desk: each act is one or a few calls of the journal, and a sentence on what is saved."""

from collections.abc import Callable
from typing import Any

from sixphase.coding.desk.codebook_acts import (
    Done,
    Said,
    change_code,
    make_code,
    merge_codes,
    move_code,
    retire_code,
    split_code,
)
from sixphase.study.problem import refuse

MOST_NAME = 80  # code points; a longer passage makes no name
PLAIN = ("make_code", "change_code", "move_code", "retire_code", "restore_code")  # no coding is other after these


def _code(journal: Any, said: Said) -> Done:
    place, code = (int(said["start"]), int(said["end"])), said["code"]
    there = journal.state.codings(answer=said["answer"], coder=journal.coder)
    same = [coding for coding in there if (coding.start, coding.end) == place and coding.code == code]
    coding = same[0] if same else journal.code(said["answer"], *place, code)
    made = journal.state.codes[coding.code]
    already = " already" if same else ""
    return f"{_quoted(coding.words)} has the code ‘{made.short or made.name}’{already}", {coding.answer}


def _make_and_give(journal: Any, said: Said) -> Done:
    """Make a code and give it to the marked words; a code of this name that stands is given as it is."""
    name, parent = " ".join(str(said["name"]).split()), str(said.get("parent", ""))
    alike = [code for code in journal.state.standing() if code.name.casefold() == name.casefold()]
    code = alike[0] if alike else journal.make_code(name, parent=parent)
    if "answer" not in said:
        return f"the code ‘{code.name}’ is in the codebook", set()
    return _code(journal, {**said, "code": code.id})


def _in_vivo(journal: Any, said: Said) -> Done:
    words = journal.state.answers.get(said["answer"], "")[int(said["start"]) : int(said["end"])]
    name = " ".join(words.split())
    if len(name) > MOST_NAME:
        remedy = f"mark fewer words, at most {MOST_NAME} letters"
        raise refuse("the marked words are too long to be the name of a code", remedy=remedy)
    return _make_and_give(journal, {**said, "name": name})


def _change(journal: Any, said: Said) -> Done:
    answer = str(said["answer"])
    places = {part: int(said[part]) for part in ("start", "end") if part in said}
    words = {part: str(said[part]) for part in ("code", "comment") if part in said}
    coding = journal.change(said["coding"], **words, **places)
    return f"the coding of {_quoted(coding.words)} is changed", {answer}


def _uncode(journal: Any, said: Said) -> Done:
    answer = str(said["answer"])
    journal.uncode(said["coding"])
    return "the coding is taken away", {answer}


def _read(journal: Any, said: Said) -> Done:
    (journal.read if said["read"] else journal.unread)(said["answer"])
    what = "is read" if said["read"] else "is to be read again"
    return f"answer {said['answer']} {what}", {said["answer"]}


def _memo(journal: Any, said: Said) -> Done:
    text = str(said["text"]).strip()
    if said["on"] == "diary":
        journal.diary(text, day=said.get("day") or None)
    else:
        journal.memo(text, on=said["on"], of=str(said.get("of", "")))
    return "the diary entry is kept" if said["on"] == "diary" else "the memo is kept", _near(journal, said)


def _change_memo(journal: Any, said: Said) -> Done:
    if text := str(said.get("text", "")).strip():
        journal.change_memo(said["memo"], text)
        return "the memo is changed", _near(journal, said)
    journal.remove_memo(said["memo"])
    return "the memo is taken away", _near(journal, said)


def _finish(journal: Any, said: Said) -> Done:
    """Finish, or open again, each of `said['batches']` that is not so yet."""
    again = bool(said.get("reopen"))
    for batch in said["batches"]:
        if (journal.coder in journal.state.finished(batch)) == again:
            (journal.reopen if again else journal.finish)(batch)
    return "opened again" if again else "you have finished", None


def _undo(journal: Any, _said: Said) -> Done:
    event = journal.undo()
    return ("the last act is taken back", _touched(journal, event)) if event else ("", set())


def _redo(journal: Any, _said: Said) -> Done:
    event = journal.redo()
    return ("done again", _touched(journal, event)) if event else ("", set())


ACTS: dict[str, Callable[[Any, Said], Done]] = {
    act.__name__.removeprefix("_"): act
    for act in (
        _code, _make_and_give, _in_vivo, _change, _uncode, _read, _memo, _change_memo, _finish, _undo, _redo,
        make_code, change_code, move_code, merge_codes, split_code, retire_code,
    )
}  # fmt: skip


def _touched(journal: Any, event: Any) -> set[str] | None:
    """The answers in which something is other than before an act stood, or stood no more."""
    fields, made = event.fields, journal.state.record.events
    if event.act == "code":
        return {fields["answer"]}
    if event.act in ("change", "uncode") and fields["coding"] in made:
        return {made[fields["coding"]].fields["answer"]}
    return set() if event.act in PLAIN else None


def _near(journal: Any, said: Said) -> set[str]:
    """The answer whose number of memos changes."""
    return {str(said["answer"])} if said.get("answer") in journal.state.answers else set()


def _quoted(words: str) -> str:
    return f"‘{words}’" if len(words) <= 40 else f"‘{words[:30].rstrip()} …’"
