"""What a journal would ask for and the study does not say yet."""

from collections.abc import Iterator
from pathlib import Path

from sixphase.study.paths import StudyPaths
from sixphase.study.problem import Problem
from sixphase.study.settings import read_study
from sixphase.writeup.checklists.places import has_words
from sixphase.writeup.checklists.telling import study_places
from sixphase.writeup.parts import TEXTS
from sixphase.writeup.render.head import split_name
from sixphase.writeup.statements.asked import STATEMENTS, missing_statements


def missing(study: str) -> list[Problem]:
    """All that is missing, each with the file and key to fill in: statements, head of the paper, texts."""
    return [*missing_statements(study), *_head(study), *_texts(study)]


def _head(study: str) -> Iterator[Problem]:
    paper, settings = read_study(study).paper, StudyPaths(study).settings
    authors = paper.authors
    if not any(author.corresponding for author in authors):
        remedy = "write 'corresponding: true' and 'email' for one of the authors"
        yield Problem("no author is named as the corresponding one", settings, "key paper.authors", remedy)
    for at, author in enumerate(authors):
        place = f"key paper.authors.{at}"
        if author.corresponding and not author.email:
            yield Problem(f"{author.name} has no email", settings, f"{place}.email", "add it")
        if not author.affiliation:
            yield Problem(f"there is no affiliation of {author.name}", settings, f"{place}.affiliation", "add it")
        if not author.orcid and split_name(author.name).family:  # a group has none
            yield Problem(f"{author.name} has no ORCID", settings, f"{place}.orcid", "add it, if there is one")
    if not paper.keywords:
        yield Problem("there are no keywords", settings, "key paper.keywords", "add some")
    abstract = StudyPaths(study).raw / "text" / "abstract.md"
    if not _is_written(abstract):
        yield Problem("there is no abstract", abstract, "", "write it")


def _texts(study: str) -> Iterator[Problem]:
    """Texts of the author that the paper asks for and that are not there."""
    ours = {asked.text for asked in STATEMENTS}
    empty = {place.id for place in study_places(study).values() if not place.written}
    for name in TEXTS:
        path = StudyPaths(study).raw / "text" / f"{name}.md"
        if name not in ours and f"sec-{name}" in empty and not _is_written(path):
            yield Problem(f"the section '{name}' is not written", path, "", "write it")


def _is_written(path: Path) -> bool:
    return path.is_file() and has_words(path.read_text(encoding="utf-8"))
