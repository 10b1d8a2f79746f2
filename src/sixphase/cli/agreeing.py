"""The command `agreement`: how far coders agree, on the screen or as JSON."""

import json
from collections.abc import Sequence

from sixphase.cli.screen import out
from sixphase.coding.agreement.agreement import agreement_of
from sixphase.coding.agreement.shown import show_agreement
from sixphase.coding.journal.replay import replay
from sixphase.coding.pairs.comparable import comparable, still_blind
from sixphase.study.settings import read_study
from sixphase.transcription.answers import form_of_each, read_answers


def show_agreement_of(study: str, unit: str, uncoded: str, coders: Sequence[str], as_json: bool) -> None:
    """Agreement of the coders of a study, of the answers that all of them have finished.

    Raises
    ------
    InputError
        When there are not two coders, or they have finished nothing yet that they have in common.
    """
    settings, state, answers = read_study(study), replay(study), read_answers(study)
    forms = form_of_each(answers) if settings.has_forms else None
    found = comparable(study, state, coders, forms)
    if found.waits:
        raise still_blind(study, state)
    agreement = agreement_of(
        found.tables,
        seed=settings.seed,
        unit=unit,
        uncoded=uncoded,
        approach=settings.approach,
        coders=found.coders,
        names={code.id: code.short or code.name for code in state.codes.values()},
    )
    if as_json:
        print(json.dumps({**agreement.as_json(), "closed": found.closed}, indent=1, ensure_ascii=False))
        return
    out.print(show_agreement(agreement))
    if found.closed:
        are = "answer is" if found.closed == 1 else "answers are"
        out.print(f"- {found.closed:,} more {are} not counted: those who code them have not all finished.")
