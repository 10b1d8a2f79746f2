"""Which answer has which codes, as far as this coder may see: kept up act by act, so that a key costs little."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from sixphase.coding.journal.things import CLOSE, LOST

Brief = tuple[str, str, str]  # code, coder, anchor


class Given:
    """The codings that a coder may see, by answer, and how often each code was given.

    Parameters
    ----------
    state
        What the journals replay to.
    coder
        Who sits at the desk.
    visible
        The coders whose codings may be shown.
    """

    def __init__(self, state: Any, coder: str, visible: Iterable[str]):
        self.coder, self.visible = coder, frozenset(visible) | {coder}
        self.by_answer: dict[str, list[Brief]] = defaultdict(list)
        self.own: set[str] = set()
        self.adrift: dict[str, list[str]] = {}  # by answer how codings were found whose words are not as they were
        for coding in state.each_coding():
            if coding.coder in self.visible:
                self.by_answer[coding.answer].append((coding.code, coding.coder, coding.anchor))
                if coding.coder == coder:
                    self.own.add(coding.answer)
        self.counts = Counter(code for codings in self.by_answer.values() for code, _, _ in codings)
        self._read = state.marked_read(coder)
        for answer in self.by_answer:
            self._drift(answer)

    def touch(self, state: Any, answer: str, read: bool | None = None) -> None:
        """Take in what was changed in one answer; `read` where it was just marked as read, or no longer."""
        self.counts.subtract(code for code, _, _ in self.by_answer.pop(answer, []))
        now = [(c.code, c.coder, c.anchor) for c in state.codings(answer=answer) if c.coder in self.visible]
        if now:
            self.by_answer[answer] = now
            self.counts.update(code for code, _, _ in now)
        self._drift(answer)
        if read is not None:
            (self._read.add if read else self._read.discard)(answer)
        own = any(coder == self.coder for _, coder, _ in now)
        (self.own.add if own else self.own.discard)(answer)

    def is_done(self, answer: str) -> bool:
        """Whether the coder has coded something in it or marked it as read."""
        return answer in self.own or answer in self._read

    def is_read(self, answer: str) -> bool:
        """Whether the coder has marked it as read and found nothing to code."""
        return answer in self._read and answer not in self.own

    def with_codes(self, codes: Iterable[str]) -> set[str]:
        """The answers in which one of these codes stands."""
        wanted = frozenset(codes)
        return {a for a, codings in self.by_answer.items() if any(code in wanted for code, _, _ in codings)}

    def changed(self) -> set[str]:
        """The answers with a coding whose words are no longer where they were."""
        return set(self.adrift)

    def _drift(self, answer: str) -> None:
        self.adrift.pop(answer, None)
        if found := [at for _, _, at in self.by_answer.get(answer, []) if at in (CLOSE, LOST)]:
            self.adrift[answer] = found
