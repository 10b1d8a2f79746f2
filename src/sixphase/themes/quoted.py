"""What notebook 05 shows of the quotes that were chosen at the board; nothing where none is."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from sixphase.study.step import Step
from sixphase.themes.analysed import Analysed
from sixphase.themes.quoting.checks import ERROR, findings_table
from sixphase.themes.quoting.chosen import Chosen, chosen_of
from sixphase.themes.quoting.table import quotes_values


def quoted(step: Step, themes: Analysed) -> Chosen | None:
    """The quotes of the study at hand; None where nobody chose one."""
    chosen = chosen_of(step.paths.name, themes.state)
    return chosen if len(chosen.quotes) else None


def quoted_sentence(chosen: Chosen | None) -> str:
    """How many quotes there are, and how many things are to be said of them."""
    if chosen is None:
        return "No quote is chosen yet: open a theme at the board of notebook 04 and press 'Quote' beside a passage."
    found = chosen.findings()
    wrong = sum(one.level == ERROR for one in found)
    stops = "; the paper is not made before these are mended" if wrong else ""
    return f"Quotes: {len(chosen.quotes)}. Warnings: {len(found) - wrong}. Errors: {wrong}{stops}."


def quoted_tables(chosen: Chosen | None) -> Iterator[tuple[str, pd.DataFrame]]:
    """The quotes as they are printed, who speaks in each theme, and what is to be said of them."""
    if chosen:
        yield "quotes", chosen.printed()
        yield "quotes_by_theme", chosen.people()
        yield "quotes_to_mend", findings_table(chosen.findings())


def quoted_named(chosen: Chosen | None) -> Iterator[tuple[str, Any, str | None]]:
    """The named values."""
    if chosen:
        yield from quotes_values(chosen.printed(), chosen.people(), chosen.findings())
