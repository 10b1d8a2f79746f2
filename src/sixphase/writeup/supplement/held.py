"""What a study holds that its supplement tells of."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from sixphase.coding.codebook_today import codebook_today
from sixphase.coding.codings import PUBLISHED
from sixphase.coding.journal.events import Event
from sixphase.coding.journal.replay import replay
from sixphase.coding.journal.state import State
from sixphase.study.codebook import Codebook
from sixphase.study.paths import NOTEBOOKS, StudyPaths
from sixphase.study.settings import Study, read_study
from sixphase.study.tables import read_written
from sixphase.writeup.supplement.people import coder_names


@dataclass(frozen=True)
class Held:
    """What a study holds that goes into its supplement; `blind` leaves the coders' names out."""

    name: str
    blind: bool = False

    @cached_property
    def study(self) -> Study:
        return read_study(self.name)

    @cached_property
    def state(self) -> State:
        return replay(self.name)

    @cached_property
    def book(self) -> Codebook:
        return codebook_today(self.state)

    @cached_property
    def coders(self) -> Mapping[str, str]:
        return coder_names(self.state.coders, self.blind)

    @cached_property
    def events(self) -> list[Event]:
        """What people did, in the order in which it builds on each other; not what came with the answers."""
        record = self.state.record
        found = [event for event in record.events.values() if event.coder != PUBLISHED]
        return sorted(found, key=lambda event: record.place(event.id))

    def table(self, name: str) -> pd.DataFrame | None:
        """A table that a notebook wrote, whichever did; None where none has."""
        places = [StudyPaths(self.name).step(step) / "tables" / f"{name}.csv" for step in NOTEBOOKS]
        found: list[Path] = [place for place in places if place.is_file()]
        return read_written(found[-1]) if found else None
