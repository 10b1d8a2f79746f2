"""How to cite an archive: `CITATION.cff` (Citation File Format 1.2.0), and `.zenodo.json` for Zenodo's form."""

import json
from typing import Any

import yaml

import sixphase
from sixphase.archive.people import MIT, licence, name_of, orcid_of
from sixphase.study.settings import Author, Study

# As in the project's own CITATION.cff, which is not part of an archive: it would be taken for the study's.
PROGRAM = {
    "type": "software",
    "title": "Sixphase: a reproducible research compendium for thematic analysis of open-ended answers",
    "version": sixphase.__version__,
    "license": MIT.spdx,
    "authors": [{"name": "The Sixphase developers"}],
}


def title_of(settings: Study) -> str:
    """What the archive is called."""
    return f"{settings.paper.title}: data, program and results"


def citation_cff(settings: Study) -> str:
    """How to cite the archive, and the program that it was made with."""
    paper, spdx = settings.paper, licence(settings.sharing.licence).spdx
    held: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "If you use this archive, please cite it as below.",
        "title": title_of(settings),
        "type": "dataset",
        "authors": [_cff_author(author) for author in paper.authors],
    }
    held |= {"date-released": paper.date} if paper.date else {}
    held |= {"license": spdx} if spdx else {}
    held |= {"keywords": list(paper.keywords)} if paper.keywords else {}
    held["references"] = [PROGRAM]
    return yaml.safe_dump(held, sort_keys=False, allow_unicode=True, width=1000)


def zenodo_json(settings: Study) -> str:
    """What Zenodo's form asks for; nothing is uploaded by this program."""
    paper, held_by = settings.paper, licence(settings.sharing.licence)
    held: dict[str, Any] = {
        "title": title_of(settings),
        "upload_type": "dataset",
        "description": description(settings),
        "creators": [_creator(author) for author in paper.authors],
        "access_right": "open",
        "language": "eng",
    }
    held |= {"publication_date": paper.date} if paper.date else {}
    held |= {"license": held_by.spdx.lower()} if held_by.spdx else {}
    held |= {"keywords": list(paper.keywords)} if paper.keywords else {}
    held["notes"] = f"The program in this archive is under the {MIT.name} licence."
    return json.dumps(held, ensure_ascii=False, indent=2) + "\n"


def description(settings: Study) -> str:
    """What the archive is, in a sentence or two."""
    data = "the answers as they were analysed" if settings.sharing.answers else "a description of the answers"
    made = "Simulated data: nobody wrote these answers. " if settings.simulated else ""
    return (
        f"{made}{settings.title}: {data}, the notebooks and the program of the analysis, its results and its paper. "
        "README.md says how to run it again."
    )


def _cff_author(author: Author) -> dict[str, str]:
    name, orcid = name_of(author), orcid_of(author)
    named = {"family-names": name.family, "given-names": name.given} if name.family else {"name": name.literal}
    if name.family and author.affiliation:
        named["affiliation"] = author.affiliation
    return {**named, **({"orcid": f"https://orcid.org/{orcid}"} if orcid else {})}


def _creator(author: Author) -> dict[str, str]:
    name, orcid = name_of(author), orcid_of(author)
    named = {"name": f"{name.family}, {name.given}" if name.family else name.literal}
    more = {"affiliation": author.affiliation, "orcid": orcid}
    return {**named, **{key: value for key, value in more.items() if value}}
