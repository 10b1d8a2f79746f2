"""The paper's steps: its sources put together in one folder, and each format made from that folder."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any


def stage(study: str, readable: Iterable[Path], on_cell: Any) -> None:  # noqa: ARG001
    """Put together all that a renderer needs."""
    raise RuntimeError("not yet")


def make(study: str, form: str, readable: Iterable[Path], on_cell: Any) -> None:  # noqa: ARG001
    """Render one format of the paper from the staged sources."""
    raise RuntimeError("not yet")
