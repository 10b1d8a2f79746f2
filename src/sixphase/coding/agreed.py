"""What notebook 03 shows of agreement between coders, where the declared approach has room for it."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from sixphase.coding.agreement.agreement import Agreement, agreement_by_unit
from sixphase.coding.agreement.coefficients import BY_CODE
from sixphase.coding.agreement.figures import agreement_alt, agreement_figure
from sixphase.coding.agreement.seen import allowed
from sixphase.coding.agreement.tables import NO_CODER
from sixphase.coding.agreement.units import ANSWER
from sixphase.coding.agreement.values import agreement_values
from sixphase.coding.agreement.wording import in_full
from sixphase.coding.journal.state import State
from sixphase.coding.pairs.comparable import comparable
from sixphase.study.step import Step
from sixphase.transcription.answers import form_of_each

Told = dict[str, Agreement]


def agreement_told(step: Step, state: State) -> Told:
    """Agreement by answer, sentence and character, of the answers that all have finished who are compared.

    Everybody who has read something is compared. It is empty if the approach has no room for it, before two coders
    have finished, and where none of them gave a code.
    """
    coders = sorted(set(state.readers()["coder"]) - set(NO_CODER))
    if len(coders) < 2 or not allowed(step.study.approach):
        return {}
    answers = step.read("01_transcription_import", "answers")
    forms = form_of_each(answers) if step.study.has_forms else None
    found = comparable(step.paths.name, state, coders, forms)
    if not found.tables.codings["coder"].isin(coders).any():
        return {}
    names = {code.id: code.short or code.name for code in state.codes.values()}
    return agreement_by_unit(found.tables, seed=step.study.seed, coders=coders, names=names)


def agreement_tables(told: Told) -> Iterator[tuple[str, pd.DataFrame]]:
    """Who saw what, and for each unit the counts and the coefficients with their intervals."""
    for unit, agreement in told.items():
        if unit == ANSWER:
            yield "who_saw_what", agreement.seen
        yield f"agreement_{unit}", agreement.found.coefficients
        yield f"agreement_{unit}_counts", agreement.found.counts


def agreement_figures(told: Told) -> Iterator[tuple[str, Any, str]]:
    """The coefficients of each code, by answer."""
    if ANSWER in told and told[ANSWER].has_coefficients:
        yield "agreement", agreement_figure(told[ANSWER]), agreement_alt(told[ANSWER])


def agreement_named(told: Told) -> Iterator[tuple[str, Any, str | None]]:
    """The named values."""
    for agreement in told.values():
        yield from agreement_values(agreement)


def agreement_sentences(told: Told) -> str:
    """The rules and the warnings that belong to the figures, a line each."""
    if not told:
        return "There are not two coders who have finished, or the approach does not ask for agreement."
    of = told[ANSWER]
    return "\n".join([*of.rules, *(note.text for note in of.notes)])


def printed_agreement(coefficients: pd.DataFrame) -> pd.DataFrame:
    """Agreement as the paper prints it: a row a code, and all codes together."""
    heads = {"percent": "Percent", "kappa": "Kappa", "ac1": "AC1", "alpha": "Alpha"}
    rows = []
    for _, of_code in coefficients[coefficients["coefficient"].isin(BY_CODE)].groupby("code", sort=False):
        by = {row["coefficient"]: in_full(row) for row in of_code.to_dict("records")}
        rows.append({"Code": of_code["name"].iloc[0], **{head: by[name] for name, head in heads.items()}})
    return pd.DataFrame(rows, columns=["Code", *heads.values()])
