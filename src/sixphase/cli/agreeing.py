"""The command `agreement`: how far coders agree, on the screen or as JSON."""

import json
from collections.abc import Sequence

from sixphase.cli.screen import out
from sixphase.coding.agreement.agreement import agreement_of
from sixphase.coding.agreement.shown import show_agreement
from sixphase.coding.journal.replay import replay
from sixphase.study.facts import CONSENSUS
from sixphase.study.settings import read_study
from sixphase.transcription.answers import read_answers


def show_agreement_of(study: str, unit: str, uncoded: str, coders: Sequence[str], as_json: bool) -> None:
    """Agreement of the coders of a study; the consensus is compared only when it is named."""
    settings, state, answers = read_study(study), replay(study), read_answers(study)
    compared = list(coders) or sorted(set(state.table()["coder"]) - {CONSENSUS})
    agreement = agreement_of(
        state,
        seed=settings.seed,
        unit=unit,
        uncoded=uncoded,
        approach=settings.approach,
        coders=compared,
        names={code.id: code.short or code.name for code in state.standing()},
        forms=dict(zip(answers["answer_id"], answers["form_id"], strict=True)) if settings.has_forms else None,
    )
    if as_json:
        print(json.dumps(agreement.as_json(), indent=1, ensure_ascii=False))
    else:
        out.print(show_agreement(agreement))
