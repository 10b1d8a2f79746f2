"""What coders and batches may be called, and the names that are no person's."""

import re
from collections.abc import Sequence

from sixphase.study.problem import did_you_mean, refuse
from sixphase.study.settings import CODER, Coding

BATCH = r"[a-z0-9][a-z0-9_-]{0,31}"
WHOLE = "all"  # the batch that stands for everything where nothing is assigned
PUBLISHED, CONSENSUS = "published", "consensus"
NOT_PEOPLE = (PUBLISHED, CONSENSUS)
HOW = "small letters, figures, '-' and '_'"

Fault = tuple[str, str]  # what is wrong, what to do


def coder_fault(coder: str, coders: Sequence[str] = ()) -> Fault | None:
    """What is wrong with the name of a coder, and what to do; None where nothing is."""
    if not re.fullmatch(CODER, coder):
        return f"'{coder[:40]}' is no name of a coder", f"use {HOW}, a letter first"
    if coder in NOT_PEOPLE:
        return f"'{coder}' is not a person's name here", "choose another name for the coder"
    if coders and coder not in coders:
        return f"study.yml lists no coder '{coder}'", f"{did_you_mean(coder, coders)}, or add it under coding: coders:"
    return None


def check_coder(coder: str, settings: Coding) -> None:
    """Raise InputError where somebody may not code under this name; a slip of the pen would be one coder more.

    Where `study.yml` lists coders, it is one of them; else any name of a person.
    """
    fault = coder_fault(coder, (*settings.coders, *settings.rounds) if settings.coders else ())
    if fault:
        raise refuse(fault[0], remedy=fault[1])


def batch_fault(batch: str) -> Fault | None:
    """What is wrong with the name of a batch, and what to do; None where nothing is."""
    if re.fullmatch(BATCH, batch) and batch != WHOLE:
        return None
    return f"'{batch[:40]}' is no name for a batch", f"use {HOW}, at most 32 of them, and not '{WHOLE}'"
