"""The study's own lists of names: `private/names.yml`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from sixphase.study.problem import Problem, raise_some
from sixphase.study.yamlfile import read_yaml, validated
from sixphase.transcription.names import english

KIND_OF = {"staff": "NAME", "places": "PLACE", "wards": "WARD", "others": "OTHER"}
TITLES = english.word_set(
    """
    mr mrs ms miss mx dr prof professor sir dame sister nurse doctor matron rev
    """
)


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Listed(_Part):
    """Somebody or some place, with the other names that people use."""

    name: Annotated[str, Field(min_length=2, max_length=200)]
    aliases: tuple[Annotated[str, Field(min_length=2, max_length=200)], ...] = ()


_Entry = Annotated[Listed, BeforeValidator(lambda given: {"name": given} if isinstance(given, str) else given)]


class NamesFile(_Part):
    """`names.yml`: lists of names by kind. An entry is a name, or `name:` with `aliases:`.

    `public` holds words that may stand in the project's files although they are listed, such as an author's name.
    """

    staff: tuple[_Entry, ...] = ()
    places: tuple[_Entry, ...] = ()
    wards: tuple[_Entry, ...] = ()
    others: tuple[_Entry, ...] = ()
    public: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """One way to write a listed name: its words in plain spelling, and whose it is.

    `proper` says that it is a part of the name only that needs a capital: a surname, a place without 'hospital'.
    """

    words: tuple[str, ...]
    kind: str
    who: str
    proper: bool = False


@dataclass(frozen=True)
class Lists:
    """All names of the lists, in all their forms."""

    forms: tuple[Form, ...] = ()
    public: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(word for form in self.forms for word in form.words)

    @cached_property
    def exact(self) -> frozenset[tuple[str, ...]]:
        return frozenset(form.words for form in self.forms)

    @cached_property
    def words_among_others(self) -> frozenset[str]:
        """Words of names that have several."""
        return frozenset(word for form in self.forms if len(form.words) > 1 for word in form.words)

    @cached_property
    def by_first(self) -> dict[str, list[Form]]:
        """Forms by their first word, the longest first."""
        found: dict[str, list[Form]] = {}
        for form in sorted(self.forms, key=lambda f: (-len(f.words), f.words)):
            found.setdefault(form.words[0], []).append(form)
        return found


def read_lists(path: Path) -> Lists:
    """The lists in a `names.yml`; empty ones where there is no such file.

    Raises
    ------
    InputError
        When the file has a mistake: an unknown key, or a whole name that is listed for two.
    """
    if not path.is_file():
        return Lists()
    data = read_yaml(path)
    return lists_of(validated(NamesFile, {} if data is None else data, path), path)


def lists_of(given: NamesFile, path: Path | None = None) -> Lists:
    """All forms of the names given.

    A person is found by the whole name, by each alias, by the first name and by the surname alone; a place also
    without its kind ('Highbury' for 'Highbury Hospital'). A part that several people share ('Sarah' where two are
    listed) is replaced too, as a name of its own, since nobody can tell whose it is.

    Examples
    --------
    >>> lists = lists_of(NamesFile(staff=({"name": "Dr Sarah Jones", "aliases": ["Saz"]},)))
    >>> [" ".join(form.words) for form in lists.forms]
    ['sarah jones', 'saz', 'sarahjones', 'sarah', 'jones']
    """
    whole: dict[tuple[str, ...], Form] = {}
    problems = []
    parts: dict[tuple[str, ...], list[Form]] = {}
    for list_name, kind in KIND_OF.items():
        for entry in getattr(given, list_name):
            who = f"{list_name}: {entry.name}"
            for written in (entry.name, *entry.aliases):
                words = words_of_name(written)
                if not words:
                    problems.append(Problem(f"'{written}' holds no word", path, f"key {list_name}", "correct it"))
                    continue
                other = whole.setdefault(words, Form(words, kind, who))
                if other.who != who:
                    what = f"'{written}' is listed twice: for {other.who} and for {who}"
                    problems.append(Problem(what, path, f"key {list_name}", "leave it to one of them"))
                if kind == "NAME" and len(words) > 1:
                    joined = ("".join(words),)  # the space is easily left out
                    parts.setdefault(joined, []).append(Form(joined, kind, who))
            for words, proper in _parts(entry.name, kind):
                parts.setdefault(words, []).append(Form(words, kind, who, proper))
    raise_some(problems)
    forms = list(whole.values()) + [_shared(same) for words, same in parts.items() if words not in whole]
    public = frozenset(word for name in given.public for word in (english.plain(name), *words_of_name(name)))
    return Lists(tuple(forms), public)


def words_of_name(name: str) -> tuple[str, ...]:
    """The words of a name in plain spelling, without titles; a double name is two words.

    >>> words_of_name("Dr. Anne-Marie O’Neil")
    ('anne', 'marie', "o'neil")
    """
    words = [english.base(word) for word in re.findall(r"[^\W_][^\s\-‐‑,./()&]*", name)]
    kept = [word for i, word in enumerate(words) if word and not (i == 0 and len(words) > 1 and word in TITLES)]
    return tuple(kept)


def _parts(name: str, kind: str) -> Iterable[tuple[tuple[str, ...], bool]]:
    """The parts by which a name is used too, and whether each needs a capital."""
    words = words_of_name(name)
    if kind == "NAME" and len(words) > 1:
        chunks = [chunk for chunk in map(words_of_name, name.split()) if chunk]
        chunks = chunks[1:] if len(chunks) > 1 and chunks[0][0] in TITLES else chunks
        for chunk, proper in ((chunks[0], False), (chunks[-1], True)):
            if chunk == words:
                continue
            yield chunk, proper
            if len(chunk) > 1:  # a double name: also without its hyphen, and its first half alone
                yield ("".join(chunk),), proper
                yield chunk[:1], True
    elif kind in ("PLACE", "WARD") and len(words) > 1:
        own = tuple(word for word in words if word not in english.PLACE_NOUNS and word not in english.FUNCTION)
        if own != words and len("".join(filter(str.isalpha, "".join(own)))) > 2:
            yield own, True


def _shared(same: list[Form]) -> Form:
    """A part of a name: of one person, or of several."""
    first = same[0]
    if len({form.who for form in same}) == 1:
        return first
    return Form(first.words, first.kind, "several: " + " ".join(first.words), first.proper)
