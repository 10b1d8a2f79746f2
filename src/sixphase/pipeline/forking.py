"""One process that has already imported what notebooks need, from which their kernels are forked.

Apart from the kernels themselves, so that it can begin before Jupyter's libraries are imported here.
"""

import multiprocessing
import os
from collections.abc import Iterable
from typing import Any

FORKS = "forkserver" in multiprocessing.get_all_start_methods()
WARM = "sixphase.pipeline.warm"
ALSO = "SIXPHASE_WARM_ALSO"  # read by that module


def warm_up(modules: Iterable[str] = ()) -> None:
    """Start the process that kernels are forked from; it imports while the caller goes on.

    Parameters
    ----------
    modules
        Modules of the program that the notebooks to be run import, to be imported once for all of them. One that
        cannot be imported is left to the notebook, which then shows the error.
    """
    os.environ.update({"PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"})
    if FORKS:
        os.environ[ALSO] = " ".join(modules)
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([WARM])
        from multiprocessing.forkserver import ensure_running

        ensure_running()
        del os.environ[ALSO]


class Process:
    """A forked process with the few methods of `subprocess.Popen` that jupyter_client calls."""

    stdin = stdout = stderr = None

    def __init__(self, target: Any, *args: Any):
        self._process = multiprocessing.get_context("forkserver").Process(target=target, args=args, daemon=True)
        self._process.start()
        self.pid = self._process.pid

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self) -> int | None:
        self._process.join()
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        if self.pid is not None and self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self._process.kill()

    def terminate(self) -> None:
        self._process.terminate()
