"""The manifest of a study as it stands: what its steps use and make, written at the end of every run that went well."""

import hashlib
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from sixphase.pipeline.graph import Step, record_folder
from sixphase.pipeline.nodes import Made, Notebook, Source
from sixphase.pipeline.reach import PACKAGE
from sixphase.study.disk import written_whole
from sixphase.study.paths import StudyPaths, root, shown
from sixphase.study.settings import read_study
from sixphase.verification.layout import as_text
from sixphase.verification.manifest import FORMAT, NAME, Manifest, entries, locked_packages

DURATIONS = "durations.json"  # a log in the record's folder, no output: it differs from run to run
STAMP = "manifest"


def manifest_of(study: str, steps: Iterable[Step]) -> Manifest:
    """All that a study's steps use and make, as it is now in its folders.

    Parameters
    ----------
    study
        The study's name.
    steps
        Its steps, as `sixphase.pipeline.graph.steps` gives them.
    """
    from sixphase.writeup.render import renderer

    steps = list(steps)
    return {
        "format": FORMAT,
        "study": study,
        "seed": read_study(study).seed,
        "parameters": {"study": study},
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "renderer": renderer(),
        "packages": locked_packages((root() / "requirements.lock").read_text(encoding="utf-8")),
        "inputs": inputs_of(steps),
        "outputs": outputs_of(steps),
    }


def inputs_of(steps: Iterable[Step]) -> dict[str, dict]:
    """Every file that people or developers wrote and that a step needs, with sha256 and size."""
    nodes = {_named(node.path): node for step in steps for node in step.needs if isinstance(node, Source)}
    there = {name: node for name, node in nodes.items() if node.path.is_file()}
    # The state of a source is its sha256 when the graph was made: what the steps have read, if one changed since.
    read = {name: node.state() or "" for name, node in there.items() if not isinstance(node, Notebook)}
    held = entries({name: node.path for name, node in there.items()}, read)
    for name, node in there.items():
        if isinstance(node, Notebook):  # what people wrote, whatever outputs JupyterLab saved with it
            held[name]["written"] = node.state()
    return held


def outputs_of(steps: Iterable[Step]) -> dict[str, dict]:
    """Every file that lies where a step makes its own, with sha256 and size."""
    return entries(_made(steps))


def used_by(step: Step) -> list[str]:
    """Every file that a step reads, by its path from the top folder, sorted: sources, and what earlier steps made."""
    sources = {_named(node.path) for node in step.needs if isinstance(node, Source) and node.path.is_file()}
    return sorted(sources | set(_in_places(node.path for node in step.needs if isinstance(node, Made))))


def made_by(step: Step) -> list[str]:
    """Every file that a step made, by its path from the top folder, sorted."""
    return sorted(_made([step]))


def keep_manifest(study: str, steps: list[Step]) -> None:
    """Write `manifest.json`, if the one that is there is not that of the present state.

    To be called when every step is up to date: then the record of the run stands for all inputs and outputs,
    and a stamp made from it tells, without reading them again, whether the manifest is still theirs.
    """
    path = StudyPaths(study).processed / NAME
    stamp = record_folder(study) / STAMP
    if path.is_file() and stamp.is_file() and stamp.read_text(encoding="utf-8") == _stamp(study, steps):
        return
    _write(path, as_text(manifest_of(study, steps)))
    _write(stamp, _stamp(study, steps))


def keep_durations(study: str, seconds: Mapping[str, float]) -> None:
    """Note how long each step took when it last ran, in a log beside the record."""
    path = record_folder(study) / DURATIONS
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
        known = known if isinstance(known, dict) else {}
    except (OSError, ValueError):  # none yet, or a broken one: a log may be begun anew
        known = {}
    known |= {name: round(value, 3) for name, value in seconds.items()}
    _write(path, json.dumps(known, indent=1, sort_keys=True) + "\n")


def _named(path: Path) -> str:
    """A file's path from the top folder; the program's own files as if they stood there, wherever it is installed."""
    return f"src/{path.relative_to(PACKAGE.parent).as_posix()}" if path.is_relative_to(PACKAGE) else shown(path)


def _made(steps: Iterable[Step]) -> dict[str, Path]:
    return _in_places(node.path for step in steps for node in step.makes if isinstance(node, Made))


def _in_places(places: Iterable[Path]) -> dict[str, Path]:
    files: dict[str, Path] = {}
    for place in places:
        found = [place] if place.is_file() else sorted(path for path in place.rglob("*") if path.is_file())
        files |= {shown(path): path for path in found}
    return files


def _stamp(study: str, steps: Iterable[Step]) -> str:
    whole = hashlib.sha256()
    for path in (record_folder(study) / "pytask.lock", StudyPaths(study).processed / NAME):
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    notebooks = {node.path for step in steps for node in step.needs if isinstance(node, Notebook)}
    for path in sorted(notebooks):  # their bytes may change where what is written in them does not
        status = path.stat()
        whole.update(f"{path.name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return whole.hexdigest()


def _write(path: Path, text: str) -> None:
    with written_whole(path) as partial:
        partial.write_text(text, encoding="utf-8", newline="\n")
