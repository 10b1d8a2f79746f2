"""The command `archive`: one file that holds a study for reviewers and for a repository."""

from pathlib import Path
from typing import Annotated, Any

import typer

commands = typer.Typer()

AGAIN = "Whoever unpacks it finds in README.md how to run everything again."
NOT_ALONE = "It can be read, but without the answers not be run again; its README.md says so."


@commands.command()
def archive(
    study: Annotated[
        str | None, typer.Argument(metavar="[STUDY]", help="The study's folder; else cmt_published.")
    ] = None,
) -> None:
    """Make one zip file of a study for reviewers and a repository: what may be shared, the program, the results."""
    from sixphase.cli import _chosen
    from sixphase.cli.screen import show

    show(archive_command(_chosen(study)))


def archive_command(study: str) -> list[str]:
    """Make the archive of a study that is up to date and recorded.

    Returns
    -------
    list of str
        What was made, what is in it, and what a repository or a codechecker will miss.

    Raises
    ------
    InputError
        When a step is not up to date, the record is not that of the present results, or the paper has no date or
        authors; what was there before is untouched then.
    """
    from sixphase.archive.codecheck import wanting
    from sixphase.archive.packing import pack
    from sixphase.study.paths import StudyPaths, shown
    from sixphase.study.settings import read_study

    settings = read_study(study)
    files, withheld = contents_of(study)
    place = StudyPaths(study).paper / f"{study}_archive.zip"
    pack(files, place)
    answers = "The answers are in it" if settings.sharing.answers else "The answers are described, not included"
    why = "" if settings.sharing.answers else f", with {len(withheld)} files that show them (sharing.answers)"
    told = [str(problem) for problem in wanting(study, settings)]
    return [
        f"Made {shown(place)}: {len(files)} files.",
        f"  {answers}{why}; nothing of a private folder is.",
        f"  {AGAIN if settings.sharing.answers else NOT_ALONE}",
        *(["", "What a repository or a codechecker will ask for:"] if told else []),
        *told,
    ]


def contents_of(study: str) -> tuple[dict[str, Path | bytes], tuple[str, ...]]:
    """All that an archive holds by path, and the study's files that it only describes."""
    import sixphase
    from sixphase.archive import citing, codecheck, crate, readme
    from sixphase.archive.shared import shared
    from sixphase.pipeline.graph import steps
    from sixphase.pipeline.recording import manifest_of
    from sixphase.study.paths import root
    from sixphase.study.settings import read_study

    graph, settings = steps(study), read_study(study)
    _refuse_unready(study, graph)
    manifest = manifest_of(study, graph)
    _refuse_unrecorded(study, manifest)
    chosen = shared(study, settings, manifest, root(), Path(sixphase.__file__).parent)
    files: dict[str, Path | bytes] = dict(chosen.files)
    files |= {name: _clean(path) for name, path in chosen.files.items() if name.startswith("notebooks/")}
    if readme.PROGRAM not in files:  # else this is an archive that was unpacked
        files[readme.PROGRAM] = readme.program_readme((root() / "README.md").read_text(encoding="utf-8")).encode()
    written = {
        "README.md": readme.readme(study, settings, manifest, len(chosen.withheld)),
        "CITATION.cff": citing.citation_cff(settings),
        ".zenodo.json": citing.zenodo_json(settings),
        "codecheck.yml": codecheck.codecheck_yml(study, settings, manifest, files),
    }
    files |= {name: text.encode() for name, text in written.items()}
    sizes = {name: _size(held) for name, held in files.items()}
    text = crate.metadata(settings, manifest, sizes, chosen.withheld, _acts(graph))
    return {**files, crate.METADATA: text.encode()}, chosen.withheld


def _acts(graph: list[Any]) -> list[Any]:
    """The steps of the run, each with the study's files and earlier results that it read, and what it made."""
    from sixphase.archive.crate import Act
    from sixphase.pipeline.nodes import Notebook
    from sixphase.pipeline.recording import made_by, used_by
    from sixphase.study.paths import shown

    acts = []
    for step in graph:
        own = [shown(node.path) for node in step.needs if isinstance(node, Notebook)]
        used = tuple(name for name in used_by(step) if name.startswith(("data_", "reports/")))
        notebook = own[0] if own == [f"notebooks/{step.name}.ipynb"] else ""
        acts.append(Act(step.name, step.title, notebook, used, tuple(made_by(step))))
    return acts


def _refuse_unready(study: str, graph: list[Any]) -> None:
    from sixphase.pipeline.freshness import freshness
    from sixphase.study.paths import StudyPaths
    from sixphase.study.problem import Problem, raise_some, refuse
    from sixphase.study.settings import read_study

    stale = [each.step.title for each in freshness(study, graph) if not each.fresh]
    if stale:
        remedy = f"run 'sixphase run {study}' first, look at the results, then record and archive them"
        raise refuse(f"the study is not up to date ({len(stale)} steps, first '{stale[0]}')", remedy=remedy)
    paper, place = read_study(study).paper, StudyPaths(study).settings
    missing = {"date": "an archive tells no other day than the paper's", "authors": "an archive has to name somebody"}
    raise_some(
        [
            Problem(f"'{key}' is missing: {why}", place, f"key paper.{key}", "add it, run and record the study again")
            for key, why in missing.items()
            if not getattr(paper, key)
        ]
    )


def _refuse_unrecorded(study: str, manifest: dict[str, Any]) -> None:
    """Without a record of these very results, nobody could verify what is in the archive."""
    from sixphase.study.paths import StudyPaths
    from sixphase.study.problem import refuse
    from sixphase.verification.manifest import RECORD, read_manifest

    path = StudyPaths(study).raw / RECORD
    remedy = f"run 'sixphase record {study}', then archive it"
    if not path.is_file():
        raise refuse("the study has no record that others could verify against", path, remedy=remedy)
    record = read_manifest(path)
    if any(record.get(key) != value for key, value in manifest.items()):
        raise refuse("the record is not that of the present results", path, remedy=remedy)


def _clean(notebook: Path) -> bytes:
    """A notebook as it is to be committed: what JupyterLab may have saved with it shows what participants wrote."""
    import json

    raw = notebook.read_bytes()
    held = json.loads(raw)
    if not any(cell.get("outputs") or cell.get("execution_count") for cell in held["cells"]):
        return raw
    for cell in held["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
    return (json.dumps(held, ensure_ascii=False, indent=1) + "\n").encode()


def _size(held: Path | bytes) -> int:
    return len(held) if isinstance(held, bytes) else held.stat().st_size
