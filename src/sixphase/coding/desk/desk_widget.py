"""The coding desk as JupyterLab shows it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from sixphase.coding.desk.showing import told
from sixphase.coding.desk.sitting import Sitting
from sixphase.coding.journal.replay import replay
from sixphase.coding.pairs.naming import NOT_PEOPLE
from sixphase.study.problem import InputError

HERE = Path(__file__).parent
SCRIPTS = ("desk_parts.js", "desk_words.js", "desk_cards.js", "desk_codes.js", "desk_memos.js", "desk.js")


class CodingDesk(anywidget.AnyWidget):
    """Read, mark, code. The screen asks by messages and gets the answers of one page.

    Nothing that people wrote is a trait: JupyterLab may keep traits in the notebook, and messages are never kept.
    """

    _esm = "\n".join((HERE / name).read_text(encoding="utf-8") for name in SCRIPTS)
    _css = HERE / "desk.css"

    study = traitlets.Unicode("").tag(sync=True)
    coder = traitlets.Unicode("").tag(sync=True)
    batch = traitlets.Unicode("").tag(sync=True)

    def __init__(self, study: str, coder: str = "", batch: str = "", answers: Sequence[str] = ()):
        self._sitting = Sitting(study, coder, batch, answers) if coder else None
        self._asked = (batch, answers)
        super().__init__(study=study, coder=coder, batch=batch)
        self.on_msg(self._hear)

    def _hear(self, _widget: Any, message: dict[str, Any], _buffers: Any) -> None:
        try:
            self.send(self._reply(message))
        except Exception as error:
            # The screen must not wait for a 'saved' that will not come; the error itself goes to the kernel's log.
            name = type(error).__name__
            wrong = f"Not saved: the program has a mistake ({name}). Please restart the kernel; what was saved stands."
            self.send({"serial": message.get("serial", 0), "wrong": wrong, "again": True})
            raise

    def _reply(self, message: dict[str, Any]) -> dict[str, Any]:
        serial, name = message["serial"], str(message.get("coder", "")).strip()
        if self._sitting is None and name:
            try:
                self._sitting = Sitting(self.study, name, *self._asked)
            except InputError as error:
                return {"serial": serial, "wrong": f"The desk is not open: {told(error)}"}
            self.coder = name
        if self._sitting is None:
            return {"serial": serial, "who": [c for c in replay(self.study).coders if c not in NOT_PEOPLE]}
        return self._sitting.hear({**message, "act": "start"} if message.get("act") == "sit" else message)
