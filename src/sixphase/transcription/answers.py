"""Reading the answers: as they were written, checked, each where it belongs in the codebook."""

from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa

from sixphase.study.codebook import Codebook, read_codebook
from sixphase.study.paths import StudyPaths
from sixphase.study.problem import InputError, Problem, did_you_mean, raise_some, refuse
from sixphase.study.settings import read_study
from sixphase.study.tables import check, read_table
from sixphase.transcription.transcript import answer_id

COLUMNS = ("answer_id", "form_id", "question", "section", "theme", "subtheme", "text", "state")


def read_answers(study: str) -> pd.DataFrame:
    """The answers of a study, every word and slip kept.

    Parameters
    ----------
    study
        Name of a folder under `data_raw/`; its `study.yml` names the file and what each column is.

    Returns
    -------
    pandas.DataFrame
        One row an answer in the order of the file: answer_id, form_id, question, section, theme, subtheme, text, state.
        What the file has no column for is an empty string, so a study without themes reads the same way.
        Published excerpts are what people did answer, so `state` is 'answered' throughout.

    Raises
    ------
    InputError
        With every fault: its file, row and column, and what to do.
    """
    paths, settings = StudyPaths(study), read_study(study).answers
    if settings is None:
        return answers_on_forms(study)
    columns = {str(ours): theirs for ours, theirs in settings.columns.items()}
    check_columns(columns, paths.settings)
    path = paths.raw / settings.file
    table = read_table(path, list(columns.values()))
    check_answers(table, columns, read_codebook(study) if "theme" in columns else None, path)
    return tidy_answers(table, columns)


def answers_on_forms(study: str) -> pd.DataFrame:
    """The answers of a study whose forms were typed in, in the shape of `read_answers`."""
    from sixphase.transcription.store import read_transcript

    answers = read_transcript(study).answers
    ids = [answer_id(form, question) for form, question in zip(answers["form_id"], answers["question"], strict=True)]
    return answers.assign(answer_id=ids).reindex(columns=list(COLUMNS), fill_value="").reset_index(drop=True)


def with_words(answers: pd.DataFrame) -> pd.DataFrame:
    """The answers in which there is something to read."""
    return answers[answers["text"] != ""].reset_index(drop=True)


def form_of_each(answers: pd.DataFrame) -> dict[str, str]:
    """The form of each answer, by the answer's id; '' where it is not known."""
    return dict(zip(answers["answer_id"], answers["form_id"], strict=True))


def need_answers(answers: pd.DataFrame, study: str) -> None:
    """Raise InputError where no answer has words: a run has nothing to go on with."""
    raw = StudyPaths(study).raw
    if answers.empty and ((raw / "answers.csv").is_file() or (raw / "withdrawn.csv").is_file()):
        remedy = "look at the words that count as blank in study.yml, or import forms on which something is written"
        raise refuse(f"no answer of the study '{study}' has words: all are blank, or were withdrawn", remedy=remedy)
    if answers.empty:
        remedy = (
            "bring the forms in with 'sixphase import' (words at a desk above are decided first; "
            "then import again), and run this notebook again"
        )
        raise refuse(f"the study '{study}' has no answers yet; the import comes next", remedy=remedy)


def check_answers(table: pd.DataFrame, columns: dict[str, str], book: Codebook | None, path: Path) -> None:
    """Hold the rows of an answers file against what an answer must be; raise InputError with every fault.

    Parameters
    ----------
    table
        The file as `read_table` gives it: its own names of columns, the index being rows of the file.
    columns
        What is what: the program's name of a column, and the file's.
    book
        The codebook that themes and subthemes must be in; None where the file has no themes.
    path
        The file, for the messages.
    """
    problems: list[Problem] = []
    try:
        check(table, _schema(columns), path, _remedies(columns))
    except InputError as error:
        problems += error.problems
    if book:
        problems += misplaced(table, columns, book, path)
    raise_some(problems)


def misplaced(table: pd.DataFrame, columns: dict[str, str], book: Codebook, path: Path) -> list[Problem]:
    """One problem for each row whose theme or subtheme the codebook does not have."""
    names = {theme.name: [entry.name for entry in theme.subthemes] for theme in book.themes}
    subthemes = table[columns["subtheme"]] if "subtheme" in columns else [None] * len(table)
    placed = zip(table.index, table[columns["theme"]], subthemes, strict=True)
    faults = (_fault(names, columns, *row) for row in placed)
    return [Problem(what, path, place, remedy) for what, place, remedy in filter(None, faults)]


def tidy_answers(table: pd.DataFrame, columns: dict[str, str]) -> pd.DataFrame:
    """The checked rows under the program's names of the columns, nothing in the words changed.

    >>> file = pd.DataFrame({"no": ["7"], "said": ["Kit bag was great!"]})
    >>> tidy_answers(file, {"answer_id": "no", "text": "said"}).loc[0].tolist()
    ['7', '', '', '', '', '', 'Kit bag was great!', 'answered']
    """
    named = table.rename(columns={theirs: ours for ours, theirs in columns.items()})
    return named.assign(state="answered").reindex(columns=list(COLUMNS), fill_value="").reset_index(drop=True)


def check_columns(columns: dict[str, str], settings: Path) -> None:
    """Whether `study.yml` names what is needed: an id and a text, a theme for subthemes, no column twice."""
    key = "key answers.columns"
    problems = [
        Problem(f"'{needed}' is missing", settings, key, f"add a line '{needed}: NAME OF THE COLUMN'")
        for needed in ("answer_id", "text", *(["theme"] if "subtheme" in columns else []))
        if needed not in columns
    ]
    named = list(columns.values())
    problems += [
        Problem(f"the column '{name}' is named more than once", settings, key, "give each its own column")
        for name in dict.fromkeys(named)
        if named.count(name) > 1
    ]
    raise_some(problems)


def _schema(columns: dict[str, str]) -> pa.DataFrameSchema:
    has_words = pa.Check(lambda text: text.str.strip() != "", error="there is no text here")
    is_bare = pa.Check(lambda text: text.str.strip() == text, error="a space stands before or after this id")
    rules: dict[str, dict[str, Any]] = {
        "answer_id": {"unique": True, "checks": [has_words, is_bare]},
        "text": {"checks": [has_words]},
    }
    return pa.DataFrameSchema({theirs: pa.Column(str, **rules.get(ours, {})) for ours, theirs in columns.items()})


def _remedies(columns: dict[str, str]) -> dict[str, str]:
    return {
        columns["answer_id"]: "give each answer its own id, without spaces around it",
        columns["text"]: "write the participant's words, or take the row out",
    }


def _fault(
    names: dict[str, list[str]], columns: dict[str, str], row: int, theme: str, subtheme: str | None
) -> tuple[str, str, str] | None:
    """What is wrong with one row's place in the codebook, where, and what to do; None where it is right."""
    if theme not in names:
        what = f"the theme '{theme}' is not in the codebook" if theme else "this answer has no theme"
        return what, f"row {row}, column {columns['theme']}", did_you_mean(theme, names)
    if subtheme is None or subtheme in names[theme]:
        return None
    place = f"row {row}, column {columns['subtheme']}"
    above = [other for other, entries in names.items() if subtheme in entries]
    if above:
        what = f"the subtheme '{subtheme}' belongs to the theme '{above[0]}', not to '{theme}'"
        return what, place, "correct one of the two"
    what = f"the codebook has no subtheme '{subtheme}' under '{theme}'" if subtheme else "this answer has no subtheme"
    return what, place, did_you_mean(subtheme, names[theme])
