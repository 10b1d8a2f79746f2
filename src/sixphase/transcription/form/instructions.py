"""What a typist has to know, in the words of the study's own lists."""

from collections.abc import Iterator, Sequence

from sixphase.study.settings import Study
from sixphase.transcription.form.wording import wording_of


def instructions(study: Study) -> Iterator[tuple[str, bool]]:
    """The lines of the sheet of instructions, each with whether it is a heading."""
    settings = study.transcripts
    yield "How to type the forms", True
    yield f"{study.title}: one row of the sheet ‘Forms’ for each form.", False
    yield "What they wrote", True
    yield "Type each word as it stands, with its slips of spelling and its capitals. Do not mend and do not add.", False
    yield "A new line on paper is a space here. Leave out what the person crossed out.", False
    yield "What cannot be read, or is not there", True
    yield f"A word that you cannot read: type {_or(settings.illegible[:1])} in its place.", False
    yield f"A whole answer that you cannot read: type only {_or(settings.illegible[:1])}.", False
    yield f"Nothing was written: {_blank(settings.blank)}.", False
    yield f"They wrote that the question is not for them: {_marked(settings.not_applicable)}.", False
    yield "Numbers, dates and ticks", True
    if wording_of(study).own_numbers:
        yield "Form number: as it stands on the form.", False
    else:
        yield "Form number: all its digits, the zeros in front too. The last one shows whether the others fit.", False
    yield "Date: year-month-day, such as 2025-03-28. The cell then shows the month in words: look at it.", False
    yield "Ticks: choose from the list; leave the cell empty where nothing or more than one is ticked.", False
    yield "Two typists", True
    yield "If two people type the same forms, each has a file of their own, and neither looks at the other’s.", False
    yield "Names of people", True
    yield "Type names as they stand. The file stays in the study’s private folder, where they are taken out.", False


def _or(marks: Sequence[str]) -> str:
    return " or ".join(f"‘{mark}’" for mark in marks) or "what your study agreed on"


def _blank(marks: Sequence[str]) -> str:
    shown = [mark for mark in marks if mark]
    empty = "leave the cell empty" if "" in marks or not shown else ""
    # A mark tells a blank answer from one that the typist passed over.
    typed = f"type {_or(shown[:1])}" if shown else ""
    return " or ".join(filter(None, [typed, empty]))


def _marked(marks: Sequence[str]) -> str:
    return f"type {_or(marks[:1])}" if marks else "type it as it stands"
