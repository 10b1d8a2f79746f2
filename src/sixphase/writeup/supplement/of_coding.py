"""The parts of the supplement on coding; an empty text where a study has nothing of it."""

import pandas as pd

from sixphase.coding.agreed import printed_agreement
from sixphase.coding.journal.events import CODEBOOK_ACTS
from sixphase.study.few_people import NOT_SHOWN, are_few, people_behind
from sixphase.transcription.answers import form_of_each
from sixphase.writeup.supplement.audit_trail import ON_THEMES, acts_by_month, decisions
from sixphase.writeup.supplement.codebook import codebook_part
from sixphase.writeup.supplement.held import Held
from sixphase.writeup.supplement.tables import captioned, section

MOST_MONTHS = 6  # columns that a page has room for
UNITS = {"answer": "by answer", "sentence": "by sentence", "character": "by character"}


def codebook(held: Held) -> str:
    """The codebook of today with examples."""
    return codebook_part(held.book, _examples(held))


def _examples(held: Held) -> dict[str, str]:
    """The answer that a codebook names for each entry; else the first quote of the paper in which the code was given.

    Nothing else is shown: which words of a person are printed is for people to choose.
    """
    answers = held.state.answers
    named = {entry.id: answers[entry.example] for entry in held.book.entries() if entry.example in answers}
    quotes = held.table("quotes")
    printed = {} if quotes is None else dict(zip(quotes["quote_id"], quotes["words"], strict=True))
    for quote in held.state.quotes().to_dict("records"):
        for coding in held.state.codings(quote["answer_id"]):
            if quote["quote_id"] in printed and coding.start < quote["end"] and quote["start"] < coding.end:
                named.setdefault(coding.code, printed[quote["quote_id"]])
    return named


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
    """Who saw what; of a code behind which few people stand, no numbers."""
    answers, codings = held.table("answers"), held.table("codings")
    if answers is not None and codings is not None and "form_id" in answers:
        forms = form_of_each(answers)
        behind = people_behind(codings, forms, codings["code"])
        few = seen["code"].map(lambda code: are_few(behind.get(code, 0), held.study.fewest))
        numbers = seen.columns.difference(["code", "name"])
        if few.any():
            seen = seen.astype(dict.fromkeys(numbers, object))
            seen.loc[few, numbers] = NOT_SHOWN
    names = {"name": "Code", "read_by_two": "Read by two", "more": "Seen by two", "one": "Seen by one"}
    coders = {f"by_{coder}": called for coder, called in held.coders.items()}
    return seen.drop(columns="code").rename(columns=names | coders)


def _even(columns: int, first: int) -> list[int]:
    return [first, *([(100 - first) // max(1, columns - 1)] * (columns - 1))]
