"""Passages of coders after words were redacted: each keeps its place, worked out from the edit of its answer."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sixphase.coding.withdrawing.journals import ANCHOR, Event, with_cleaned
from sixphase.transcription.redaction import Edit, Find, moved, plain_words, redacted, words_in

CONTEXT = 20  # code points kept before and behind a passage

Cut = Callable[[str], tuple[int, int]]


def redacted_event(event: Event, texts: Mapping[str, str], answer_of: Mapping[str, str], find: Find, cut: Cut) -> Event:
    """An event after words were redacted; the place of a passage is worked out exactly from the answer's own edit.

    Parameters
    ----------
    texts
        The answers as they were, by id.
    answer_of
        The answer of each coding, by the coding's id.
    find, cut
        Where redacted words stand in a text, and how much of a text's edges may be a part of one.
    """
    new = with_cleaned(event, find, leave=ANCHOR)
    words, before, behind = (event.get(name, "") for name in ANCHOR)
    if not (isinstance(words, str) and isinstance(before, str) and isinstance(behind, str)) or not words:
        return new
    answer = str(event.get("answer") or answer_of.get(str(event.get("coding")), ""))
    text, start, end = texts.get(answer), event.get("start", -1), event.get("end", -1)
    if text is not None and _stands(text, start, end, words, before, behind):
        edits = find(text)
        return {**new, **_anchored(text, start, end, edits, before, behind)} if edits else new
    return {**new, **_of_an_earlier_text(words, before, behind, start, find, cut)}


def edges_of(passages: Iterable[str]) -> Cut:
    """How many characters at the beginning and at the end of a piece of text may be the rest of a redacted passage."""
    plain = [" ".join(plain_words(passage)) for passage in passages]

    def cut(text: str) -> tuple[int, int]:
        words = words_in(text)
        first = last = 0
        for n in range(1, min(len(words), CONTEXT) + 1):
            head, tail = (" ".join(word for _, _, word in part) for part in (words[:n], words[-n:]))
            if any(p.endswith(head) and p != head for p in plain):
                first = words[n - 1][1]
            if any(p.startswith(tail) and p != tail for p in plain):
                last = len(text) - words[-n][0]
        return first, last

    return cut


def _stands(text: str, start: Any, end: Any, words: str, before: str, behind: str) -> bool:
    if type(start) is not int or type(end) is not int:
        return False
    here = 0 <= start < end <= len(text) and text[start:end] == words
    return here and text[:start].endswith(before) and text.startswith(behind, end)


def _anchored(text: str, start: int, end: int, edits: list[Edit], before: str, behind: str) -> Event:
    new, (first, last) = redacted(text, edits), moved(start, end, edits)
    left = CONTEXT if before == text[max(0, start - CONTEXT) : start] else len(before)
    right = CONTEXT if behind == text[end : end + CONTEXT] else len(behind)
    context = {"before": new[max(0, first - left) : first], "behind": new[last : last + right]}
    return {"start": first, "end": last, "words": new[first:last], **context}


def _of_an_earlier_text(words: str, before: str, behind: str, start: Any, find: Find, cut: Cut) -> Event:
    """What an event quotes of a text that is no longer the answer's; only what it quotes is known of it."""
    whole = before + words + behind
    first, last = cut(whole)
    first, last = min(first, len(before)), min(last, len(behind))
    edits = find(whole)
    if not edits and not first and not last:
        return {}
    new, (begin, end) = redacted(whole, edits), moved(len(before), len(before) + len(words), edits)
    left = moved(0, first, edits)[1] if first else 0
    right = moved(len(whole) - last, len(whole), edits)[0] if last else len(new)
    place = {"start": start, "end": start + end - begin} if type(start) is int else {}
    context = {"before": new[min(left, begin) : begin], "behind": new[end : max(right, end)]}
    return {**place, "words": new[begin:end], **context}
