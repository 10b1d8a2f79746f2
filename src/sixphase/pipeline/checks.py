"""Everything that people wrote for a study, read once before anything runs, so that a mistake costs nothing."""

from sixphase.study.codebook import read_codebook
from sixphase.study.problem import InputError, Problem
from sixphase.study.settings import read_study


def check_study(study: str) -> None:
    """Read all inputs of a study.

    Raises
    ------
    InputError
        With every problem of every file.
    """
    from sixphase.transcription.answers import read_answers
    from sixphase.writeup.reported import read_reported

    read_study(study)
    problems: list[Problem] = []
    for read in (read_codebook, read_answers, read_reported):
        try:
            read(study)
        except InputError as error:
            problems += [p for p in error.problems if p not in problems]
    if problems:
        raise InputError(problems)
