"""What a notebook shows and keeps of the participants of a study with forms; nothing for published excerpts."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from sixphase.familiarisation.participants.cells import UNDATED
from sixphase.familiarisation.participants.describe import Participants, describe_participants
from sixphase.familiarisation.participants.figures import (
    counted,
    missing_alt,
    missing_figure,
    participants_alt,
    participants_figure,
)
from sixphase.familiarisation.participants.session_figures import (
    sessions_alt,
    sessions_figure,
    sizes_alt,
    sizes_figure,
)
from sixphase.familiarisation.participants.sessions import read_sessions
from sixphase.familiarisation.participants.values import participant_values
from sixphase.study.step import Step

Told = Participants | None


def participants_of(step: Step) -> Told:
    """The participants of the study at hand; None where no forms are known."""
    if not step.study.has_forms:
        return None
    from sixphase.transcription.store import read_transcript

    forms = read_transcript(step.paths.name).forms
    sessions = read_sessions(step.paths.raw / "sessions.csv", step.study.attributes)
    return describe_participants(forms, sessions, step.study.attributes, step.study.fewest)


def tables_of(people: Told) -> Iterator[tuple[str, pd.DataFrame]]:
    """The tables of the participants, by name."""
    if people is not None:
        yield "participants", people.participants
        yield "periods", people.periods
        yield "sizes", people.sizes
        yield "missing", people.missing


def figures_of(people: Told) -> Iterator[tuple[str, Any, str]]:
    """A figure for each attribute, of the sessions, and of who is missing: name, figure, alternative text."""
    if people is None:
        return
    table = people.participants
    for attribute in table["attribute"].unique():
        yield f"participants_{attribute}", participants_figure(table, attribute), participants_alt(table, attribute)
    if people.periods["period"].ne(UNDATED).any():
        yield "sessions", sessions_figure(people.periods), sessions_alt(people.periods)
    if len(people.sizes):
        yield "sizes", sizes_figure(people.sizes), sizes_alt(people.sizes)
    answered, attended = people.totals["answered"], people.totals["attended"]
    overall = answered / attended if answered is not None and attended else None
    for attribute in people.missing["attribute"].unique():
        given = (people.missing, attribute, overall)
        yield f"missing_{attribute}", missing_figure(*given), missing_alt(*given)


def values_of(people: Told) -> Iterator[tuple[str, Any, str | None]]:
    """The named values of the participants."""
    if people is not None:
        yield from participant_values(people)


def printed_table(participants: pd.DataFrame) -> pd.DataFrame:
    """The participants as the paper prints them: what is asked, the answer, and how many gave it."""
    return pd.DataFrame(
        {"Participants": row["label"], "Group": row["category"], "People": counted(row)}
        for row in participants.to_dict("records")
    )
