"""What of a study and of the program goes into its archive, and what is only described."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from sixphase.study.inside import OUTSIDE
from sixphase.study.paths import NOTEBOOKS, StudyPaths
from sixphase.study.problem import refuse
from sixphase.study.settings import Study
from sixphase.verification.manifest import PRIVATE, RECORD

TOP = (
    ".gitattributes",
    ".gitignore",
    "CHANGELOG.md",
    "LICENSE",
    "Makefile",
    "_quarto.yml",
    "_quarto-journal.yml",
    "_quarto-review.yml",
    "environment.yml",
    "install.py",
    "postBuild",
    "pyproject.toml",
    "requirements.lock",
    "data_raw/README.md",
)
FOLDERS = ("docs", "reports/parts", "reports/fonts")
UNTOLD = ("__pycache__", ".ipynb_checkpoints")
# Where answers may not be shared, only what is named here goes in: what a later version of the program adds
# beside it stays out until somebody has thought about it.
WITHOUT_ANSWERS = ("study.yml", "codebook.yml", "checklist.yml", "names.csv", "entry.csv", "README.md", RECORD)
BESIDE = ("README.md", "checklist.yml", RECORD)  # no step reads these, and a reviewer needs them
NO_WORDS = ("values.json", "figures.json")


@dataclass(frozen=True)
class Shared:
    """The files of an archive by their path in it, and the study's files that are described instead of included."""

    files: Mapping[str, Path]
    withheld: tuple[str, ...]


def shared(study: str, settings: Study, manifest: Mapping[str, Any], top: Path, package: Path) -> Shared:
    """Choose what goes in: the study's inputs and results by its manifest, the program by its folders.

    Parameters
    ----------
    study, settings
        The study's name and its settings; `sharing.answers` decides on the answers and on all that shows them.
    manifest
        What its run used and made (`sixphase.pipeline.recording.manifest_of`).
    top
        The project's top folder.
    package
        The folder of the program itself.

    Raises
    ------
    InputError
        When a file to go in lies, by a link, outside the folder that it is named in.
    """
    raw = f"data_raw/{study}"
    own = [name for name in manifest["inputs"] if name.startswith(f"{raw}/")]
    own += [f"{raw}/{name}" for name in BESIDE if (top / raw / name).is_file()]
    made = [*manifest["outputs"], f"data_processed/{study}/manifest.json"]
    open_ = [name for name in [*own, *made] if settings.sharing.answers or _says_no_answer(name, study)]
    names = [*open_, *_of_the_program(manifest, top)]
    files = {name: top / name for name in names} | _package(package)
    _refuse_strange(files, top, package)
    return Shared(dict(sorted(files.items())), tuple(sorted({*own, *made} - set(open_))))


def _says_no_answer(name: str, study: str) -> bool:
    """Whether a file shows no more of the answers than the paper and its figures do."""
    raw, made = f"data_raw/{study}/", f"data_processed/{study}/"
    if name.startswith(raw):
        inner = name.removeprefix(raw)
        return inner in WITHOUT_ANSWERS or inner.startswith(("text/", "reported_"))
    if name.startswith(made):
        path = PurePosixPath(name.removeprefix(made))
        step = path.parts[0] in NOTEBOOKS
        return step and (path.name in NO_WORDS or path.parts[1:2] == ("figures",))
    return name.startswith(StudyPaths(study).paper.name.join(("reports/", "/")))


def _of_the_program(manifest: Mapping[str, Any], top: Path) -> list[str]:
    used = [name for name in manifest["inputs"] if not name.startswith(("data_raw/", "src/"))]
    there = [name for name in TOP if (top / name).is_file()]
    inside = [path.relative_to(top).as_posix() for folder in FOLDERS for path in _files(top / folder)]
    sources = [path.relative_to(top).as_posix() for path in (top / "reports").iterdir() if path.is_file()]
    notebooks = [f"notebooks/{name}.ipynb" for name in NOTEBOOKS]
    return [*used, *there, *inside, *sources, *notebooks]


def _package(package: Path) -> dict[str, Path]:
    return {f"src/{package.name}/{path.relative_to(package).as_posix()}": path for path in _files(package)}


def _files(folder: Path) -> list[Path]:
    """All files under a folder but compiled and hidden ones."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(p for p in found if not any(_untold(part) for part in p.relative_to(folder).parts))


def _untold(part: str) -> bool:
    return part.startswith(".") or part in UNTOLD


def _refuse_strange(files: Mapping[str, Path], top: Path, package: Path) -> None:
    """Nothing of a private folder, and nothing that a link brings in from elsewhere, goes into an archive."""
    for name, path in files.items():
        place = path.resolve()
        inside = any(place.is_relative_to(folder.resolve()) for folder in (top, package))
        if not inside or PRIVATE in place.parts[len(top.resolve().parts) :]:
            remedy = "put the file itself there, or take the link away"
            raise refuse(f"{OUTSIDE}: '{name}'", remedy=remedy)
        if PRIVATE in PurePosixPath(name).parts:
            raise ValueError(f"{name} is private and must not be in an archive")


def others(files: Iterable[str]) -> list[str]:
    """The files that are neither the study's own nor made from it: the program."""
    return [name for name in files if not name.startswith(("data_raw/", "data_processed/"))]
