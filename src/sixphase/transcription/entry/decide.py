"""What goes on: where both typists agree, or where a person decided."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from sixphase.study.problem import Problem
from sixphase.study.settings import Study
from sixphase.transcription.entry.compare import FIRST_ONLY, SAME, SECOND_ONLY, Comparison, compare
from sixphase.transcription.entry.decisions import Journal
from sixphase.transcription.entry.fields import as_compared
from sixphase.transcription.transcript import ANSWER_COLUMNS, FORM_COLUMNS, Transcript

AGREED, DECIDED, UNDECIDED, SINGLE = "double, agreed", "double, decided", "double, undecided", "single"
ENTRIES = (AGREED, DECIDED, UNDECIDED, SINGLE)
Undecided = Literal["leave out", "first", "second"]


@dataclass(frozen=True)
class Settled:
    """The transcript that goes on, and how each of its fields came to be.

    Attributes
    ----------
    transcript
        The answers that both typed alike, that a person decided, or that one person typed alone. An answer whose
        difference is undecided is not in it; a date or an attribute that is undecided is empty.
    fields
        The fields of the comparison with `entry`, one of `ENTRIES`, and the decided `state`, `text` and `compared`.
    outdated
        Decisions on words that were typed anew since: (form_id, field). They do not count.
    disputed
        Fields with two decisions that contradict.
    lost
        Lines of the journal that could not be read.
    names
        Each field, by its role, and what people call it.
    """

    transcript: Transcript
    fields: pd.DataFrame
    outdated: tuple[tuple[str, str], ...]
    disputed: tuple[tuple[str, str], ...]
    lost: tuple[str, ...]
    names: dict[str, str]

    @property
    def undecided(self) -> pd.DataFrame:
        """The differences that nobody has decided."""
        return self.fields[self.fields["entry"] == UNDECIDED]

    def problems(self) -> Iterator[Problem]:
        """What is left to do, as a person is told it."""
        remedy = "decide in notebook 01 or in the spreadsheet of differences"
        for row in self.undecided.itertuples():
            yield Problem("the two typings differ", None, f"form {row.form_id}, {self.names[str(row.field)]}", remedy)
        for form_id, field in self.outdated:
            what = "this was typed anew after it had been decided"
            yield Problem(what, None, f"form {form_id}, {self.names.get(field, field)}", "decide again")
        for form_id, field in self.disputed:
            what = "two people decided differently without knowing of each other"
            yield Problem(what, None, f"form {form_id}, {self.names.get(field, field)}", "decide again")
        for line in self.lost:
            yield Problem(line, None, "private/entry.jsonl", "decide that one again")


def decided(
    first: Transcript, second: Transcript, decisions: Journal, study: Study, undecided: Undecided = "leave out"
) -> Transcript:
    """The transcript that goes on; see `settle`, which also says how each field came to be."""
    return settle(compare(first, second, study), decisions, study, undecided).transcript


def settle(comparison: Comparison, decisions: Journal, study: Study, undecided: Undecided = "leave out") -> Settled:
    """Decide each field: as both typed it, as a person decided, or as the only typist has it.

    Where both agree but for what does not count as a difference, the first typist's words go on.

    Parameters
    ----------
    undecided
        What becomes of a difference that nobody decided: 'leave out', or (only where a person says so, and to be
        told in the paper) the words of the 'first' or the 'second' typist.
    """
    current = decisions.current()
    rows = [_settled(row, current, undecided) for row in comparison.fields.itertuples()]
    chosen = pd.DataFrame(rows, columns=["entry", "state", "text", "outdated"])
    fields = pd.concat([comparison.fields, chosen], axis=1)
    fields["compared"] = [as_compared(text) for text in fields["text"]]
    outdated = fields.loc[fields.pop("outdated").astype(bool), ["form_id", "field"]]
    stale = tuple((str(form), str(field)) for form, field in outdated.itertuples(index=False))
    transcript = _transcript(fields, comparison, study, undecided)
    return Settled(transcript, fields, stale, decisions.disputed(), decisions.lost, comparison.names)


def _settled(row: Any, current: dict, undecided: Undecided) -> tuple[str, str, str, bool]:
    """How one field came to be, its state and words, and whether a decision on it is out of date."""
    if row.result in (SAME, FIRST_ONLY):
        return AGREED if row.result == SAME else SINGLE, row.first_state, row.first, False
    if row.result == SECOND_ONLY:
        return SINGLE, row.second_state, row.second, False
    decision = current.get((row.form_id, row.field))
    if decision and decision.typed == row.typed:
        return DECIDED, decision.state, decision.text, False
    outdated = decision is not None
    if undecided == "leave out":
        return UNDECIDED, "", "", outdated
    return UNDECIDED, getattr(row, f"{undecided}_state"), getattr(row, undecided), outdated


def _transcript(fields: pd.DataFrame, comparison: Comparison, study: Study, undecided: Undecided) -> Transcript:
    known = fields if undecided != "leave out" else fields[fields["entry"] != UNDECIDED]
    answers = known[known["field"].str.startswith("question ")]
    answers = answers.assign(question=answers["field"].str.removeprefix("question "))
    about = known[~known["field"].str.startswith("question ")]
    wide = about.pivot(index="form_id", columns="field", values="text").reindex(comparison.forms["form_id"]).fillna("")
    roles = [FORM_COLUMNS[1], *(f"attribute {id_}" for id_ in study.attributes)]
    forms = wide.reindex(columns=roles, fill_value="").reset_index()
    forms.columns = pd.Index([*FORM_COLUMNS, *study.attributes])
    return Transcript(forms.astype(str), answers[list(ANSWER_COLUMNS)].reset_index(drop=True))
