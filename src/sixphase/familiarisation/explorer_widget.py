"""The explorer as JupyterLab shows it."""

from pathlib import Path
from typing import Any

import anywidget
import pandas as pd
import traitlets

from sixphase.familiarisation.explorer import ALL, SHOWN, find, themes_of
from sixphase.study.desk import script, style

HERE = Path(__file__).parent


class Explorer(anywidget.AnyWidget):
    """Choose a theme, search for a word, read.

    The screen gets the themes' names and what a search found; the answers stay in Python, where the search is.
    """

    _esm = script(HERE / "explorer.js")
    _css = style(HERE / "explorer.css")

    themes: traitlets.List = traitlets.List().tag(sync=True)
    theme = traitlets.Unicode(ALL).tag(sync=True)
    subtheme = traitlets.Unicode(ALL).tag(sync=True)
    query = traitlets.Unicode("").tag(sync=True)
    in_context = traitlets.Bool(True).tag(sync=True)
    found = traitlets.Dict().tag(sync=True)

    def __init__(self, answers: pd.DataFrame):
        self._answers = answers[list(SHOWN)].astype(str)
        super().__init__(themes=themes_of(self._answers), found=find(self._answers))
        self.observe(self._look, names=["theme", "subtheme", "query"])

    def _look(self, _change: Any) -> None:
        self.found = find(self._answers, self.query, self.theme, self.subtheme)
