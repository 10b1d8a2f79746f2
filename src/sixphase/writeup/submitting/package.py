"""One folder as a journal asks for it, and the same as a zip file with the same bytes each time."""

import io
import re
import shutil
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sixphase.study.paths import StudyPaths
from sixphase.study.problem import InputError, Problem, raise_some
from sixphase.writeup.checklists.telling import document, open_items, study_checklist
from sixphase.writeup.figure_rules import FigureRule, figures_by_rule
from sixphase.writeup.render import PLACE, render
from sixphase.writeup.render.blind import family_first, names_of, standing
from sixphase.writeup.render.head import moment
from sixphase.writeup.render.metadata import read_front
from sixphase.writeup.submitting.may_tell import may_tell
from sixphase.writeup.submitting.missing import missing
from sixphase.writeup.submitting.title_page import title_page
from sixphase.writeup.supplement.beside import make_document, stage_beside
from sixphase.writeup.supplement.making import stage_supplement

MISSING = "what_is_missing.txt"
FIGURES = "figures"
NO_SOURCE = (
    "The figures follow the rule '{}', whose numbers nobody has compared with a journal's instructions yet.\n"
    "  What to do: compare them with what your journal says of figures; a rule of your own, in a file, is taken with "
    "--figures FILE (docs/paper.md says what stands in it)."
)


def make_package(
    study: str, template: Path, rule: FigureRule, work: Path, out: Path, word: Path | None = None
) -> tuple[list[str], list[str]]:
    """Put everything that a journal asks for into `out`.

    Parameters
    ----------
    template
        `reports/supplement.qmd`.
    rule
        The journal's rule for figures.
    work
        A folder for what is only needed meanwhile.
    out
        The folder; it is made.
    word
        A journal's Word file, whose styles the manuscript gets.

    Returns
    -------
    tuple
        What is missing, and what reviewers are shown that may tell who the authors are; a line each.

    Raises
    ------
    InputError
        When an item of the checklist is open, or a document for reviewers would name an author.
    """
    raise_some(open_items(study))
    paper = StudyPaths(study).processed / "paper"
    out.mkdir(parents=True)
    for form in ("docx", "pdf"):
        try:
            made, *_ = render(paper, out, form, blind=True, template=word if form == "docx" else None)
        except InputError as error:
            raise InputError([_where_written(problem, study) for problem in error.problems]) from error
        made.replace(out / f"manuscript_blinded.{form}")
    _documents(study, paper, template, work, out)
    notes = [str(problem) for problem in missing(study)] + _figures(study, rule, out / FIGURES)
    telling = [str(problem) for problem in may_tell(study)]
    (out / MISSING).write_text(_note(notes, telling), encoding="utf-8", newline="\n")
    return notes, telling


def _where_written(problem: Problem, study: str) -> Problem:
    """A problem of the staged paper at the line of the study's own text that has the same words, where one has."""
    place = re.fullmatch(r"line (\d+)", problem.place)
    if not place or not problem.file:
        return problem
    words = problem.file.read_text(encoding="utf-8").splitlines()[int(place[1]) - 1].strip()
    for text in sorted((StudyPaths(study).raw / "text").glob("*.md")):
        for number, line in enumerate(text.read_text(encoding="utf-8").splitlines(), start=1):
            if line.strip() == words:
                return replace(problem, file=text, place=f"line {number}")
    return problem


def _documents(study: str, paper: Path, template: Path, work: Path, out: Path) -> None:
    """Supplement and checklist without names, title page with them."""
    stage_supplement(study, paper, template, work / "supplement", blind=True)
    checklist, _ = study_checklist(study)
    stage_beside(paper, work / "checklist", document(study, blind=True), f"{checklist.name} checklist", blind=True)
    raise_some([p for name in ("supplement", "checklist") for p in named_in(work / name, paper)])
    stage_beside(paper, work / "title_page", title_page(study, paper), "Title page")
    for name in ("supplement", "checklist", "title_page"):
        for form in ("docx", "pdf") if name == "supplement" else ("docx",):
            make_document(work / name, out, form, f"checklist_{checklist.name}" if name == "checklist" else name)


def named_in(staged: Path, paper: Path) -> list[Problem]:
    """Names of the paper's authors that stand in a document for reviewers."""
    text = (staged / PLACE / "paper.qmd").read_text(encoding="utf-8")
    head = read_front(paper / PLACE / "_metadata.yml")
    remedy = "take the name out where it is written"
    return [
        Problem(f"the {staged.name} for reviewers would name '{name}'", None, "", remedy)
        for name in standing((*names_of(head), *family_first(head)), text)
    ]


def _figures(study: str, rule: FigureRule, folder: Path) -> list[str]:
    """The figures by the journal's rule; where one does not keep it, all as their notebooks kept them, and why."""
    try:
        made = figures_by_rule(study, rule, folder)
    except InputError as error:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(StudyPaths(study).processed / "paper" / PLACE / "_study" / "figures", folder)
        reasons = [str(problem) for problem in error.problems]
        return [f"The figures are as the notebooks kept them, not by the rule '{rule.name}'.", *reasons]
    notes = [] if rule.source else [NO_SOURCE.format(rule.name)]
    return notes + [f"Figure {one.number} ({one.name}): {note}." for one in made for note in one.notes]


def _note(notes: Sequence[str], telling: Sequence[str]) -> str:
    missing_here = ["What a journal may ask for and is not here:", "", *notes]
    parts = ["\n".join(missing_here) if notes else "Nothing is missing."]
    if telling:
        parts.append("\n".join(["What reviewers are shown and may tell them who you are:", "", *telling]))
    return "\n\n".join(parts) + "\n"


def zipped(folder: Path, paper: Path) -> bytes:
    """The folder as a zip file: names sorted, every file of the paper's date."""
    day = datetime.fromtimestamp(moment(read_front(paper / PLACE / "_metadata.yml")), UTC)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            part = zipfile.ZipInfo(f"{folder.name}/{path.relative_to(folder).as_posix()}", day.timetuple()[:6])
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o644 << 16
            archive.writestr(part, path.read_bytes())
    return made.getvalue()
