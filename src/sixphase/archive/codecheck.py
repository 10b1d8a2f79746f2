"""`codecheck.yml`: what a codechecker has to make again, after the CODECHECK configuration file specification 2.0.

The authors' part only: `codechecker`, `report`, `summary` and `certificate` are the codechecker's to write.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from sixphase.archive.people import first_to_last, orcid_of
from sixphase.study.paths import StudyPaths
from sixphase.study.problem import Problem
from sixphase.study.settings import Study
from sixphase.verification.differences import GROUPS, group_of
from sixphase.writeup.render.head import split_name

VERSION = "https://codecheck.org.uk/spec/config/2.0/"
CHECKED = ("values", "tables", "executed", "figures", "paper")  # the rest is what these are made from


def codecheck_yml(study: str, settings: Study, manifest: Mapping[str, Any], files: Iterable[str]) -> str:
    """The file's text: the results in the archive that a run makes again, the paper, its authors.

    Parameters
    ----------
    manifest
        What the run made; a file is listed when it is an output there and lies in the archive.
    files
        The paths in the archive.
    """
    there = set(files)
    made = [name for name in manifest["outputs"] if name in there and group_of(name) in CHECKED]
    paper = settings.paper
    held = {
        "version": VERSION,
        "manifest": [{"file": name, "comment": _comment(name)} for name in made],
        "paper": {
            "title": paper.title,
            "authors": [_author(author.name, orcid_of(author)) for author in first_to_last(paper.authors)],
            "reference": paper.reference or f"Manuscript reports/{study}/paper.pdf in this archive",
        },
    }
    text = yaml.safe_dump(held, sort_keys=False, allow_unicode=True, width=1000, explicit_start=True)
    return f"%YAML 1.1\n{text}"


def wanting(study: str, settings: Study) -> list[Problem]:
    """What CODECHECK asks of the authors, and the study does not say yet."""
    place = StudyPaths(study).settings
    paper = settings.paper
    problems = [
        Problem(f"CODECHECK asks for the ORCID of {author.name}", place, f"key paper.authors.{at}.orcid", "add it")
        for at, author in enumerate(paper.authors)
        if not orcid_of(author) and split_name(author.name).family  # a group has none
    ]
    if not paper.reference:
        remedy = "write its DOI as an address, or words such as 'Under review at' and the journal"
        problems.append(Problem("where the article is to be found is not said", place, "key paper.reference", remedy))
    return problems


def _author(name: str, orcid: str) -> dict[str, str]:
    return {"name": name, **({"ORCID": orcid} if orcid else {})}


def _comment(name: str) -> str:
    step = name.split("/")[2] if name.startswith("data_processed/") else ""
    kind = GROUPS[group_of(name)]
    return f"{kind} of {step}" if step and step != "notebooks" else kind
