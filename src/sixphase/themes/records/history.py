"""How a theme came about: every act on it that stands, from the first candidate to the final name."""

from collections.abc import Sequence

import pandas as pd

from sixphase.coding.journal.events import Event
from sixphase.coding.journal.replay import replay
from sixphase.coding.journal.state import State
from sixphase.study.problem import did_you_mean, refuse
from sixphase.themes.records.telling import Telling

COLUMNS = ("day", "who", "act", "reason")


def theme_history(source: str | State | Sequence[Event], theme: str) -> pd.DataFrame:
    """Every act that made a theme what it is, in the order in which people knew of each other's acts.

    Acts on the theme itself, on themes that were merged into it, and on what lies in it. Acts that were taken back are
    left out; they stay in the journals. What came and went without ever touching the theme is not told.

    Parameters
    ----------
    source
        The name of a study, its state, or the events of its journals.
    theme
        The id of a theme (or subtheme, or code).

    Returns
    -------
    pandas.DataFrame
        day (ISO date of the act; '' for what the study began with), who (the coder; '' likewise), act (in words),
        reason ('' where none was given). One row an act. No words of participants are in it, unless somebody wrote
        them into a name, a description or a reason.

    Raises
    ------
    InputError
        When the study has no such theme.
    """
    state = _state_of(source)
    if theme not in state.codes:
        raise refuse(f"there is no theme '{theme}'", remedy=did_you_mean(theme, [one.id for one in state.standing()]))
    telling = Telling(state, theme)
    rows = [("", "", act, "") for act in telling.began()]
    for event in acts_on_themes(state):
        act = telling.tell(event)
        if act:
            rows.append((event.time[:10], event.coder, act, event.fields.get("reason", "")))
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=str)


def acts_on_themes(state: State) -> list[Event]:
    """The acts on codebook, records and relations that stand, each after those that it knew of."""
    record = state.record
    places = [*record.codebook, *record.about.get(("records",), ()), *record.about.get(("relations",), ())]
    return [record.events[id_] for _, id_ in sorted(places) if id_ not in record.dead]


def _state_of(source: str | State | Sequence[Event]) -> State:
    if isinstance(source, State):
        return source
    return replay(source) if isinstance(source, str) else State({}, (), list(source))
