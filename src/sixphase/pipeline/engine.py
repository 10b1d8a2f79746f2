"""How papermill executes a notebook here, and what is taken out of the executed copy."""

import os
import sys
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, papermill_engines
from papermill.execute import ERROR_MARKER_TAG

from sixphase.pipeline.kernels import SAME_EVERYWHERE, KernelManager
from sixphase.study.paths import root

NAME = "sixphase"
INJECTED = "injected-parameters"
NOT_INHERITED = ("PYTHONHASHSEED", "PYTHONSTARTUP", "MPL", "LC_", "LANG")  # a reader's own settings
GUARD = "from sixphase.pipeline.guard import watch; watch()"


class Client(PapermillNotebookClient):
    """Tells which cell it is at, and sets the guard before the first."""

    def __init__(self, manager: Any, on_cell: Any, **options: Any):
        super().__init__(manager, kernel_manager_class=KernelManager, record_timing=False, **options)
        self._on_cell = on_cell

    def execute_cell(self, cell: NotebookNode, index: int, **options: Any) -> NotebookNode:
        if index == 0:
            self.wait_for_reply(self.kc.execute(GUARD, silent=True))
        injected = INJECTED in cell.metadata.get("tags", [])  # papermill gives this cell an id at random
        self._on_cell(index, len(self.nb.cells), INJECTED if injected else cell.id)
        return super().execute_cell(cell, index, **options)


class Engine(NBClientEngine):
    """papermill's own engine with that client."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> None:  # noqa: ARG003
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(NOT_INHERITED)}
        client = Client(
            nb_man,
            on_cell=options["on_cell"],
            startup_timeout=options["start_timeout"],
            timeout=None,
            shutdown_kernel="immediate",  # it has written everything, and nothing is asked of it any more
            resources={"metadata": {"path": options["folder"]}},
        )
        client.execute(env={**inherited, **SAME_EVERYWHERE, **options["environment"]})


def register() -> None:
    papermill_engines.register(NAME, Engine)


def plain(notebook: NotebookNode) -> NotebookNode:
    """The executed notebook without times, machine's paths, versions and random ids; neighbouring prints joined."""
    notebook.metadata = NotebookNode(
        kernelspec=notebook.metadata.get("kernelspec", {}), language_info=NotebookNode(name="python")
    )
    notebook.cells = [cell for cell in notebook.cells if ERROR_MARKER_TAG not in cell.metadata.get("tags", [])]
    for cell in notebook.cells:
        cell.metadata = NotebookNode({k: v for k, v in cell.metadata.items() if k == "tags"})
        if INJECTED in cell.metadata.get("tags", []):
            cell.id = INJECTED
        if cell.cell_type == "code":
            cell.outputs = _joined(cell.outputs)
    return notebook


def without_places(notebook: NotebookNode) -> NotebookNode:
    """Tracebacks name the folders of the machine; a copy that may be shown around does without."""
    for output in (o for cell in notebook.cells for o in cell.get("outputs", ()) if o.output_type == "error"):
        places = {str(root()): ".", str(Path(sys.prefix)): "(environment)", str(Path.home()): "~"}
        for place, name in places.items():
            output.traceback = [line.replace(place, name) for line in output.traceback]
    return notebook


def _joined(outputs: list[NotebookNode]) -> list[NotebookNode]:
    joined: list[NotebookNode] = []
    for output in outputs:
        before = joined[-1] if joined else None
        if before and output.output_type == "stream" == before.output_type and output.name == before.name:
            before.text += output.text
        else:
            joined.append(output)
    return joined
