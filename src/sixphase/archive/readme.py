"""The README of an archive: for a reviewer who has nothing else, and Python."""

import re
from collections.abc import Mapping
from typing import Any

from sixphase.archive.citing import title_of
from sixphase.archive.people import MIT
from sixphase.study.settings import Study

PROGRAM = "docs/sixphase.md"  # where the program's own README stands in an archive
LINK = re.compile(r"(\]\()(?!https?:|#)([^)]+\))")


def readme(study: str, settings: Study, manifest: Mapping[str, Any], withheld: int) -> str:
    """What is in the archive, how to run it again, what to see, how long it takes, what may be done with it.

    Parameters
    ----------
    manifest
        What the recorded run used and made.
    withheld
        How many files are described and not included.
    """
    again = _again(study, manifest) if settings.sharing.answers else _no_again(study)
    parts = [f"# {title_of(settings)}", _what(settings), again, _held(study, withheld), _licences(settings)]
    return "\n\n".join(parts) + "\n"


def program_readme(text: str) -> str:
    """The program's own README, moved into `docs/`: its links lead to the same places from there.

    >>> program_readme("[a](docs/a.md) [b](LICENSE) [c](https://example.org)")
    '[a](a.md) [b](../LICENSE) [c](https://example.org)'
    """
    return LINK.sub(lambda found: found[1] + _from_docs(found[2]), text)


def _from_docs(place: str) -> str:
    return place.removeprefix("docs/") if place.startswith("docs/") else f"../{place}"


def _what(settings: Study) -> str:
    lines = ["Simulated data: nobody wrote these answers."] if settings.simulated else []
    lines.append(f"{settings.title.rstrip('.')}. The analysis was made with Sixphase, which is in this archive too.")
    if settings.source:
        lines.append(f"Source of the data: {settings.source.rstrip('.')}.")
    return "\n\n".join(lines)


def _again(study: str, manifest: Mapping[str, Any]) -> str:
    return f"""\
## Run it again

You need Python 3.11, 3.12 or 3.13, and a way to the package registry for the first command. In the folder that you
unpacked this archive into:

```
python3 install.py
.venv/bin/sixphase run {study}
.venv/bin/sixphase verify {study}
```

On Windows: `py -3.12 install.py`, then the same two commands with `.venv\\Scripts\\sixphase`.

1. The first command installs the locked packages into `.venv` here, every file's hash checked: one or two minutes,
   about a gigabyte.
2. The second makes all tables, figures, executed notebooks and the paper again, from the answers on: about half a
   minute. It ends with a list of what it made. Open `reports/{study}/paper.html`.
3. The third does the same in a clean folder and holds every file against the record of the authors,
   `data_raw/{study}/recorded_manifest.json`: about half a minute. You should see, at the end:

```
Same in every byte: all {len(manifest["outputs"])} files are the recorded ones.
```

The record was made with Python {manifest["python"]} and the renderer '{manifest["renderer"]}'. With another Python,
another renderer or another kind of computer, some bytes may differ; then it says that values, tables and text are
the same. Any other difference is named with its file and place: [docs/verifying.md](docs/verifying.md)."""


def _no_again(study: str) -> str:
    return f"""\
## What can be looked at

The answers may not be shared, so the analysis cannot be run from this archive alone. The paper, its figures and every
number in it are here, with the notebooks and the program that made them. Whoever gets the answers from the authors
puts them into `data_raw/{study}/`, then runs `python3 install.py`, `.venv/bin/sixphase run {study}` and
`.venv/bin/sixphase verify {study}`, which holds every file against the record of the authors."""


def _held(study: str, withheld: int) -> str:
    what = f"{withheld} files that show what participants wrote"
    left_out = f"\n\nNot included, and only described in `ro-crate-metadata.json`: {what}." if withheld else ""
    return f"""\
## What is where

| place | what it holds |
|---|---|
| `data_raw/{study}/` | what people made: settings, answers, codebook, coders' journals, the authors' words |
| `notebooks/`, `src/`, `reports/` | the analysis, the program, the sources of the paper |
| `data_processed/{study}/` | what the run made: tables, figures, values, executed notebooks |
| `reports/{study}/` | the paper and its supplement |
| `requirements.lock`, `environment.yml` | the packages, each with its version and hash |
| `ro-crate-metadata.json` | for machines: what each notebook used and made (RO-Crate 1.1, Process Run Crate 0.5) |
| `codecheck.yml` | for a codechecker: the files to be made again |
| [{PROGRAM}]({PROGRAM}) | what the program is, and how to use it with other answers |

Identifying data never leave the people who collected them: they are not in this archive, and the analysis does not
read them.{left_out}"""


def _licences(settings: Study) -> str:
    data = settings.sharing.licence or "no licence is given; ask the authors"
    access = f"\n\n{settings.sharing.access}" if settings.sharing.access else ""
    return f"""\
## What you may do with it

The study's data and results: {data}. The paper: {settings.paper.licence or "ask the authors"}. The program: {MIT.name},
see [LICENSE](LICENSE). How to cite: [CITATION.cff](CITATION.cff).{access}"""
