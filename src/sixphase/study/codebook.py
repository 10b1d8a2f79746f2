"""The codebook: a tree of themes and subthemes, each with its definition and its rules of use."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, model_validator

from sixphase.study.paths import StudyPaths
from sixphase.study.problem import InputError, Problem
from sixphase.study.yamlfile import read_yaml, validated

if TYPE_CHECKING:
    import pandas as pd

ITSELF = "*"  # added to a theme's id where passages stand under the theme itself
MADE_UP = re.compile(r"c-[0-9a-f]{8}")


class Entry(BaseModel):
    """One entry: what it means, when to use it and when not, and an answer that shows it (by its id)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    name: str
    short: str = Field(default_factory=lambda said: said.get("name", ""))
    definition: str = ""
    when: str = ""
    when_not: str = ""
    example: str = ""


class Subtheme(Entry):
    """A subtheme, with its codes where it has any."""

    codes: tuple[Entry, ...] = ()


class Theme(Entry):
    """A theme with its subthemes, and codes that are right below it."""

    subthemes: tuple[Subtheme, ...] = ()
    codes: tuple[Entry, ...] = ()

    @property
    def parts(self) -> tuple[Subtheme, ...]:
        """Its subthemes; none where the only one is the theme itself, which would be told twice."""
        return () if [sub.id for sub in self.subthemes] == [self.id + ITSELF] else self.subthemes


class Codebook(BaseModel):
    """All themes, in the order of the file, and codes that are under no theme yet."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    themes: tuple[Theme, ...] = ()
    codes: tuple[Entry, ...] = ()

    @model_validator(mode="after")
    def _no_id_twice(self) -> "Codebook":
        twice = sorted(i for i, times in Counter(entry.id for entry in self.entries()).items() if times > 1)
        if twice:
            raise ValueError(f"these ids stand more than once: {', '.join(twice)}")
        return self

    def entries(self) -> Iterator[Entry]:
        """Every theme, subtheme and code, each after what it is under."""
        for theme in self.themes:
            yield theme
            for subtheme in theme.subthemes:
                yield from (subtheme, *subtheme.codes)
            yield from theme.codes
        yield from self.codes

    @cached_property
    def subthemes(self) -> dict[str, tuple[Theme, Entry]]:
        """Each subtheme's id with its theme and itself."""
        return {sub.id: (theme, sub) for theme in self.themes for sub in theme.subthemes}

    @property
    def further_codes(self) -> tuple[Entry, ...]:
        """The entries that are neither themes nor subthemes."""
        return tuple(entry for entry in self.entries() if type(entry) is Entry)

    def find(self, theme: str, subtheme: str) -> str:
        """The id of a subtheme, from the names of the theme and of the subtheme.

        Raises
        ------
        KeyError
            When there is no subtheme of this name under a theme of that name.
        """
        for id_, (above, entry) in self.subthemes.items():
            if above.name == theme and entry.name == subtheme:
                return id_
        raise KeyError((theme, subtheme))

    def table(self) -> "pd.DataFrame":
        """One row a subtheme: theme_id, theme, subtheme_id, subtheme, definition, when, when_not, example."""
        import pandas as pd

        rows = [
            (theme.id, theme.name, entry.id, entry.name, entry.definition, entry.when, entry.when_not, entry.example)
            for theme, entry in self.subthemes.values()
        ]
        columns = ["theme_id", "theme", "subtheme_id", "subtheme", "definition", "when", "when_not", "example"]
        return pd.DataFrame(rows, columns=columns)

    def outline(self) -> str:
        """The tree as lines of plain text, each entry with its definition, further in the deeper it stands."""
        lines = []
        for theme in self.themes:
            lines.append(_line(0, theme))
            for subtheme in theme.subthemes:
                lines += [_line(1, subtheme), *(_line(2, code) for code in subtheme.codes)]
            lines += [_line(1, code) for code in theme.codes]
        return "\n".join([*lines, *(_line(0, code) for code in self.codes)])

    def short_names(self) -> dict[str, str]:
        """The id of each theme and subtheme with the name that fits into a figure."""
        return {entry.id: entry.short for theme in self.themes for entry in (theme, *theme.subthemes)}

    def theme_of(self) -> dict[str, str]:
        """The id of each subtheme with the id of its theme."""
        return {id_: theme.id for id_, (theme, _) in self.subthemes.items()}


def told_id(id_: str, instead: str = "") -> str:
    """An id as readers see it; one that the desk made up says nothing to them, and `instead` stands in its place.

    >>> told_id("T1.2"), told_id("c-27b798e6"), told_id("c-27b798e6", "3")
    ('T1.2', '', '3')
    """
    return instead if MADE_UP.fullmatch(id_) else id_


def _line(level: int, entry: Entry) -> str:
    name = f"{told_id(entry.id)} {entry.name}".lstrip()
    return "    " * level + " ".join(f"{name}: {entry.definition}".split()).removesuffix(":")


def read_codebook(study: str) -> Codebook:
    """The codebook of a study from its `codebook.yml`.

    Raises
    ------
    InputError
        When the file is missing or has a mistake; two subthemes of one name under a theme are one.
    """
    path: Path = StudyPaths(study).raw / "codebook.yml"
    book = validated(Codebook, read_yaml(path), path)
    names = Counter((theme.name, entry.name) for theme, entry in book.subthemes.values())
    twice = sorted(name for name, times in names.items() if times > 1)
    if twice:
        raise InputError(
            Problem(f"the subtheme '{sub}' stands twice under '{theme}'", path, remedy="give each its own name")
            for theme, sub in twice
        )
    return book


def codebook_or_empty(study: str) -> Codebook:
    """The codebook of a study; an empty one where there is no `codebook.yml` yet, or nothing but remarks in it.

    Raises
    ------
    InputError
        When the file has a mistake.
    """
    path = StudyPaths(study).raw / "codebook.yml"
    return read_codebook(study) if path.is_file() and read_yaml(path) is not None else Codebook()
