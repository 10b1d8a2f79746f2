"""Which parts a study's paper has: each stands in `reports/parts` and is there when the study has what it needs."""

import re
from pathlib import Path

from sixphase.study.facts import CODED, DOUBLE_ENTRY, FORMS, PUBLISHED, REPORTED, SIMULATED, UNCODED

PARTS: dict[str, str | None] = {
    "simulated": SIMULATED,
    "participants": FORMS,
    "names_out": FORMS,
    "entry": DOUBLE_ENTRY,
    "phases_published": PUBLISHED,
    "phases_forms": FORMS,
    "computed": None,
    "computed_coded": CODED,
    "computed_reported": REPORTED,
    "answers_published": PUBLISHED,
    "answers_forms": FORMS,
    "how_far": UNCODED,
    "themes": CODED,
    "reviewed": CODED,
    "audit": REPORTED,
}
TEXTS = ("background", "data", "reading", "discussion", "limits", "availability", "ethics", "contributions", "audit")
INCLUDE = re.compile(r"^{{< include _study/(\S+) >}}$", re.M)


def assemble(parts: Path, facts: frozenset[str], made: Path) -> dict[str, str]:
    """The text of every part: empty where the study has not what it needs; what a part includes is put in.

    Parameters
    ----------
    parts
        The folder of the parts.
    facts
        What the study has.
    made
        The staged `_study` folder, with the tables and texts that parts include.

    Raises
    ------
    FileNotFoundError
        When a part includes what is not there.
    """
    texts = {}
    for name, needed in PARTS.items():
        text = (parts / f"{name}.md").read_text(encoding="utf-8") if needed is None or needed in facts else ""
        texts[name] = INCLUDE.sub(lambda found: (made / found[1]).read_text(encoding="utf-8").strip(), text)
    return texts


def not_written(study: str, name: str) -> str:
    """What stands in the paper where the author has not written yet."""
    return f"*Not written yet. Your words go into `data_raw/{study}/text/{name}.md`.*\n"
