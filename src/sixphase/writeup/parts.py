"""Which parts a study's paper has: each stands in `reports/parts` and is there when the study has what it needs.

What a part needs is a fact of the study, or a table or figure that a notebook makes only where there is something.
"""

from collections.abc import Mapping
from pathlib import Path

from sixphase.study.facts import (
    ASKED,
    ATTENDANCE,
    DOUBLE_ENTRY,
    FORMS,
    JOURNALS,
    NAMES_OUT,
    OCCASIONS,
    PLACED,
    PUBLISHED,
    REPORTED,
    SIMULATED,
    SINGLE_ENTRY,
    UNASKED,
    UNCODED,
)
from sixphase.study.listed import listed
from sixphase.study.plain import markdown
from sixphase.study.settings import Attribute
from sixphase.writeup.pictures import anchor, picture

PARTS: dict[str, str | None] = {
    "simulated": SIMULATED,
    "participants": ASKED,
    "not_asked": UNASKED,
    "occasions": OCCASIONS,
    "response": ATTENDANCE,
    "names_out": NAMES_OUT,
    "entry": DOUBLE_ENTRY,
    "typed_once": SINGLE_ENTRY,
    "phases_published": PUBLISHED,
    "phases_forms": FORMS,
    "computed": None,
    "computed_coded": PLACED,
    "computed_reported": REPORTED,
    "answers_published": PUBLISHED,
    "answers_forms": FORMS,
    "how_far": UNCODED,
    "coded": JOURNALS,
    "agreement": "03_coding/tables/agreement_answer.csv",
    "themes": PLACED,
    "reviewed": PLACED,
    "themes_forms": "05_theme_review/tables/touching.csv",
    "touching": "05_theme_review/tables/touching.csv",
    "groups": "05_theme_review/tables/differences.csv",
    "groups_standing": "05_theme_review/tables/differences_standing.csv",
    "over_time": "05_theme_review/figures/over_time.svg",
    "alike": "05_theme_review/tables/extracts.csv",
    "contradicting": "05_theme_review/tables/for_and_against.csv",
    "quotes": "05_theme_review/tables/quotes.csv",
    "joint": "05_theme_review/tables/joint_display.csv",
    "enough": "05_theme_review/tables/new_codes.csv",
    "audit": REPORTED,
}
COUNTS = ("touching", "alike", "groups", "over_time", "joint")  # shares, tests, ranges of chance
TEXTS = ("background", "data", "reading", "discussion", "limits", "availability", "ethics", "contributions", "audit")


def has_part(needed: str | None, facts: frozenset[str], processed: Path) -> bool:
    """Whether a study has what a part needs; `processed` is its folder in data_processed."""
    return needed is None or needed in facts or (processed / needed).is_file()


def by_group(processed: Path, labels: Mapping[str, str]) -> str:
    """A figure for each split of the forms that notebook 05 drew, and a sentence that leads to them; '' without any.

    Parameters
    ----------
    labels
        What each split is called, by its id.
    """
    drawn = processed / "05_theme_review" / "figures"
    splits = {f"by_{id_}": label for id_, label in labels.items() if (drawn / f"by_{id_}.svg").is_file()}
    if not splits:
        return ""
    places = listed([f"@{anchor(name)}" for name in splits])
    pictures = [picture(f"Themes by {markdown(label.lower())}: {_BY_GROUP}", name) for name, label in splits.items()]
    return "\n\n".join([f"Themes by group are drawn in {places}.", *pictures]) + "\n"


def by_score(processed: Path, attributes: Mapping[str, Attribute]) -> str:
    """A figure for each score that notebook 05 set the themes beside; empty where there is none.

    Parameters
    ----------
    attributes
        The study's attributes by id.
    """
    folder = processed / "05_theme_review" / "figures"
    drawn = [id_ for id_ in attributes if (folder / f"joint_{id_}.svg").is_file()]
    if not drawn:
        return ""
    places = listed([f"@{anchor(f'joint_{id_}')}" for id_ in drawn])
    captions = [f"{markdown(attributes[id_].label)}: {_JOINT}" for id_ in drawn]
    pictures = [picture(caption, f"joint_{id_}") for caption, id_ in zip(captions, drawn, strict=True)]
    return "\n\n".join([f"All themes and subthemes are drawn in {places}.", *pictures]) + "\n"


_BY_GROUP = "the share of each group that touches them, with intervals."
_JOINT = "the mean of those who touch each theme and of those who do not, with intervals."


def not_written(study: str, name: str) -> str:
    """What stands in the paper where the author has not written yet."""
    return f"*Not written yet. Your words go into `data_raw/{study}/text/{name}.md`.*\n"
