"""The steps of a study: what each needs, what it makes, which comes after which."""

import os
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import Path

from sixphase.pipeline.nodes import Made, Node, Notebook, Setting, Source
from sixphase.pipeline.reach import reached_from_module, reached_from_notebook
from sixphase.study.facts import notebooks_of
from sixphase.study.paths import StudyPaths, notebook, root, shown
from sixphase.study.settings import read_study

# Which earlier notebooks each one reads, and which of the study's own files.
SETTINGS = ("study.yml", "codebook.yml")
CODING = ("journals", "assignments.csv")  # what coders made; notebooks 03 to 05 and the write-up read it
ANSWERS = ("answers.csv", "forms.csv")
WITH_CODES = (
    "sessions.csv",
    "withdrawn.csv",
    "assignments.csv",
)  # what notebooks 03 to 05 read beside answers and codes
NOTEBOOKS: dict[str, tuple[str, ...]] = {
    "01_transcription_import": (),
    "02_familiarisation": ("01_transcription_import",),
    "03_coding": ("01_transcription_import",),
    "04_theme_development": ("01_transcription_import", "03_coding"),
    "05_theme_review": ("01_transcription_import", "03_coding"),
    "06_write_up": (
        "01_transcription_import",
        "02_familiarisation",
        "03_coding",
        "04_theme_development",
        "05_theme_review",
    ),
}
FORMATS = {"html": "paper.html", "pdf": "paper.pdf", "docx": "paper.docx", "jats": "paper.xml"}
SOURCES = "paper_sources"
SUPPLEMENT = "supplement_sources"
BESIDE = ("html", "pdf", "docx")  # the formats of the supplement
NOT_FOR_NOTEBOOKS = ("text", "checklist.yml", "private")  # the author's prose, and what nobody but its owner reads
RECORD = "recorded_manifest.json"  # what a run is compared with; no notebook reads it


@dataclass
class Step:
    """One step of the graph; `work` does it, given a place for its progress."""

    name: str
    title: str
    needs: list[Node]
    makes: list[Node]
    after: tuple[str, ...]
    work: Callable[..., None]
    record: Path

    def record_id(self, node: Node) -> str:
        """The name under which pytask keeps a node's state."""
        path = getattr(node, "path", None)
        return _from(self.record, path) if path else node.name

    @cached_property
    def readable(self) -> list[Path]:
        """Every file and folder that the step may read."""
        return [node.path for node in (*self.needs, *self.makes) if not isinstance(node, Setting)]


@cache
def _from(folder: Path, path: Path) -> str:
    return Path(os.path.relpath(path, folder)).as_posix()


def record_folder(study: str) -> Path:
    """Where pytask keeps its record of one study, so that several can run at once."""
    return StudyPaths(study).processed / ".graph"


def steps(study: str) -> list[Step]:
    """All steps of a study, each after those it builds on; notebooks that need codes wait until there are some.

    Raises
    ------
    InputError
        When the study's `study.yml` has a mistake.
    """
    running = notebooks_of(study)
    notebooks = [_notebook_step(study, name, tuple(a for a in NOTEBOOKS[name] if a in running)) for name in running]
    paper = [_sources_step(study, running), *(_format_step(study, form) for form in FORMATS)]
    graph = [*notebooks, *paper, _supplement_step(study, running), *(_beside_step(study, form) for form in BESIDE)]
    known: dict[Path, Node] = {}
    for step in graph:  # a file that many steps need is read once
        step.needs = [known.setdefault(node.path, node) if isinstance(node, Source) else node for node in step.needs]
    return graph


def tables_of(study: str, step: str) -> Made:
    path = StudyPaths(study).step(step) / "tables"
    return Made(shown(path), path)


def outputs_of(study: str, step: str) -> Made:
    path = StudyPaths(study).step(step)
    return Made(shown(path), path)


def executed(study: str, step: str) -> Made:
    path = StudyPaths(study).processed / "notebooks" / f"{step}.ipynb"
    return Made(shown(path), path)


def _notebook_step(study: str, name: str, after: tuple[str, ...]) -> Step:
    from sixphase.pipeline.notebooks import run_notebook

    last = name == "06_write_up"
    files = [file for file in _read_by(study, name) if last or not file.name.startswith("reported_")]
    reached = reached_from_notebook(notebook(name))
    for module in ("sixphase.pipeline.notebooks", "sixphase.pipeline.warm", "sixphase.pipeline.guard"):
        reached |= reached_from_module(module)
    needs: list[Node] = [
        Notebook(shown(notebook(name)), notebook(name)),
        *_sources([*files, *sorted(reached)]),
        *_everywhere(study),
        *(outputs_of(study, step) if last else tables_of(study, step) for step in after),
    ]
    makes: list[Node] = [tables_of(study, name), outputs_of(study, name), executed(study, name)]
    title = name[:2] + " " + name[3:].replace("_", " ").capitalize()
    return Step(name, title, needs, makes, after, partial(run_notebook, study, name), record_folder(study))


def _read_by(study: str, name: str) -> list[Path]:
    """The study's own files that a notebook may read."""
    raw, answers = StudyPaths(study).raw, read_study(study).answers
    if name == "06_write_up":
        return _files(raw, leave_out=(*NOT_FOR_NOTEBOOKS, RECORD))
    if name == "01_transcription_import":
        return _files(raw, leave_out=(*NOT_FOR_NOTEBOOKS, RECORD, *CODING))
    if name in ("03_coding", "04_theme_development", "05_theme_review"):
        held = (*SETTINGS, *((answers.file,) if answers else ANSWERS), *WITH_CODES)
        return [*_existing(raw, held), *_files(raw / "journals")]
    return _existing(raw, SETTINGS)


def _sources_step(study: str, running: list[str]) -> Step:
    from sixphase.pipeline.papers import stage

    paths = StudyPaths(study)
    files = [paths.settings, *_files(paths.raw / "text"), root() / "_quarto.yml", *_report_sources()]
    needs: list[Node] = [
        *_sources([*files, *sorted(reached_from_module("sixphase.pipeline.papers"))]),
        *(Notebook(shown(notebook(name)), notebook(name)) for name in running),
        *_everywhere(study),
        *(outputs_of(study, name) for name in running),
    ]
    place = paths.processed / "paper"
    makes: list[Node] = [Made(shown(place), place)]
    work = partial(stage, study)
    return Step(SOURCES, "Sources of the paper", needs, makes, tuple(running), work, record_folder(study))


def _format_step(study: str, form: str) -> Step:
    from sixphase.pipeline.papers import make

    paths = StudyPaths(study)
    staged, made = paths.processed / "paper", paths.paper / FORMATS[form]
    needs: list[Node] = [
        Made(shown(staged), staged),
        *_sources(sorted(reached_from_module("sixphase.pipeline.papers"))),
        *_everywhere(study),
        Setting("the renderer found", _quarto_mark()),
    ]
    makes: list[Node] = [Made(shown(made), made)]
    if form == "jats":
        makes.append(Made(shown(made.parent / "figures"), made.parent / "figures"))
    title = f"Paper as {form.upper()}"
    return Step(f"paper_{form}", title, needs, makes, (SOURCES,), partial(make, study, form), record_folder(study))


def _supplement_step(study: str, running: list[str]) -> Step:
    from sixphase.pipeline.supplements import stage

    paths = StudyPaths(study)
    staged, place = paths.processed / "paper", paths.processed / "supplement"
    files = [*_files(paths.raw, leave_out=(*NOT_FOR_NOTEBOOKS, RECORD)), root() / "reports" / "supplement.qmd"]
    needs: list[Node] = [
        Made(shown(staged), staged),
        *_sources([*files, *sorted(reached_from_module("sixphase.pipeline.supplements"))]),
        *_everywhere(study),
        *(outputs_of(study, name) for name in running),
    ]
    makes: list[Node] = [Made(shown(place), place)]
    after = (*running, SOURCES)
    return Step(SUPPLEMENT, "Sources of supplement", needs, makes, after, partial(stage, study), record_folder(study))


def _beside_step(study: str, form: str) -> Step:
    from sixphase.pipeline.supplements import FORMATS as NAMES
    from sixphase.pipeline.supplements import make

    paths = StudyPaths(study)
    staged, made = paths.processed / "supplement", paths.paper / NAMES[form]
    needs: list[Node] = [
        Made(shown(staged), staged),
        *_sources(sorted(reached_from_module("sixphase.pipeline.supplements"))),
        *_everywhere(study),
        Setting("the renderer found", _quarto_mark()),
    ]
    makes: list[Node] = [Made(shown(made), made)]
    name, title, work = f"supplement_{form}", f"Supplement as {form.upper()}", partial(make, study, form)
    return Step(name, title, needs, makes, (SUPPLEMENT,), work, record_folder(study))


def _everywhere(study: str) -> list[Node]:
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    lock = root() / "requirements.lock"
    return [Source(shown(lock), lock), Setting("the parameters", {"study": study}), Setting("Python", version)]


def _sources(paths: Iterable[Path]) -> list[Node]:
    return [Source(_name(path, root()), path) for path in dict.fromkeys(paths)]


@cache
def _name(path: Path, top: Path) -> str:  # noqa: ARG001  (the name counts from there)
    return shown(path)


def _files(folder: Path, leave_out: tuple[str, ...] = ()) -> list[Path]:
    """The files under a folder, sorted; hidden ones, read-me files and the folders to leave out are not counted."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file()
        and path.name != "README.md"
        and path.relative_to(folder).parts[0] not in leave_out
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def _existing(folder: Path, names: tuple[str, ...]) -> list[Path]:
    return [folder / name for name in names if (folder / name).is_file()]


def _report_sources() -> list[Path]:
    from sixphase.writeup.render import SOURCES

    reports = root() / "reports"
    return [
        *(reports / name for name in (*SOURCES, "names.txt")),
        *_files(reports / "parts"),
        *_files(reports / "fonts"),
    ]


def _quarto_mark() -> list[str | int]:
    """Changes when another Quarto is found, or none; asking for its version each time would take too long."""
    found = shutil.which("quarto")
    if not found:
        return []
    status = Path(found).resolve().stat()
    return [status.st_size, status.st_mtime_ns]
