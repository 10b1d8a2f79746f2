"""The authors and licences of a study, as descriptions for machines want them."""

import re
from dataclasses import dataclass

from sixphase.study.settings import Author
from sixphase.writeup.render.head import LICENCES, Name, split_name

ORCID = re.compile(r"(\d{4}-\d{4}-\d{4}-\d{3}[\dX])$")
SPDX = {"CC BY 4.0": "CC-BY-4.0", "CC BY-SA 4.0": "CC-BY-SA-4.0", "CC BY-NC 4.0": "CC-BY-NC-4.0", "CC0 1.0": "CC0-1.0"}


@dataclass(frozen=True)
class Licence:
    """A licence as it is called, its place on the web and its SPDX identifier; '' where they are not known."""

    name: str
    url: str
    spdx: str


MIT = Licence("MIT", "https://spdx.org/licenses/MIT", "MIT")


def licence(name: str) -> Licence:
    """A licence by the name that `study.yml` gives it.

    >>> licence("CC BY 4.0").spdx
    'CC-BY-4.0'
    """
    return Licence(name, LICENCES.get(name, ""), SPDX.get(name, ""))


def orcid_of(author: Author) -> str:
    """The plain ORCID, without an address before it; '' where there is none.

    >>> orcid_of(Author(name="Josiah Carberry", orcid="https://orcid.org/0000-0002-1825-0097"))
    '0000-0002-1825-0097'
    """
    found = ORCID.search(author.orcid.strip())
    return found.group(1) if found else ""


def name_of(author: Author) -> Name:
    """A name in its parts; of a group only `literal`."""
    return split_name(author.name)


def first_to_last(authors: tuple[Author, ...]) -> list[Author]:
    """The authors, the corresponding one first, as CODECHECK wants them."""
    return sorted(authors, key=lambda author: not author.corresponding)
