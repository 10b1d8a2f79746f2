"""Waits of pytask and Jupyter are taken out in places without a name in their documentation: are they still there?"""

import inspect

import _pytask.state
import jupyter_client
import pytask_parallel.execute

from sixphase.pipeline import waits
from sixphase.pipeline.kernels import LOOKS_EVERY, KernelManager


def test_the_places_are_there_and_changed():
    waits.take_out_waits()
    assert pytask_parallel.execute._Sleeper().timings == [waits.LOOKS_EVERY]
    assert "update_states_in_database" in _pytask.state.update_states.__code__.co_names
    assert _pytask.state.update_states_in_database is waits._not_kept


def test_the_kernel_manager_looks_where_jupyter_waits():
    ours, theirs = (inspect.signature(m._async_wait).parameters for m in (KernelManager, jupyter_client.KernelManager))
    assert list(ours) == list(theirs)
    assert ours["pollinterval"].default == LOOKS_EVERY < theirs["pollinterval"].default
    assert "_async_wait" in jupyter_client.KernelManager._async_kill_kernel.__code__.co_names
