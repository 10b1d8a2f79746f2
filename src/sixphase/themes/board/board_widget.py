"""The theme board as JupyterLab shows it."""

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from sixphase.coding.desk.showing import told
from sixphase.coding.journal.replay import replay
from sixphase.coding.pairs.naming import NOT_PEOPLE
from sixphase.study.desk import script, style
from sixphase.study.problem import InputError
from sixphase.themes.board.sitting import Sitting

HERE = Path(__file__).parent
SCRIPTS = ("carrying.js", "closely.js", "asking.js", "board.js")


class ThemeBoard(anywidget.AnyWidget):
    """Codes are laid into themes. The screen asks by messages; Python answers when an act is on disk.

    Nothing that people wrote is a trait: JupyterLab may keep traits in the notebook, and messages are never kept.
    """

    _esm = script(HERE / "parts.js") + "\n".join((HERE / name).read_text(encoding="utf-8") for name in SCRIPTS)
    _css = style(HERE / "board.css")

    study = traitlets.Unicode("").tag(sync=True)
    coder = traitlets.Unicode("").tag(sync=True)

    def __init__(self, study: str, coder: str = ""):
        self._sitting = Sitting(study, coder) if coder else None
        super().__init__(study=study, coder=coder)
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
        serial, name = message.get("serial", 0), str(message.get("coder", "")).strip()
        if self._sitting is None and name:
            try:
                self._sitting = Sitting(self.study, name)
            except InputError as error:
                return {"serial": serial, "wrong": f"The board is not open: {told(error)}"}
            self.coder = name
        if self._sitting is None:
            return {"serial": serial, "who": [c for c in replay(self.study).coders if c not in NOT_PEOPLE]}
        if message.get("act") == "start":
            return {"serial": serial, "coder": self._sitting.coder, **self._sitting.everything()}
        return self._sitting.hear(message)
