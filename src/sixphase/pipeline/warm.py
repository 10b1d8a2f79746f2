"""What kernels are forked with: the libraries that notebooks use, and what they import of the program, imported once.

What the first notebook does without is imported while it runs. The program's modules are named by the run
(`forking.warm_up`), not here: a notebook's step counts every file that this module reaches by its own imports, and
would run again after any change of any of them.
"""

# ruff: noqa: F401, E402
import gc
import os
import signal
from contextlib import suppress
from importlib import import_module

from sixphase.pipeline.forking import ALSO

ON_STOP = signal.signal(signal.SIGINT, signal.SIG_IGN)  # a run that is stopped ends this process; it has nothing to say
gc.disable()  # what is imported stays: looking for rubbish among it takes a fifth of a second here, and in every kernel

os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")  # it would warn of its own debugger, which nobody uses

import sqlite3

import ipykernel.debugger
import ipykernel.ipkernel
import ipykernel.kernelapp
import IPython.core.completerlib
import IPython.core.debugger
import IPython.core.logger
import IPython.core.oinspect
import IPython.core.pylabtools
import IPython.extensions.storemagic
import matplotlib.backends.backend_agg
import matplotlib.backends.backend_svg
import matplotlib.pyplot
import matplotlib_inline.backend_inline
import pandas
import pandas.io.formats.csvs
import pandas.io.formats.html
import pandera.pandas
import PIL.Image
import pydantic
import rapidfuzz
import seaborn
import tornado.platform.asyncio
import yaml

PIL.Image.preinit()  # Pillow imports its formats when the first picture is written

# What pandera imports only when something is checked for the first time: a fifth of a second for each notebook.
pandera.pandas.DataFrameSchema({"a": pandera.pandas.Column(str)}).validate(pandas.DataFrame({"a": ["b"]}))

later = ["nltk.collocations", "nltk.text", "nltk.tokenize", "sklearn.feature_extraction.text"]
later += os.environ.get(ALSO, "").split()


def _import_the_rest(*_: object) -> None:
    for name in later:
        with suppress(Exception):  # the notebook that imports it shows the error, in its cell
            import_module(name)
    later.clear()
    gc.freeze()


def _soon_after_a_fork() -> None:
    """The fork is answered first, so that the kernel is not kept waiting: hence a signal, and not at once."""
    if later:
        signal.setitimer(signal.ITIMER_REAL, 0.01)


gc.freeze()
gc.enable()
signal.signal(signal.SIGINT, ON_STOP)  # as kernels expect it
if ALSO in os.environ:  # else nobody forks from here
    signal.signal(signal.SIGALRM, _import_the_rest)
    os.register_at_fork(after_in_parent=_soon_after_a_fork, after_in_child=later.clear)
