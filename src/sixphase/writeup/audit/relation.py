"""What all relations between reported figures have in common, and the pieces that they are written with."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from sixphase.writeup.audit.figures import ID

MOST_NAMES = 100  # of one relation: far more than a sentence of a paper can relate


def _plain(text: Any) -> Any:
    """One line of text that is safe to print: no line breaks, no control characters."""
    if not isinstance(text, str):
        return text
    line = " ".join(text.split())
    if not line.isprintable():
        raise ValueError("plain text without control characters")
    return line


def _id(name: str) -> str:
    if not ID.fullmatch(name):
        raise ValueError("an id: a letter, then at most 79 letters, digits, _ . or -")
    return name


def listed(value: Any) -> Any:
    """A single thing as a list of one, so that it can be written without brackets."""
    if isinstance(value, str | dict):
        return (value,)
    if not isinstance(value, list | tuple) or not 0 < len(value) <= MOST_NAMES:
        raise ValueError(f"a list of 1 to {MOST_NAMES}")
    return value


def several(names: tuple[str, ...]) -> tuple[str, ...]:
    """At least two, for what is compared with one another."""
    if len(names) < 2:
        raise ValueError("a list of at least two ids")
    return names


Name = Annotated[str, AfterValidator(_id)]
Names = Annotated[tuple[Name, ...], BeforeValidator(listed)]
TwoNames = Annotated[Names, AfterValidator(several)]
Text = Annotated[str, BeforeValidator(_plain), Field(max_length=500)]


@dataclass(frozen=True)
class Use:
    """A figure that a relation names: under which key, and in which units it makes sense there."""

    key: str
    figure: str
    units: frozenset[str]


class Relation(BaseModel):
    """What all kinds share.

    `about` is what the finding is called; `note` says in our own words why the figures belong together;
    `provided` names a reading of the paper without which they do not, and makes a finding one grade less grave.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    roles: ClassVar[
        tuple[tuple[str, frozenset[str]], ...]
    ] = ()  # keys that hold ids of figures, with the units that fit
    example: ClassVar[str] = ""  # how the kind is written
    comparable: ClassVar[bool] = True  # are all figures held against one another, so that their units must agree?

    id: Name
    kind: str
    about: Text = ""
    note: Text = ""
    provided: Text = ""

    def uses(self) -> Iterator[Use]:
        """Every figure that the relation names."""
        for key, units in self.roles:
            named = getattr(self, key)
            names = (named,) if isinstance(named, str) else named or ()
            yield from (Use(self.key(key), name, units) for name in names)

    @classmethod
    def key(cls, field: str) -> str:
        """A field by the name that it has in the file."""
        return cls.model_fields[field].alias or field
