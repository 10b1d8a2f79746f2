"""One answer as the desk shows it: its words, what is known of its form, the codings in it."""

from typing import Any

from sixphase.coding.desk.given import Given
from sixphase.coding.desk.reading import Reading
from sixphase.study.problem import InputError


def shown(text: str) -> str:
    r"""Text that can travel to the screen: half a character, as a broken file may hold, becomes a mark of its own.

    The number of code points stays, so that positions hold.

    >>> shown("a\ud83d") == "a\ufffd"
    True
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    return text


def card_of(answer: str, state: Any, reading: Reading, given: Given, asks: dict[str, str]) -> dict[str, Any]:
    """One answer with its codings, as far as the coder may see them."""
    place = reading.place[answer]
    asked = str(reading.columns["question"][place])
    codings = [coding_of(c, state, given) for c in state.codings(answer=answer) if c.coder in given.visible]
    return {
        "id": answer,
        "form": str(reading.columns["form_id"][place]),
        "question": shown(asks.get(asked, asked)),
        "about": {name: shown(value) for name, value in reading.about(place).items()},
        "text": shown(state.answers.get(answer, "")),
        "codings": codings,
        "read": given.is_read(answer),
        "done": given.is_done(answer),
        "memos": len(seen_memos(state, given, "answer", answer)),
    }


def coding_of(coding: Any, state: Any, given: Given) -> dict[str, Any]:
    """One coding: where, which code, by whom; positions in code points."""
    return {
        "id": coding.id,
        "start": coding.start,
        "end": coding.end,
        "code": coding.code,
        "coder": coding.coder,
        "mine": coding.coder == given.coder,
        "comment": shown(coding.comment),
        "words": shown(coding.words),
        "anchor": coding.anchor,
        "suggested": shown(coding.suggested),
        "memos": len(seen_memos(state, given, "coding", coding.id)),
    }


def seen_memos(state: Any, given: Given, on: str, of: str = "") -> list[Any]:
    """The memos on something by coders who may be seen."""
    return [memo for memo in state.memos(on=on, of=of) if memo.coder in given.visible]


def memo_of(memo: Any, given: Given) -> dict[str, Any]:
    return {
        "id": memo.id,
        "text": shown(memo.text),
        "coder": memo.coder,
        "mine": memo.coder == given.coder,
        "day": memo.day or memo.time[:10],
    }


def told(error: InputError) -> str:
    """What is wrong and what to do, as sentences of the desk."""
    problem = error.problems[0]
    remedy = f" {problem.remedy[:1].upper()}{problem.remedy[1:]}." if problem.remedy else ""
    what = problem.what.removeprefix("not saved: ")
    return f"{what}.{remedy}"
