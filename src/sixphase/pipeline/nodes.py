"""What a step needs and makes, each with a state that changes when its content does.

The classes satisfy pytask's protocols for nodes without importing pytask, so that asking whether
anything is stale costs next to nothing.
"""

import hashlib
import json
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from sixphase.study.cells import all_cells


@dataclass
class _Node:
    name: str
    attributes: dict[Any, Any] = field(default_factory=dict, init=False)

    @property
    def signature(self) -> str:
        return hashlib.sha256(f"{type(self).__name__}:{self.name}".encode()).hexdigest()

    def load(self, is_product: bool = False) -> Any:  # noqa: ARG002  (pytask's protocol)
        return self

    def save(self, value: Any) -> None:  # noqa: ARG002
        raise TypeError("a step writes its own outputs")


@dataclass
class Source(_Node):
    """A file that a person or the program's developer wrote.

    Its state is taken once, when the graph is made: a file that changes while a step runs
    is seen as changed by the next run, never taken for what the step has read.
    """

    path: Path

    @cached_property
    def _state(self) -> str | None:
        return _digest(self.path) if self.path.is_file() else None

    def state(self) -> str | None:
        return self._state


@dataclass
class Notebook(Source):
    """A notebook; its state covers what people write in it, not the outputs that JupyterLab saves with it."""

    @cached_property
    def _state(self) -> str | None:
        if not self.path.is_file():
            return None
        cells = all_cells(self.path)
        written = [(c["id"], c["cell_type"], "".join(c["source"]), c["metadata"].get("tags")) for c in cells]
        return hashlib.sha256(json.dumps(written).encode()).hexdigest()


@dataclass
class Setting(_Node):
    """A value, such as a notebook's parameters; stored as its sha256."""

    value: Any

    def state(self) -> str:
        return hashlib.sha256(json.dumps(self.value, sort_keys=True).encode()).hexdigest()


@dataclass
class Made(_Node):
    """A file or a folder that a step makes; a folder's state covers every name and byte under it."""

    path: Path

    def state(self) -> str | None:
        if self.path.is_file():
            return _digest(self.path)
        if not self.path.is_dir():
            return None
        whole = hashlib.sha256()
        for file in sorted(p for p in self.path.rglob("*") if p.is_file()):
            whole.update(f"{file.relative_to(self.path).as_posix()}\0{_digest(file)}\n".encode())
        return whole.hexdigest()


Node = Source | Setting | Made


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
