"""Which parts a study's paper has: each stands in `reports/parts` and is there when the study has what it needs."""

from sixphase.study.facts import (
    AGREEMENT,
    ATTENDANCE,
    DOUBLE_ENTRY,
    FORMS,
    JOURNALS,
    NAMES_OUT,
    PLACED,
    PUBLISHED,
    REPORTED,
    SIMULATED,
    UNCODED,
)

PARTS: dict[str, str | None] = {
    "simulated": SIMULATED,
    "participants": FORMS,
    "response": ATTENDANCE,
    "names_out": NAMES_OUT,
    "entry": DOUBLE_ENTRY,
    "phases_published": PUBLISHED,
    "phases_forms": FORMS,
    "computed": None,
    "computed_coded": PLACED,
    "computed_reported": REPORTED,
    "answers_published": PUBLISHED,
    "answers_forms": FORMS,
    "how_far": UNCODED,
    "coded": JOURNALS,
    "agreement": AGREEMENT,
    "themes": PLACED,
    "reviewed": PLACED,
    "audit": REPORTED,
}
TEXTS = ("background", "data", "reading", "discussion", "limits", "availability", "ethics", "contributions", "audit")


def not_written(study: str, name: str) -> str:
    """What stands in the paper where the author has not written yet."""
    return f"*Not written yet. Your words go into `data_raw/{study}/text/{name}.md`.*\n"
