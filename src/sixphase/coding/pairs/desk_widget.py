"""The desk for settling differences between coders as JupyterLab shows it."""

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from sixphase.coding.pairs.adjudication import Adjudication
from sixphase.coding.pairs.batch_agreement import agreement_in
from sixphase.coding.pairs.deciding import BOTH, NONE, OTHER, Choice
from sixphase.coding.pairs.desk import card
from sixphase.study.problem import InputError
from sixphase.study.settings import read_study
from sixphase.transcription.entry.desk import told

HERE = Path(__file__).parent


class AdjudicationDesk(anywidget.AnyWidget):
    """One difference at a time, the coders side by side; saved when it is on disk.

    The screen gets the one difference that is shown; the others stay in Python.
    """

    _esm = HERE / "adjudication_desk.js"
    _css = HERE / "adjudication_desk.css"

    card = traitlets.Dict().tag(sync=True)
    coders: traitlets.List[str] = traitlets.List().tag(sync=True)
    codes: traitlets.List[list[str]] = traitlets.List().tag(sync=True)
    agreement = traitlets.Dict().tag(sync=True)
    who = traitlets.Unicode("").tag(sync=True)
    status = traitlets.Unicode("").tag(sync=True)

    def __init__(self, work: Adjudication, questions: dict[str, str], who: str = ""):
        self._work, self._questions = work, questions
        study = read_study(work.study)
        super().__init__(who=who, coders=list(work.coders))
        self.agreement = agreement_in(work.state, work.answers, work.coders, study, work.names)
        self._show(work.next_open(-1))
        self.status = " ".join(work.state.told)
        self.on_msg(self._hear)

    def _hear(self, _widget: Any, message: dict[str, Any], _buffers: Any) -> None:
        place, act = int(self.card["place"]), message.get("act")
        try:
            if self._work.refresh():
                self._show(min(place, max(len(self._work.places) - 1, 0)))
                self.status = "Somebody has written to the journals meanwhile; please look again."
                return
            if act == "decide":
                self._decide(message)
            elif act == "agreed":
                self._take_agreed(str(message.get("who", "")))
            elif act == "undo":
                self._undo()
            else:
                self._move(act, place)
        except InputError as error:
            self.status = told(error)
            self._show(place)

    def _decide(self, message: dict[str, Any]) -> None:
        n, who = message.get("place"), str(message.get("who", ""))
        if not isinstance(n, int) or not 0 <= n < len(self._work.places):
            return
        place, choice = self._work.places[n], choice_of(message)
        self._work.decide(n, choice, who)
        self._show(self._work.next_open(n))
        name = self._work.names[place.code]
        self.status = f"Saved: answer {place.answer}, ‘{name}’, {_said(choice, self._work)}, by {who.strip()}."

    def _take_agreed(self, who: str) -> None:
        taken = self._work.settle_agreed(who)
        self._show(int(self.card["place"]))
        answers = "answer" if taken == 1 else "answers"
        self.status = f"Saved: {taken:,} {answers} on which nothing is left to decide, by {who.strip()}."

    def _undo(self) -> None:
        n = self._work.undo()
        if n is None:
            self.status = "There is nothing to take back."
            return
        if n < 0:
            self._show(int(self.card["place"]))
            self.status = "Taken back: what the consensus got last."
            return
        self._show(n)
        place = self._work.places[n]
        self.status = f"Taken back: answer {place.answer}, ‘{self._work.names[place.code]}’."

    def _move(self, act: Any, place: int) -> None:
        self.status = ""
        if not self._work.places:
            return
        if act == "open":
            self._show(self._work.next_open(place))
        elif act in ("next", "previous"):
            self._show((place + (1 if act == "next" else -1)) % len(self._work.places))

    def _show(self, place: int) -> None:
        state = self._work.state
        self.codes = [[code.id, " › ".join(state.path(code.id))] for code in state.standing()]
        self.card = card(self._work, place, self._questions)


def choice_of(message: dict[str, Any]) -> Choice:
    """The choice that a message from the screen holds; what is no number or text is taken for none."""

    def number(name: str) -> int:
        value = message.get(name, -1)
        return value if isinstance(value, int) else -1

    text = {name: str(message.get(name, "")) for name in ("choice", "code", "reason")}
    return Choice(text["choice"], text["code"], number("start"), number("end"), text["reason"])


def _said(choice: Choice, work: Adjudication) -> str:
    said = {BOTH: "all passages", NONE: "left out", OTHER: f"‘{work.names.get(choice.code, '')}’ instead"}
    return said.get(choice.choice, f"as {choice.choice}")
