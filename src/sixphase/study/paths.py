"""Where everything is. Every path of the project is made here."""

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

MARK = "_quarto.yml"


@cache
def root() -> Path:
    """The project's top folder: the one named by SIXPHASE_ROOT, else the nearest above that holds `_quarto.yml`."""
    named = os.environ.get("SIXPHASE_ROOT")
    if named:
        return Path(named).resolve()
    here = Path.cwd().resolve()
    package = Path(__file__).resolve().parents[3]
    for folder in (here, *here.parents, package):
        if (folder / MARK).is_file() and (folder / "data_raw").is_dir():
            return folder
    return here


def shown(path: Path) -> str:
    """A path as people are shown it: from the project's top, never from the machine's."""
    path = Path(path)
    if not path.is_absolute():
        return path.as_posix()
    try:
        return path.resolve().relative_to(root()).as_posix()
    except ValueError:
        return path.name


@dataclass(frozen=True)
class StudyPaths:
    """The places of one study."""

    name: str

    @property
    def raw(self) -> Path:
        """What people made."""
        return root() / "data_raw" / self.name

    @property
    def settings(self) -> Path:
        return self.raw / "study.yml"

    @property
    def processed(self) -> Path:
        """What the program made from it; may be deleted at any time."""
        return root() / "data_processed" / self.name

    @property
    def paper(self) -> Path:
        """The finished paper in its formats."""
        return root() / "reports" / self.name

    def step(self, step: str) -> Path:
        """Tables, figures and values of one notebook."""
        return self.processed / step


def notebook(step: str) -> Path:
    return root() / "notebooks" / f"{step}.ipynb"


NOTEBOOKS = (
    "01_transcription_import",
    "02_familiarisation",
    "03_coding",
    "04_theme_development",
    "05_theme_review",
    "06_write_up",
)


def studies(holding: str = "study.yml") -> list[str]:
    """The names of all studies whose folder holds a file of this name, sorted."""
    return sorted(path.parent.name for path in (root() / "data_raw").glob(f"*/{holding}"))
