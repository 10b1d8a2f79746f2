"""Two things that pytask waits for and a run need not; together they took as long as the notebooks themselves."""

from typing import Any, cast

LOOKS_EVERY = 0.005  # seconds between two looks whether a step has ended
NO_DATABASE = "sqlite://"  # in memory


def take_out_waits() -> None:
    """Look often whether a step has ended, and keep the record of a run in pytask's lock file alone.

    pytask-parallel sleeps longer and longer between two looks, up to a second, and pytask keeps its older record,
    a database, beside the lock file: some hundred writes to the disk for every step. Neither can be set.
    """
    import _pytask.state
    import pytask_parallel.execute

    cast(Any, pytask_parallel.execute._Sleeper.__init__).__kwdefaults__["timings"] = [LOOKS_EVERY]
    cast(Any, _pytask.state).update_states_in_database = _not_kept


def _not_kept(session: Any, signature: str) -> None:
    pass
