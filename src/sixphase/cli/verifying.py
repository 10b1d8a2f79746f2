"""The commands `record` and `verify`: keep a manifest of what a run made, and see whether the same comes out again."""

import platform
import tempfile
from collections.abc import Mapping
from pathlib import Path

import sixphase
from sixphase.pipeline.freshness import freshness
from sixphase.pipeline.graph import Step, steps
from sixphase.pipeline.recording import inputs_of, manifest_of, outputs_of
from sixphase.study.disk import written_whole
from sixphase.study.paths import StudyPaths, root, shown
from sixphase.study.problem import InputError, Problem, refuse
from sixphase.verification.contents import contents
from sixphase.verification.differences import (
    EVERY_BYTE,
    MAY_DIFFER,
    SAME_MEANING,
    Comparison,
    compare_files,
    compare_settings,
)
from sixphase.verification.installed import not_as_locked
from sixphase.verification.layout import as_text
from sixphase.verification.manifest import NAME, RECORD, Entry, Manifest, entries, read_manifest
from sixphase.verification.rebuild import PROGRAM, copy_inputs, run_there
from sixphase.verification.report import line_of_level, lines_of_causes, lines_of_table

NO_RECORD = 2


def record_command(study: str) -> list[str]:
    """Keep the manifest of a study's results in its own folder, for `verify` to compare with.

    Returns
    -------
    list of str
        What to tell.

    Raises
    ------
    InputError
        When a step is not up to date, or packages are not those of the lock file: nothing is written then.
    """
    graph = steps(study)
    stale = [each.step.title for each in freshness(study, graph) if not each.fresh]
    if stale:
        remedy = f"run 'sixphase run {study}' first, look at the results, then record them"
        raise refuse(f"the study is not up to date ({len(stale)} steps, first '{stale[0]}')", remedy=remedy)
    manifest = manifest_of(study, graph)
    if told := not_as_locked(manifest["packages"]):
        lock = root() / "requirements.lock"
        raise InputError(
            [Problem(line, lock, remedy="install what the lock file says, then run again") for line in told]
        )
    path = StudyPaths(study).raw / RECORD
    text = as_text({**manifest, "platform": _platform(), "contents": contents(root(), manifest)})
    before = path.read_text(encoding="utf-8") if path.is_file() else None
    if text == before:
        return [f"{shown(path)} holds this already: {len(manifest['outputs'])} results are the recorded ones."]
    with written_whole(path) as partial:  # left there, it would be something new that goes into the study
        partial.write_text(text, encoding="utf-8", newline="\n")
    numbers = f"{len(manifest['inputs'])} files that go in, {len(manifest['outputs'])} that come out"
    return [
        f"Recorded in {shown(path)}: {numbers}.",
        "Put it into git with the study; 'sixphase verify' compares with it.",
    ]


def verify_command(study: str) -> tuple[list[str], int]:
    """Rebuild a study in a clean folder and hold it against its record.

    Returns
    -------
    tuple of list of str and int
        What to tell, causes first; and the exit status: 0 when the same came out (every byte; or the same values,
        tables and text where the system, Python or the renderer is another one), 1 on any difference, 2 where
        there is no record.
    """
    path = StudyPaths(study).raw / RECORD
    if not path.is_file():
        remedy = f"run 'sixphase run {study}', then 'sixphase record {study}'"
        return [f"There is no record to compare with: {shown(path)} is missing.", f"  What to do: {remedy}."], NO_RECORD
    record = read_manifest(path)
    _refuse_other_study(record, study, path)
    present = _present(record)
    try:
        graph = list(steps(study))
        now: dict[str, Entry] = inputs_of(graph)
    except InputError as error:
        told = [*lines_of_causes({}, _compared(record, _recorded_inputs(record), "inputs", root(), {}), [])]
        return [*told, f"The study cannot be rebuilt: {error}"], 1
    inputs = _compared(record, now, "inputs", root(), {})
    here = _here(record, present, graph)
    with tempfile.TemporaryDirectory(prefix="sixphase-verify-", ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        copy_inputs(root(), now, Path(sixphase.__file__).parent, folder)
        status = run_there(folder, study)
        if status:
            causes = lines_of_causes({}, inputs, not_as_locked(record["packages"]))
            return [*causes, f"The run in a clean folder ended with status {status}; why is said above."], 1
        return _held_against(record, folder, inputs, here, present)


def _held_against(
    record: Manifest, folder: Path, inputs: Comparison, here: Comparison, present: Mapping[str, Path]
) -> tuple[list[str], int]:
    """The rebuilt study against the record; and what lies in this folder against it."""
    rebuilt = read_manifest(folder / "data_processed" / record["study"] / NAME)
    settings = compare_settings(record, {**rebuilt, "platform": _platform()})
    at_hand = {name: path for name, path in present.items() if entries({name: path})[name] == record["outputs"][name]}
    outputs = _compared(record, rebuilt["outputs"], "outputs", folder, at_hand)
    excused = any(key in settings for key in MAY_DIFFER)
    lines = [*lines_of_causes(settings, inputs, not_as_locked(rebuilt["packages"])), ""]
    lines += ["Rebuilt in a clean folder, against the record:", *lines_of_table(outputs), ""]
    if here.differing:
        lines += ["What lies in this folder is not what was recorded:", *lines_of_table(here), ""]
    good = EVERY_BYTE, *((SAME_MEANING,) if excused else ())
    found = {
        "what goes in": not inputs.differing and "seed" not in settings,
        "what lies in this folder": here.level in good,
    }
    unlike = [what for what, well in found.items() if not well]
    lines.append(line_of_level(outputs, excused, unlike))
    return lines, 0 if outputs.level in good and not unlike else 1


def _here(record: Manifest, present: Mapping[str, Path], graph: list[Step]) -> Comparison:
    """The results that lie in this folder against the record: all of them, or none, as in a fresh copy."""
    finished = (StudyPaths(record["study"]).processed / NAME).is_file()
    found = outputs_of(graph) if finished else entries(present)
    recorded = record["outputs"] if finished else {name: record["outputs"][name] for name in present}
    return compare_files(recorded, found, root(), record.get("contents", {}), {})


def _compared(
    record: Manifest, found: Mapping[str, Entry], kind: str, top: Path, at_hand: Mapping[str, Path]
) -> Comparison:
    return compare_files(record[kind], found, top, record.get("contents", {}), at_hand)


def _present(record: Manifest) -> dict[str, Path]:
    """The recorded results that lie in this folder; none in a fresh copy of the project."""
    return {name: root() / name for name in record["outputs"] if (root() / name).is_file()}


def _recorded_inputs(record: Manifest) -> dict[str, Entry]:
    """What the recorded inputs are now, where the steps that would name them cannot be told."""
    package = Path(sixphase.__file__).parent
    ours = {name: package / name.removeprefix(f"{PROGRAM}/") for name in record["inputs"] if name.startswith(PROGRAM)}
    places = {name: root() / name for name in record["inputs"]} | ours
    return entries({name: place for name, place in places.items() if place.is_file()})


def _refuse_other_study(record: Manifest, study: str, path: Path) -> None:
    """A record names only this study's results: those of another, or files elsewhere, are not looked at."""
    ours = (f"data_processed/{study}/", f"reports/{study}/")
    strange = [name for name in record["outputs"] if not name.startswith(ours)]
    if record["study"] != study or strange:
        what = f"this is not the record of '{study}'" if record["study"] != study else f"it names '{strange[0]}'"
        raise refuse(what, path, remedy="restore it from git, or record the study anew")


def _platform() -> str:
    return f"{platform.system()} {platform.machine()}"
