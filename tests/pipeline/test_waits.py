"""pytask's waits are taken out in places that have no name in its documentation: whether they are still there."""

import _pytask.state
import pytask_parallel.execute

from sixphase.pipeline import waits


def test_the_places_are_there_and_changed():
    waits.take_out_waits()
    assert pytask_parallel.execute._Sleeper().timings == [waits.LOOKS_EVERY]
    assert "update_states_in_database" in _pytask.state.update_states.__code__.co_names
    assert _pytask.state.update_states_in_database is waits._not_kept
