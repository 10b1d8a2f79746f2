"""The desk for names as JupyterLab shows it."""

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from sixphase.study.desk import script, style
from sixphase.study.problem import InputError
from sixphase.transcription.names.desk import Desk, acted

HERE = Path(__file__).parent


class NamesDesk(anywidget.AnyWidget):
    """One candidate after the other in its line: replace, keep, always, never, undo.

    The screen gets only the candidate that it shows; answers, journal and key stay in Python. 'Saved' appears when
    the decision is on the disk.
    """

    _esm = script(HERE / "names_desk.js")
    _css = style(HERE / "names_desk.css")

    shown = traitlets.Dict().tag(sync=True)
    said = traitlets.Unicode("").tag(sync=True)
    who = traitlets.Unicode("").tag(sync=True)
    onward = traitlets.Unicode("").tag(sync=True)

    def __init__(self, desk: Desk):
        self._desk = desk
        super().__init__(shown=desk.shown(), who=desk.who, onward=desk.onward)
        self.on_msg(self._asked)

    def _asked(self, _widget: Any, message: Any, _buffers: Any) -> None:
        try:
            said = acted(self._desk, message if isinstance(message, dict) else {})
        except InputError as error:
            said = f"Not saved: {error.problems[0].what}; {error.problems[0].remedy}."
        except OSError as error:
            said = f"Not saved: {error.strerror}. Free some space or unlock the file, and decide again."
        # A turn tells the screen that its order was carried out, even where the same candidate stays.
        with self.hold_trait_notifications():
            self.said = said
            self.shown = {**self._desk.shown(), "turn": int(self.shown.get("turn", 0)) + 1}
