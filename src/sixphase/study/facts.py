"""What a study has, and so which notebooks run for it and which parts its paper has."""

import re
from pathlib import Path

from sixphase.study.paths import NOTEBOOKS, StudyPaths
from sixphase.study.settings import read_study

PUBLISHED = "published"  # answers are excerpts that a paper printed
FORMS = "forms"  # answers come from forms that were typed in
ASKED = "asked"  # the forms ask who fills them in
UNASKED = "unasked"  # they do not
OCCASIONS = "occasions"  # the same people may have filled in forms on several occasions
CODED = "coded"  # answers have codes, from coders or from a publication
UNCODED = "uncoded"
PLACED = "placed"  # a publication placed each answer under a subtheme
JOURNALS = "journals"  # people have coded here
AGREEMENT = "agreement"  # several coders, and an approach to which agreement between them belongs
COUNTED = "counted"  # an approach to whose argument shares, tests and ranges of chance belong
REPORTED = "reported"  # a published paper's own numbers are there to be audited
SIMULATED = "simulated"
ATTENDANCE = "attendance"  # how many attended each session is known
NAMES_OUT = "names out"  # an import has taken names out of the answers
DOUBLE_ENTRY = "double entry"  # forms were typed twice and compared
SINGLE_ENTRY = "single entry"  # nothing was typed twice

THEMED = "themed"  # the codes stand under themes
NEED_THEMES = ("04_theme_development", "05_theme_review")
CONSENSUS = "consensus"  # the coder whose journal holds what several settled on
_A_THEME = re.compile(rb'"kind": ?"theme"')
_A_CODING = re.compile(rb'"act": ?"code"')


def notebooks_of(study: str) -> list[str]:
    """The notebooks that run for a study, in order: those that need themes wait until there are some."""
    held = facts(study)
    return [name for name in NOTEBOOKS if THEMED in held or name not in NEED_THEMES]


def waits_for_themes(study: str) -> bool:
    """Whether people have coded, and no theme is made yet."""
    held = facts(study)
    return CODED in held and THEMED not in held


def facts(study: str) -> frozenset[str]:
    """All that holds of a study, by the names above.

    Raises
    ------
    InputError
        When its `study.yml` has a mistake.
    """
    settings, raw = read_study(study), StudyPaths(study).raw
    placed = bool(settings.answers and "theme" in settings.answers.columns)
    coders = _coders(raw)
    held = {FORMS if settings.has_forms else PUBLISHED, CODED if placed or coders else UNCODED}
    if placed:
        held |= {PLACED, THEMED}
    if coders and _has_themes(raw):
        held.add(THEMED)
    if coders:
        held.add(JOURNALS)
    if settings.approach != "reflexive":
        held |= {COUNTED, AGREEMENT} if len(coders - {CONSENSUS}) > 1 else {COUNTED}
    if settings.simulated:
        held.add(SIMULATED)
    if (raw / "reported_figures.csv").is_file():
        held.add(REPORTED)
    files = {ATTENDANCE: "sessions.csv", NAMES_OUT: "names.csv", DOUBLE_ENTRY: "entry.csv"}
    held |= {fact for fact, name in files.items() if (raw / name).is_file()}
    if settings.occasion:
        held.add(OCCASIONS)
    if settings.has_forms:
        of_people = [attribute for attribute in settings.attributes.values() if attribute.scale is None]
        held.add(ASKED if of_people else UNASKED)  # a score makes no group of people
        if DOUBLE_ENTRY not in held:
            held.add(SINGLE_ENTRY)
    return frozenset(held)


def _coders(raw: Path) -> frozenset[str]:
    """Everybody whose journal holds a coding, whether or not it stands; the replay tells which do."""
    files = (path for path in (raw / "journals").glob("*.jsonl") if path.is_file())
    return frozenset(path.stem for path in files if _A_CODING.search(path.read_bytes()))


def _has_themes(raw: Path) -> bool:
    """Whether the codebook began with themes, or somebody made one since; the replay tells which stand."""
    began = raw / "codebook.yml"
    if began.is_file() and re.search(rb"(?m)^themes:\s*(#.*)?$", began.read_bytes()):
        return True
    files = (path for path in (raw / "journals").glob("*.jsonl") if path.is_file())
    return any(_A_THEME.search(path.read_bytes()) for path in files)
