"""What notebook 03 shows of agreement between coders, where the declared approach has room for it."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from sixphase.coding.agreement.agreement import Agreement, agreement_by_unit
from sixphase.coding.agreement.coefficients import BY_CODE
from sixphase.coding.agreement.figures import agreement_alt, agreement_figure
from sixphase.coding.agreement.seen import allowed
from sixphase.coding.agreement.units import ANSWER
from sixphase.coding.agreement.values import agreement_values
from sixphase.coding.agreement.wording import in_full
from sixphase.coding.coded import is_blind
from sixphase.coding.journal.state import State
from sixphase.study.facts import CONSENSUS
from sixphase.study.step import Step

Told = dict[str, Agreement]


def agreement_told(step: Step, state: State) -> Told:
    """Agreement by answer, sentence and character; empty before two coders have finished, or if the approach has none.

    Everybody with codings is compared but the consensus, which came out of the others.
    """
    coders = sorted(set(state.table()["coder"]) - {CONSENSUS})
    if len(coders) < 2 or not allowed(step.study.approach) or is_blind(step, state):
        return {}
    answers = step.read("01_transcription_import", "answers")
    forms = dict(zip(answers["answer_id"], answers["form_id"], strict=True)) if step.study.has_forms else None
    names = {code.id: code.short or code.name for code in state.standing()}
    return agreement_by_unit(state, seed=step.study.seed, coders=coders, names=names, forms=forms)


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
