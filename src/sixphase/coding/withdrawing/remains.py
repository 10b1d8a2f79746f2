"""Where words still stand that the program may not take out: in people's own texts, and in files of other programs."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from sixphase.study.paths import StudyPaths, root
from sixphase.transcription.kept_out import holds
from sixphase.transcription.redaction import Find

OTHER_PLACES = ("notebooks", "reports", "docs")
# What `import` and `sheet` are given and may lie in the top folder, where .gitignore keeps it out of git.
OF_PEOPLE = frozenset([".xlsx", ".ods", ".xls", ".docx", ".odt", ".csv", ".tsv", ".txt", ".jsonl"])


def still_there(study: str, changed: Mapping[Path, bytes], gone: frozenset[Path], find: Find) -> list[Path]:
    """The files of the study, of the project's notebooks, reports and docs, and the spreadsheets, documents and texts
    in the project's top folder, that hold the words after all is done.

    Parameters
    ----------
    changed, gone
        The files that are to change, with their new content, and those to be deleted.
    """
    found = []
    for path in _files(study):
        if path in gone:
            continue
        data = changed[path] if path in changed else path.read_bytes()
        if holds(data, find) or find(path.stem):
            found.append(path)
    return found


def _files(study: str) -> Iterator[Path]:
    paths = StudyPaths(study)
    for folder in (paths.raw, *(root() / place for place in OTHER_PLACES)):
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.is_file() and paths.paper not in path.parents:
                yield path
    yield from (p for p in sorted(root().iterdir()) if p.is_file() and p.suffix.lower() in OF_PEOPLE)


def made_from_it(study: str) -> list[Path]:
    """What the program made from the study, and will make again: it goes as a whole."""
    paths, top = StudyPaths(study), root()
    made = (paths.processed, paths.paper, top / "reports" / "staged", top / "_variables.yml")
    return [path for path in made if path.exists()]
