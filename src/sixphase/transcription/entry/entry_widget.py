"""The desk for differences as JupyterLab shows it."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from sixphase.study.desk import script, style
from sixphase.study.problem import InputError
from sixphase.study.settings import Study
from sixphase.transcription.entry.compare import Comparison
from sixphase.transcription.entry.decisions import OPEN, Decision, Journal, keep, read_journal
from sixphase.transcription.entry.desk import card, decision_on, next_open, told

HERE = Path(__file__).parent


class EntryDesk(anywidget.AnyWidget):
    """One difference at a time: first, second or other; saved when it is on disk.

    The screen gets the one difference that is shown; the others stay in Python.
    """

    _esm = script(HERE / "entry_desk.js")
    _css = style(HERE / "entry_desk.css")

    card = traitlets.Dict().tag(sync=True)
    who = traitlets.Unicode("").tag(sync=True)
    status = traitlets.Unicode("").tag(sync=True)

    def __init__(self, comparison: Comparison, study: Study, path: Path, who: str = ""):
        self._comparison, self._study, self._path = comparison, study, path
        self._rows = comparison.rows()
        self._journal: Journal = read_journal(path)
        self._made: list[tuple[int, Decision | None]] = []  # what was decided at this desk, and what stood before
        super().__init__(who=who)
        self._show(next_open(self._rows, -1, self._journal))
        self.status = " ".join(f"Of the decisions kept before, {line}." for line in self._journal.lost)
        self.on_msg(self._hear)

    def _hear(self, _widget: Any, message: dict[str, Any], _buffers: Any) -> None:
        place, act = int(self.card["place"]), message.get("act")
        if act == "decide":
            said = (str(message.get(part, "")) for part in ("choice", "state", "text", "who"))
            self._decide(place, *said)
        elif act == "undo":
            self._undo(str(message.get("who", "")))
        elif act in ("next", "previous"):
            self.status = ""
            self._show((place + (1 if act == "next" else -1)) % len(self._rows))
        elif act == "open":
            self.status = ""
            self._show(next_open(self._rows, place, self._journal))

    def _decide(self, place: int, choice: str, state: str, text: str, who: str) -> None:
        row = self._rows[place]
        before = self._journal.current().get((row.form_id, row.field))
        if self._save(row, choice, state, text, who):
            self._made.append((place, before))
            self.status = (
                f"Saved: form {row.form_id}, ‘{self._comparison.names[row.field]}’, {choice}, by {who.strip()}."
            )
            self._show(next_open(self._rows, place, self._journal))

    def _undo(self, who: str) -> None:
        if not self._made:
            self.status = "Nothing was decided at this desk yet."
            return
        place, before = self._made[-1]
        row = self._rows[place]
        if self._save(row, *_again(before), who):
            self._made.pop()
            self.status = f"Taken back: form {row.form_id}, ‘{self._comparison.names[row.field]}’."
            self._show(place)

    def _save(self, row: Any, choice: str, state: str, text: str, who: str) -> bool:
        """Put a decision on disk; only then does it count here."""
        when = datetime.now(UTC).isoformat(timespec="seconds")
        try:
            decision = decision_on(row, choice, state, text, who, when, self._journal, self._study)
            keep(self._path, [decision])
        except InputError as error:
            self.status = told(error)
            return False
        except OSError as error:
            self.status = f"Not saved: the disk refused it ({error.strerror or error})."
            return False
        self._journal = self._journal.with_one(decision)
        return True

    def _show(self, place: int) -> None:
        self.card = card(self._comparison, self._rows, place, self._journal, self._study)


def _again(before: Decision | None) -> tuple[str, str, str]:
    """What undoing puts in place: the decision that stood before, or none."""
    return (before.choice, before.state, before.text) if before else (OPEN, "", "")
