"""Real ipykernels, forked from one process that has already imported what notebooks need.

Importing pandas, seaborn, nltk and scikit-learn takes longer than a notebook of this project. Where the
system can fork, multiprocessing's forkserver imports them once, and every kernel starts from there; elsewhere
each kernel starts as Jupyter starts it. The outputs are the same.
"""

import gc
import os
import signal
import sys
import tempfile
import time
from pathlib import Path
from queue import Empty
from typing import Any

import zmq
import zmq.asyncio
from jupyter_client import AsyncKernelClient, AsyncKernelManager
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.provisioning import LocalProvisioner
from traitlets import default

from sixphase.pipeline.forking import FORKS, Process

LOOKS_EVERY = 0.005  # seconds between two looks whether a kernel has ended

RECONNECTS_EVERY = 5  # milliseconds

# What makes two runs equal wherever they run: no set order, no number of processors, no width of a terminal,
# no reader's own settings.
SAME_EVERYWHERE = {
    "PYTHONHASHSEED": "0",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "SIXPHASE_HEADLESS": "1",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "COLUMNS": "80",
    "LINES": "24",
}


class ForkedProvisioner(LocalProvisioner):
    """Starts the kernel from the forkserver; everything else is as for a local kernel."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        process = Process(_serve, cmd[3:], str(kwargs["cwd"]), dict(kwargs["env"]))
        self.process = process  # type: ignore[assignment]  # it has what jupyter_client calls of a Popen
        self.pid = process.pid
        self.pgid = None  # the kernel's own group exists a moment later; its process is signalled directly
        self.cwd = kwargs["cwd"]
        return self.connection_info


class KernelClient(AsyncKernelClient):
    """Begins as soon as the kernel answers on both channels.

    Its base class also waits until no message has come for a fifth of a second, to be rid of those of the start;
    a run tells messages apart by the request that they belong to. And it connects while the kernel is still
    starting, but tries again only ten times a second.
    """

    @default("context")
    def _context_default(self) -> zmq.asyncio.Context:
        context = super()._context_default()
        context.setsockopt(zmq.RECONNECT_IVL, RECONNECTS_EVERY)
        return context

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        end = time.monotonic() + (timeout or float("inf"))
        while await self._async_is_alive():
            self.kernel_info()
            try:
                await self.shell_channel.get_msg(timeout=1)
                await self.iopub_channel.get_msg(timeout=0.1)  # it may be there later than the other: ask again soon
                return
            except Empty:
                if time.monotonic() > end:
                    raise RuntimeError(f"Kernel didn't respond in {timeout:g} seconds") from None
        raise RuntimeError("Kernel died before replying to kernel_info")


class KernelManager(AsyncKernelManager):
    """Starts a kernel of this very Python, whatever kernels are installed on the machine."""

    def __init__(self, **kwargs: Any):
        super().__init__(client_factory=KernelClient, **kwargs)
        if FORKS:  # sockets in a folder of our own: quieter than ports, and closed to others
            self._sockets = tempfile.TemporaryDirectory(prefix="sixphase-", ignore_cleanup_errors=True)
            self.transport = "ipc"
            self.ip = str(Path(self._sockets.name) / "k")
            self.connection_file = str(Path(self._sockets.name) / "kernel.json")

    @property
    def kernel_spec(self) -> KernelSpec:
        argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(argv=argv, display_name="Python 3", language="python")

    async def _async_pre_start_kernel(self, **kwargs: Any) -> Any:
        if FORKS and self.provisioner is None:
            self.provisioner = ForkedProvisioner(
                kernel_id=self.kernel_id or "", kernel_spec=self.kernel_spec, parent=self
            )
        return await super()._async_pre_start_kernel(**kwargs)

    pre_start_kernel = _async_pre_start_kernel

    async def _async_wait(self, pollinterval: float = LOOKS_EVERY) -> None:
        """Wait until the kernel has ended; the base class looks ten times a second."""
        await super()._async_wait(pollinterval)


def _serve(arguments: list[str], cwd: str, env: dict[str, str]) -> None:
    """Run one kernel in the forked process, as if it had been started afresh there."""
    _end_with_the_run()
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(env)
    os.chdir(cwd)
    gc.set_threshold(20_000, 20, 50)  # a notebook makes much that stays, and little rubbish
    _reseed()
    _write_to(f"{env['SIXPHASE_OUTPUT']}.log")
    from ipykernel.kernelapp import IPKernelApp

    app = IPKernelApp.instance(parent_handle=os.getppid())  # ends the kernel when the run is killed
    app.initialize(arguments)
    _set_up_pictures(app.shell)
    app.start()


def _end_with_the_run() -> None:
    """Let go of what keeps the forkserver alive, so that it ends with the run, and its kernels with it."""
    from multiprocessing.forkserver import _forkserver

    alive = getattr(_forkserver, "_forkserver_alive_fd", None)
    if alive is not None:
        os.close(alive)
    if os.getppid() == 1:
        os._exit(1)


def _write_to(log: str) -> None:
    """What the kernel's process itself says (not the cells) goes to a file, and it reads from nowhere."""
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    messages = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(messages, 1)
    os.dup2(messages, 2)


def _reseed() -> None:
    """Forked processes would all draw the same 'random' numbers from the state they inherited."""
    import random

    import numpy as np

    random.seed()
    np.random.seed()


def _set_up_pictures(shell: Any) -> None:
    """What a kernel does when matplotlib is first imported, which here happened before the fork."""
    from IPython.core.pylabtools import activate_matplotlib
    from matplotlib_inline.backend_inline import configure_inline_support

    activate_matplotlib("module://matplotlib_inline.backend_inline")
    configure_inline_support(shell, "inline")
