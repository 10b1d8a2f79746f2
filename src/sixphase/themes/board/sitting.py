"""One person's time at the board: what each message of the screen does. No widget is needed."""

from collections.abc import Mapping
from typing import Any

from sixphase.coding.desk.showing import told
from sixphase.coding.journal.events import Event
from sixphase.coding.journal.journal import open_journal
from sixphase.coding.journal.replay import no_collecting
from sixphase.coding.pairs.blind import visible_codings
from sixphase.coding.pairs.naming import WHOLE
from sixphase.study.problem import InputError
from sixphase.themes.board.asking_for import asked_for, can_compare_sentences
from sixphase.themes.board.laying import board_of, heaps_of
from sixphase.themes.board.looking_at import looked_at
from sixphase.themes.board.moving import ACTS, CHANGES_PASSAGES
from sixphase.themes.board.said import TAKEN_BACK

Answer = dict[str, Any]


class Sitting:
    """A journal and what lies on the board.

    Raises
    ------
    InputError
        When there is no such study or coder.
    """

    def __init__(self, study: str, coder: str):
        self.study = study
        with no_collecting():
            self.journal = open_journal(study, coder)
            self.coder = self.journal.coder
            self.take_in()
        self.marked_before: set[str] = set()  # the passages that had a mark when a card was opened
        self._together: dict[str, int] = {}  # the last act of a move that was several, and how many
        self._done_now: set[str] = set()

    @property
    def state(self) -> Any:
        """What all journals replay to."""
        return self.journal.state

    def take_in(self) -> None:
        """Look at the passages anew, those of other coders as far as this one may see them."""
        self.codings = visible_codings(self.study, self.state, self.coder)
        self.heaps = heaps_of(self.codings)
        self.others = len(self.state.codings()) - len(self.codings)

    def hear(self, message: Mapping[str, Any]) -> Answer:
        """What the screen is to show after a message.

        A message has `serial`, `act` and what the act needs. Where an act was refused, the reply has `wrong`; what of a
        move of several acts was done before is taken back.
        """
        reply: Answer = {"serial": message.get("serial", 0)}
        act = str(message.get("act", ""))
        try:
            came = self.journal.refresh()
            if came:
                self.take_in()
            if act == "open":
                return {**reply, "card": looked_at(self, message)} | (self.everything() if came else {})
            if act == "ask":
                return {**reply, "found": asked_for(self, message)} | (self.everything() if came else {})
            return {**self._done(act, message, came), **reply}
        except InputError as error:
            again = type(error) is not InputError
            return {**self.everything(), **reply, "wrong": f"Not saved: {told(error)}", "again": again}
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            return {**reply, "wrong": f"Not saved: the journals cannot be read ({why}).", "again": True}

    def everything(self) -> Answer:
        """The board, and what can be undone."""
        return {
            "board": board_of(self.state, self.heaps),
            "undo": self.journal.can_undo,
            "redo": self.journal.can_redo,
            "told": list(self.journal.told),
            "hidden": self._hidden(),
            "sentences": can_compare_sentences(),
        }

    def _hidden(self) -> dict[str, Any]:
        """How many passages of others are not shown, since coding is blind, and whether finishing may change it."""
        return {"passages": self.others, "finished": self.coder in self.state.finished(WHOLE)}

    def _done(self, act: str, message: Mapping[str, Any], came: bool) -> Answer:
        if act == "look":
            return self.everything() if came else {}
        self._done_now = set()
        said = self._act(act, message)
        if self._done_now & CHANGES_PASSAGES:
            self.take_in()
        card = {"card": looked_at(self, message)} if message.get("shown") else {}
        return {**self.everything(), **card, "saved": said}

    def _act(self, act: str, message: Mapping[str, Any]) -> str:
        if act in ("undo", "redo"):
            return self._back() if act == "undo" else self._again()
        if act not in ACTS:
            return ""
        self._done_now = {act}
        before = self._steps()
        try:
            said = ACTS[act](self.journal, message)
        except InputError:
            while self._steps() > before:
                self.journal.undo()
            raise
        if (number := self._steps() - before) > 1:
            self._together[self._last()] = number
        return said

    def _back(self) -> str:
        if not self.journal.can_undo:
            return ""
        number = self._together.get(self._last(), 1)
        undone = [self.journal.undo() for _ in range(number)]
        for event in undone:
            self._note(event)
        what = TAKEN_BACK.get(undone[0].act) if number == 1 and undone[0] else None
        return f"{what or 'the last move'} is taken back"

    def _again(self) -> str:
        if not self.journal.can_redo:
            return ""
        self._note(self.journal.redo())
        for last, number in self._together.items():
            if self._first_of(last, number) == self._last():
                for _ in range(number - 1):
                    self._note(self.journal.redo())
                break
        return "done again"

    def _note(self, event: Event | None) -> None:
        self._done_now |= {event.act} if event else set()

    def _first_of(self, last: str, number: int) -> str:
        """The first act of a move of several."""
        record, id_ = self.state.record, last
        for _ in range(number - 1):
            id_ = record.events[id_].after[0]
        return str(id_)

    def _steps(self) -> int:
        """How many own acts stand."""
        return len(self.state.steps(self.coder))

    def _last(self) -> str:
        return str(self.state.steps(self.coder).last_act())
