"""`ro-crate-metadata.json`: an archive described for machines, as a Process Run Crate 0.5 (RO-Crate 1.1).

Each step of the run is one CreateAction: the notebook (or the program) is its instrument, what it read its object,
what it made its result. The profile recommends times and the person who ran it; both are left out, since the same
study is to give the same archive whenever and by whomever it is made.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from mimetypes import MimeTypes
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import sixphase
from sixphase.archive.citing import description, title_of
from sixphase.archive.people import MIT, Licence, licence, name_of, orcid_of
from sixphase.study.settings import Author, Study
from sixphase.verification.differences import GROUPS, group_of

if TYPE_CHECKING:
    from rocrate.rocrate import ROCrate

METADATA = "ro-crate-metadata.json"
PROFILE = "https://w3id.org/ro/wfrun/process/0.5"
PROGRAM, WITHHELD, PRIVATE = "#sixphase", "#withheld", "#private"
WHOLE = {"src/": "The program, Sixphase", "docs/": "Documentation of the program"}
KINDS = {
    ".ipynb": "application/x-ipynb+json",
    ".md": "text/markdown",
    ".yml": "application/yaml",
    ".csv": "text/csv",
    ".cff": "application/yaml",
    ".jsonl": "application/jsonl",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".bib": "application/x-bibtex",
}
TYPES = MimeTypes(filenames=())  # not those that a machine's own lists name


@dataclass(frozen=True)
class Act:
    """One step of the run: its name, its notebook ('' for the program itself), the files that it used and made."""

    name: str
    title: str
    notebook: str
    used: tuple[str, ...]
    made: tuple[str, ...]


def metadata(
    settings: Study,
    manifest: Mapping[str, Any],
    sizes: Mapping[str, int],
    withheld: Sequence[str],
    acts: Iterable[Act],
) -> str:
    """The description as JSON-LD.

    Parameters
    ----------
    manifest
        What the run used and made; its versions, seed and parameters are told.
    sizes
        The size in bytes of every file in the archive but this one, by path.
    withheld
        Files of the study that are described and not included.
    acts
        The steps of the run, in order.
    """
    from rocrate.rocrate import ROCrate

    crate = ROCrate(version="1.1")
    _root(crate, settings)
    _files(crate, sizes)
    _described(crate, settings, withheld)
    _software(crate, manifest)
    parameters = _parameters(crate, manifest)
    for act in acts:
        _action(crate, act, sizes, set(withheld), parameters)
    return json.dumps(crate.metadata.generate(), ensure_ascii=False, indent=1) + "\n"


def _root(crate: "ROCrate", settings: Study) -> None:
    root = crate.root_dataset
    profile = _entity(crate, PROFILE, "CreativeWork", name="Process Run Crate", version="0.5")
    root["conformsTo"] = profile
    root["name"], root["description"] = title_of(settings), description(settings)
    root["datePublished"] = settings.paper.date
    root["license"] = _licence(crate, licence(settings.sharing.licence))
    root["author"] = _one([_author(crate, author, at) for at, author in enumerate(settings.paper.authors, start=1)])
    root["keywords"] = ", ".join(settings.paper.keywords)


def _files(crate: "ROCrate", sizes: Mapping[str, int]) -> None:
    program = _licence(crate, MIT)
    for place, name in WHOLE.items():
        crate.add_dataset(dest_path=place, properties={"name": name, "description": name, "license": program})
    for path, size in sorted(sizes.items()):
        if path.startswith(tuple(WHOLE)):
            continue
        properties: dict[str, Any] = {"name": PurePosixPath(path).name, "contentSize": str(size)}
        properties["description"] = _told(path)
        properties["encodingFormat"] = _kind(path)
        if path.startswith("notebooks/"):
            properties["@type"] = ["File", "SoftwareSourceCode"]
            properties |= {"programmingLanguage": {"@id": "#python"}, "version": sixphase.__version__}
        if not path.startswith(("data_", "reports/", "README", "CITATION", ".zenodo", "codecheck")):
            properties["license"] = program
        crate.add_file(dest_path=path, properties=properties)


def _told(path: str) -> str:
    """What a file is, in a few words."""
    if path.startswith(("data_", "reports/", "notebooks/")):
        return GROUPS[group_of(path)].capitalize()
    return "What stands at the top of the archive"


def _kind(path: str) -> str:
    return KINDS.get(Path(path).suffix) or TYPES.guess_type(path)[0] or "text/plain"


def _described(crate: "ROCrate", settings: Study, withheld: Sequence[str]) -> None:
    """What is not in the archive: files that show the answers where they may not be shared, and identifying data."""
    access = settings.sharing.access or "Not shared."
    mentioned = crate.root_dataset["mentions"] = []
    if withheld:
        what = f"{len(withheld)} files that show what participants wrote; the authors hold them."
        entity = _entity(crate, WITHHELD, "CreativeWork", name="The answers, and what shows them", description=what)
        entity["conditionsOfAccess"] = access
        mentioned.append(entity)
    if settings.has_forms:
        what = "The forms as they were typed, and the key to replaced names. No step of the analysis reads them."
        entity = _entity(crate, PRIVATE, "CreativeWork", name="Identifying data", description=what)
        entity["conditionsOfAccess"] = "Held by the people who collected them; never part of an archive."
        mentioned.append(entity)
    crate.root_dataset["mentions"] = mentioned


def _software(crate: "ROCrate", manifest: Mapping[str, Any]) -> None:
    _entity(crate, "#python", "ComputerLanguage", name="Python", version=manifest["python"])
    program = _entity(crate, PROGRAM, "SoftwareApplication", name="Sixphase", softwareVersion=sixphase.__version__)
    program["softwareRequirements"] = {"@id": "requirements.lock"}
    program["description"] = f"With Python {manifest['python']} and the renderer '{manifest['renderer']}'"
    program["license"] = _licence(crate, MIT)


def _parameters(crate: "ROCrate", manifest: Mapping[str, Any]) -> list[Any]:
    values = {**manifest["parameters"], "seed": manifest["seed"]}
    return [
        _entity(crate, f"#parameter-{name}", "PropertyValue", name=name, value=str(value))
        for name, value in sorted(values.items())
    ]


def _action(
    crate: "ROCrate", act: Act, sizes: Mapping[str, int], withheld: set[str], parameters: Sequence[Any]
) -> None:
    used = [{"@id": name} for name in act.used if name in sizes]
    used += [{"@id": WITHHELD}] if withheld & set(act.used) else []
    made = [{"@id": name} for name in act.made if name in sizes]
    made += [{"@id": WITHHELD}] if withheld & set(act.made) else []
    action = _entity(crate, f"#{act.name}", "CreateAction", name=act.title)
    action["description"] = f"sixphase run: the step '{act.title}'"
    action["instrument"] = {"@id": act.notebook or PROGRAM}
    action["object"] = _one([*used, *(parameters if act.notebook else ())])
    action["result"] = _one(made)
    action["actionStatus"] = "http://schema.org/CompletedActionStatus"
    crate.root_dataset.append_to("mentions", action)


def _author(crate: "ROCrate", author: Author, at: int) -> Any:
    name, orcid = name_of(author), orcid_of(author)
    kind = "Person" if name.family else "Organization"
    held = _entity(crate, f"https://orcid.org/{orcid}" if orcid else f"#author-{at}", kind, name=name.literal)
    if name.family:
        held["familyName"], held["givenName"] = name.family, name.given
    if author.affiliation and name.family:
        held["affiliation"] = _entity(crate, f"#affiliation-{at}", "Organization", name=author.affiliation)
    return held


def _licence(crate: "ROCrate", held: Licence) -> Any:
    what = f"The licence {held.name}" if held.name else "No licence is given; ask the authors"
    return _entity(crate, held.url or "#licence", "CreativeWork", name=held.name or "none", description=what)


def _one(held: list[Any]) -> Any:
    """A single thing stands for itself, as RO-Crate recommends."""
    return held[0] if len(held) == 1 else held


def _entity(crate: "ROCrate", identifier: str, kind: str, **properties: str) -> Any:
    """A described thing that is no file; the one that is there, where it was described before."""
    from rocrate.model import ContextEntity

    known = crate.get(identifier)
    return known or crate.add(ContextEntity(crate, identifier, properties={"@type": kind, **properties}))
