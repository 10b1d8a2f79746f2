"""The figures that a paper reports, audited: against each other, the codebook and the answers of the study."""

from sixphase.study.codebook import read_codebook
from sixphase.study.paths import StudyPaths
from sixphase.study.problem import refuse
from sixphase.writeup.audit import Figure, Finding, Repeat, audit_study_files, read_audit_files
from sixphase.writeup.audit.relation import Relation

FIGURES = "reported_figures.csv"
RELATIONS = "reported_relations.yml"


def read_reported(study: str) -> tuple[dict[str, Figure], tuple[Relation, ...]]:
    """The reported figures and their relations; both empty for a study without a published paper.

    Raises
    ------
    InputError
        When one of the two files is missing, or either has a mistake.
    """
    raw = StudyPaths(study).raw
    if not (raw / FIGURES).is_file() and not (raw / RELATIONS).is_file():
        return {}, ()
    return read_audit_files(raw / FIGURES, raw / RELATIONS)


def audit_study(study: str) -> tuple[Finding, ...]:
    """Every declared relation of a study tested; those that agree included.

    A folder that holds the two files alone, without answers or a codebook, can be audited too: relations
    that need those are then refused with what is missing.

    Raises
    ------
    InputError
        When the study reports no figures, or a file has a mistake.
    """
    raw = StudyPaths(study).raw
    if not (raw / FIGURES).is_file():
        raise refuse("this study reports no figures", raw / FIGURES, remedy="write them there; see docs/audit.md")
    return audit_study_files(raw / FIGURES, raw / RELATIONS, lists_of(study), repeats_of(study))


def lists_of(study: str) -> dict[str, tuple[str, ...]]:
    """The lists that a codebook holds: its themes, and the subthemes of each."""
    if not (StudyPaths(study).raw / "codebook.yml").is_file():
        return {}
    book = read_codebook(study)
    subthemes = {f"subthemes of {theme.id}": tuple(sub.name for sub in theme.subthemes) for theme in book.themes}
    return {"themes": tuple(theme.name for theme in book.themes), **subthemes}


def repeats_of(study: str) -> tuple[Repeat, ...] | None:
    """The repeated answers of a study; None where there are no answers to look at."""
    if not StudyPaths(study).settings.is_file():
        return None
    from sixphase.study.settings import read_study
    from sixphase.transcription.answers import read_answers
    from sixphase.transcription.repeats import find_repeats

    return find_repeats(read_answers(study), near=read_study(study).thresholds.near_repeat)
