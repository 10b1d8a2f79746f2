"""The journal of one coder: every act of coding as a plain call that returns when it is on the disk."""

from collections.abc import Callable, Sequence
from typing import Any

from sixphase.coding.journal.anchors import passage_of
from sixphase.coding.journal.asking import check_span, given_code, own_coding, text_of
from sixphase.coding.journal.bookkeeping import Bookkeeping
from sixphase.coding.journal.noting import Noting
from sixphase.coding.journal.theming import Theming
from sixphase.coding.journal.things import Coding
from sixphase.coding.journal.writing import NotSaved, now, random_id
from sixphase.study.problem import refuse

__all__ = ["Journal", "NotSaved", "open_journal"]


def open_journal(
    study: str, coder: str, *, clock: Callable[[], str] = now, new_id: Callable[[], str] = random_id
) -> "Journal":
    """Open the journal of a coder; nothing is written before the first act.

    Parameters
    ----------
    coder
        Small letters, digits, '-' and '_', a letter first, 32 at most.
    clock, new_id
        The moment of an act (ISO 8601) and its id; given by tests.

    Raises
    ------
    InputError
        When the name is none, or the study's answers or codebook have a mistake.
    """
    return Journal(study, coder, clock, new_id)


class Journal(Noting, Bookkeeping, Theming):
    """What one coder does, and the state of all coders.

    Every method returns when the act is on the disk. One that raises `InputError` has written nothing; `NotSaved` (one
    of these errors) says that the disk was full or may not be written to. `state` is always the state of today.
    """

    def code(
        self,
        answer: str,
        start: int,
        end: int,
        code: str,
        *,
        comment: str = "",
        suggested: str = "",
        settles: Sequence[str] = (),
    ) -> Coding:
        """Give a code to a passage: code points from `start` to `end`, the end not included.

        Parameters
        ----------
        suggested
            By what it was suggested, where a suggestion was accepted.
        settles
            In the consensus: ids of the codings that it settles.
        """
        with self._ours() as handle:
            text = text_of(self.state, answer)
            check_span(text, answer, start, end)
            given_code(self.state, code)
            fields: dict[str, Any] = {"answer": answer, **vars(passage_of(text, start, end)), "code": code}
            said = {"comment": comment, "suggested": suggested, "from": list(settles)}
            fields |= {name: value for name, value in said.items() if value}
            return self._coding(self._keep(handle, "code", fields).id)

    def code_all(self, answer: str, code: str, **same: Any) -> Coding:
        """Give a code to a whole answer."""
        return self.code(answer, 0, len(text_of(self.state, answer)), code, **same)

    def change(
        self,
        coding: str,
        *,
        code: str | None = None,
        start: int | None = None,
        end: int | None = None,
        comment: str | None = None,
    ) -> Coding:
        """Change the code, the passage or the comment of an own coding; a passage settles where its words stand."""
        with self._ours() as handle:
            was = own_coding(self.state, coding, self.coder)
            fields: dict[str, Any] = {"coding": coding}
            if code is not None:
                fields["code"] = given_code(self.state, code).id
            if comment is not None:
                fields["comment"] = comment
            if start is not None or end is not None:
                text = text_of(self.state, was.answer)
                low, high = was.start if start is None else start, was.end if end is None else end
                check_span(text, was.answer, low, high)
                fields |= vars(passage_of(text, low, high))
            if len(fields) > 1:
                self._keep(handle, "change", fields)
            return self._coding(coding)

    def uncode(self, coding: str) -> None:
        """Take an own coding back."""
        with self._ours() as handle:
            own_coding(self.state, coding, self.coder)
            self._keep(handle, "uncode", {"coding": coding})

    def read(self, answer: str) -> None:
        """Mark an answer as read: there is nothing (more) to code in it."""
        self._mark("read", answer)

    def unread(self, answer: str) -> None:
        """Take that mark away."""
        self._mark("unread", answer)

    def finish(self, batch: str = "all") -> None:
        """Say that a batch is finished; 'all' where nothing is assigned."""
        self._simply("finish", {"batch": batch})

    def reopen(self, batch: str = "all") -> None:
        """Go on with a batch that was finished."""
        self._simply("reopen", {"batch": batch})

    def settle(self, answer: str, batch: str, who: Sequence[str]) -> None:
        """Say that coders have settled on an answer, and who was there."""
        text_of(self.state, answer)
        names = [who] if isinstance(who, str) else list(who)
        self._simply("settle", {"answer": answer, "batch": batch, "who": names})

    def _mark(self, act: str, answer: str) -> None:
        text_of(self.state, answer)
        self._simply(act, {"answer": answer})

    def _simply(self, act: str, fields: dict[str, Any]) -> None:
        with self._ours() as handle:
            self._keep(handle, act, fields)

    def _coding(self, id_: str) -> Coding:
        found = self.state.coding(id_)
        if found is None:
            raise refuse(f"the coding '{id_}' was taken back in another window", remedy="look at the answer again")
        return found
