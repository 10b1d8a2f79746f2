"""The parts of the supplement on coding; an empty text where a study has nothing of it."""

import pandas as pd

from sixphase.coding.agreed import printed_agreement
from sixphase.coding.journal.events import CODEBOOK_ACTS
from sixphase.writeup.supplement.audit_trail import ON_THEMES, acts_by_month, decisions
from sixphase.writeup.supplement.codebook import codebook_part
from sixphase.writeup.supplement.held import Held
from sixphase.writeup.supplement.tables import captioned, section

MOST_MONTHS = 6  # columns that a page has room for
ABOUT = {
    "concept": "Central idea",
    "belongs": "Belongs to it",
    "not_belongs": "Does not belong",
    "relations": "Relations",
}
MARKED = {"supporting": "For", "contradicting": "Against"}
UNITS = {"answer": "by answer", "sentence": "by sentence", "character": "by character"}


def codebook(held: Held) -> str:
    """The codebook of today with examples."""
    return codebook_part(held.book, held.state.answers)


def theme_records(held: Held) -> str:
    """What each theme is about, where somebody wrote it down or marked a passage."""
    table = held.table("theme_records")
    if table is None:
        return ""
    said = (table[list(ABOUT)] != "").any(axis=1) | (table[list(MARKED)] > 0).any(axis=1)
    shown = table.loc[said, ["name", *ABOUT, *MARKED]].rename(columns={"name": "Theme", **ABOUT, **MARKED})
    if shown.empty:
        return ""
    caption = "What each theme is about, and how many passages were marked as speaking for and against it"
    return section("Records of the themes", "records", captioned(shown, caption, "records", [16, 22, 16, 16, 16, 7, 7]))


def theme_history(held: Held) -> str:
    """From the first candidate to the final name, where a notebook wrote it."""
    table = held.table("theme_history")
    if table is None or table.empty:
        return ""
    shown = table.assign(who=table["who"].map(held.coders).fillna(table["who"]))
    shown = shown.rename(columns=str.capitalize)
    caption = "From the first candidate to the final name"
    return section("History of the themes", "history", captioned(shown, caption, "history", [20, 12, 12, 34, 22]))


def audit_trail(held: Held) -> str:
    """Counts by coder, act and month, and the decisions on the codebook."""
    if not held.events:
        return ""
    parts = [_acts(acts_by_month(held.events, CODEBOOK_ACTS, held.coders))]
    codes = held.state.codes
    listed = decisions(
        held.events,
        CODEBOOK_ACTS | ON_THEMES,
        held.state.record.dead,
        lambda id_: codes[id_].name if id_ in codes else id_,
        held.coders,
    )
    if len(listed):
        parts.append(
            captioned(
                listed, "Every decision on the codebook and on themes, by today's names", "decisions", [13, 15, 42, 30]
            )
        )
    return section("Audit trail", "audit", *parts)


def _acts(counts: pd.DataFrame) -> str:
    """The counts with a column a month; where those are too many for a page, with a row a month."""
    said, months = "Who did what, by month; acts that were undone are counted too", list(counts.columns[2:-1])
    if len(months) <= MOST_MONTHS:
        return captioned(counts, said, "acts", [18, 30, *([52 // (len(months) + 1)] * (len(months) + 1))])
    rows = counts.melt(["Who", "What"], months, "Month", "Count").query("Count > 0")
    rows = rows.sort_values(["Who", "Month", "What"])[["Who", "Month", "What", "Count"]]
    return captioned(rows, said, "acts", [25, 15, 45, 15])


def agreement(held: Held) -> str:
    """Agreement by each unit, where the approach has room for it; else who saw what."""
    parts = []
    for unit, told in UNITS.items():
        table = held.table(f"agreement_{unit}")
        if table is not None and "coefficient" in table:
            shown = printed_agreement(table)
            parts.append(
                captioned(
                    shown, f"Agreement between coders {told}, with intervals", f"agreement-{unit}", [28, 18, 18, 18, 18]
                )
            )
    seen = held.table("who_saw_what")
    if seen is not None and len(seen):
        parts.append(
            captioned(
                _seen(seen, held),
                "In how many answers each coder saw each code",
                "seen",
                _even(len(seen.columns) - 1, 30),
            )
        )
    return section("Coders beside each other", "agreement", *parts)


def _seen(seen: pd.DataFrame, held: Held) -> pd.DataFrame:
    names = {"name": "Code", "read_by_two": "Read by two", "more": "Seen by two", "one": "Seen by one"}
    coders = {f"by_{coder}": called for coder, called in held.coders.items()}
    return seen.drop(columns="code").rename(columns=names | coders)


def _even(columns: int, first: int) -> list[int]:
    return [first, *([(100 - first) // max(1, columns - 1)] * (columns - 1))]
