"""What a study has, and so which notebooks run for it and which parts its paper has."""

from sixphase.study.paths import NOTEBOOKS, StudyPaths
from sixphase.study.settings import read_study

PUBLISHED = "published"  # answers are excerpts that a paper printed
FORMS = "forms"  # answers come from forms that were typed in
CODED = "coded"  # answers have codes
UNCODED = "uncoded"
REPORTED = "reported"  # a published paper's own numbers are there to be audited
SIMULATED = "simulated"
ATTENDANCE = "attendance"  # how many attended each session is known
NAMES_OUT = "names out"  # an import has taken names out of the answers
DOUBLE_ENTRY = "double entry"  # forms were typed twice and compared

NEED_CODES = ("03_coding", "04_theme_development", "05_theme_review")


def notebooks_of(study: str) -> list[str]:
    """The notebooks that run for a study, in order: those that need codes wait until there are some."""
    held = facts(study)
    return [name for name in NOTEBOOKS if CODED in held or name not in NEED_CODES]


def facts(study: str) -> frozenset[str]:
    """All that holds of a study, by the names above.

    Raises
    ------
    InputError
        When its `study.yml` has a mistake.
    """
    settings, raw = read_study(study), StudyPaths(study).raw
    coded = bool(settings.answers and "theme" in settings.answers.columns)
    held = {FORMS if settings.has_forms else PUBLISHED, CODED if coded else UNCODED}
    if settings.simulated:
        held.add(SIMULATED)
    if (raw / "reported_figures.csv").is_file():
        held.add(REPORTED)
    files = {ATTENDANCE: "sessions.csv", NAMES_OUT: "names.csv", DOUBLE_ENTRY: "entry.csv"}
    held |= {fact for fact, name in files.items() if (raw / name).is_file()}
    return frozenset(held)
