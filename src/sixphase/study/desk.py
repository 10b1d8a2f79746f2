"""What the desks in JupyterLab share: the look, the first lines of their scripts, and a sentence in their place."""

import os
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Note:
    """A sentence as the result of a cell."""

    text: str

    def __repr__(self) -> str:
        return self.text


def headless() -> bool:
    """Whether nobody looks on, as in a run: then a desk is a sentence, and reads nothing."""
    return os.environ.get("SIXPHASE_HEADLESS") == "1"


def script(path: Path) -> str:
    """A desk's script as one module: what all desks share (`desk.js`), then its own."""
    return (HERE / "desk.js").read_text(encoding="utf-8") + path.read_text(encoding="utf-8")


def style(path: Path) -> str:
    """A desk's style: what all desks share (`desk.css`), then its own.

    The desk's outermost element has the class `sixphase-desk` and one of its own.
    """
    return (HERE / "desk.css").read_text(encoding="utf-8") + path.read_text(encoding="utf-8")
