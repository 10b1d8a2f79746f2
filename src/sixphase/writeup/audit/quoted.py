"""Answers that are quoted more than once."""

from sixphase.writeup.audit.comparing import joined
from sixphase.writeup.audit.findings import Evidence, Verdict
from sixphase.writeup.audit.relations import VerbatimRepeats

WORDS = {"exact": ("word for word", " = "), "near": ("with slight changes", " ~ ")}
MOST_SHOWN = 20


def verbatim_repeats(relation: VerbatimRepeats, evidence: Evidence) -> Verdict:
    """Is every quoted answer quoted once? An answer may rightly serve two themes, so a repeat is only noted."""
    groups = tuple(
        (kind, tuple(repeat.answer_ids))
        for kind in dict.fromkeys(relation.which)
        for repeat in evidence.repeats
        if repeat.kind == kind
    )
    if not groups:
        return Verdict(True, "none", "no two answers are the same", "No answer is quoted more than once.", ())
    counts = [(sum(kind == known for kind, _ in groups), WORDS[known][0]) for known in WORDS]
    says = joined(f"{number} quoted again {how}" for number, how in counts if number)
    shown = [f"{WORDS[kind][1].join(ids)}" for kind, ids in groups[:MOST_SHOWN]]
    arithmetic = "; ".join(shown) + ("; ..." if len(groups) > MOST_SHOWN else "")
    explains = "Some answers stand in more than one place, so there are fewer different answers than quotations."
    return Verdict(False, says, arithmetic, explains, (), repeats=groups)
