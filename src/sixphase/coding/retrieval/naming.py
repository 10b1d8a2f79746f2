"""Which codes a name in an expression means."""

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from sixphase.coding.retrieval.expression import Named
from sixphase.coding.retrieval.index import Index
from sixphase.coding.retrieval.reading import wrong
from sixphase.study.problem import InputError, did_you_mean

BELOW = ".*"
PATH = " > "
MOST_NAMES = 12


def codes_named(index: Index, named: Named, expression: str) -> np.ndarray:
    """Which codes are meant, as a yes or no for each code of the index.

    A code is named by its id, by its name, or by its path (`Theme > Subtheme`); capitals and spaces do not matter.
    An id with `.*` behind it takes in all codes beneath. A code that was merged into another means that one.

    Raises
    ------
    InputError
        When there is no such code, when its kind is another, or when several have this name.
    """
    name, deep = named.name.text, named.deep
    found = _fitting(index, name, named.kind)
    if not found and name.endswith(BELOW):
        found, deep = _fitting(index, name.removesuffix(BELOW), named.kind), True
    if not found:
        raise _unknown(index, named, expression)
    if len(found) > 1:
        ids = ", ".join(index.codes["code"].iloc[sorted(found)])
        what = f"{len(found)} codes are called '{name}'"
        raise wrong(expression, named.name.at, what, f"write the id of the one that you mean: {ids}")
    chosen = np.zeros(len(index.codes), dtype=bool)
    chosen[list(_beneath(index, found) if deep else found)] = True
    return chosen


def plain(text: str) -> str:
    """A name without regard to capitals and spaces.

    >>> plain("  Workshop   DELIVERY ")
    'workshop delivery'
    """
    return " ".join(text.casefold().split())


def closest(word: str, known: Iterable[str], listed: Iterable[str] | None = None) -> str:
    """A remedy: of few good names all, of many the one that is close, else the first of those to be `listed`."""
    from difflib import get_close_matches

    names = sorted({name for name in known if name})
    if len(names) <= MOST_NAMES:
        return did_you_mean(word, names) if names else "there is none"
    by_plain = {plain(name): name for name in names}
    close = get_close_matches(plain(word), by_plain, n=1)
    first = list(names if listed is None else listed)[:MOST_NAMES]
    return f"write '{by_plain[close[0]]}'" if close else f"use one that is there, such as {', '.join(first)}"


def _fitting(index: Index, name: str, kind: str) -> set[int]:
    """The codes of this id, else of this name or path, of this kind; merged ones followed to where they went."""
    ids, names, kinds, into = _tables(index)
    wanted = plain(name)
    fitting = ids.get(wanted) or names.get(wanted) or set()
    return {into[n] for n in fitting if not kind or kinds[n] in ("", kind)}


def _tables(index: Index) -> tuple[dict[str, set[int]], dict[str, set[int]], list[str], list[int]]:
    codes = index.codes
    ids, names = defaultdict(set), defaultdict(set)
    place = {code: n for n, code in enumerate(codes["code"])}
    for n, (code, name) in enumerate(zip(codes["code"], codes["name"], strict=True)):
        ids[plain(code)].add(n)
        names[plain(name)].add(n)
        names[plain(PATH.join(path_of(index, n, place)))].add(n)
    into = [_followed(n, codes["into"].tolist(), place) for n in range(len(codes))]
    return ids, names, codes["kind"].tolist(), into


def path_of(index: Index, n: int, place: dict[str, int]) -> list[str]:
    """The names from the top down to a code; a tree that bites its tail ends where it does."""
    names, parents = index.codes["name"], index.codes["parent"]
    path: list[str] = []
    seen: set[int] = set()
    at: int | None = n
    while at is not None and at not in seen:
        seen.add(at)
        path.append(str(names.iat[at]))
        at = place.get(str(parents.iat[at]))
    return path[::-1]


def _followed(n: int, into: list[str], place: dict[str, int]) -> int:
    seen: set[int] = set()
    while into[n] in place and n not in seen:
        seen.add(n)
        n = place[into[n]]
    return n


def _beneath(index: Index, top: set[int]) -> set[int]:
    children = defaultdict(list)
    place = {code: n for n, code in enumerate(index.codes["code"])}
    for n, parent in enumerate(index.codes["parent"]):
        if parent in place:
            children[place[parent]].append(n)
    found, waiting = set(top), list(top)
    while waiting:
        new = [child for child in children[waiting.pop()] if child not in found]
        found.update(new)
        waiting += new
    return found


def _unknown(index: Index, named: Named, expression: str) -> InputError:
    name = named.name.text
    of_kind = index.codes[index.codes["kind"].isin(["", named.kind])] if named.kind else index.codes
    wording = f"{named.kind or 'code'} '{name}'"
    if named.kind and _fitting(index, name, ""):
        kind = " or ".join(sorted({str(index.codes["kind"].iat[n]) for n in _fitting(index, name, "")}))
        return wrong(expression, named.name.at, f"'{name}' is no {named.kind}, but a {kind}", f"write {kind} before it")
    quoted = f'"{name}' if f"{plain(name)} " in " ".join(map(plain, of_kind["name"])) else ""
    if quoted and named.name.kind == "word":
        remedy = "put a name of several words between quotation marks"
        return wrong(expression, named.name.at, f"there is no {wording}", remedy)
    standing = of_kind[of_kind["into"] == ""]
    listed = standing["name" if " " in name else "code"]
    return wrong(
        expression, named.name.at, f"there is no {wording}", closest(name, [*listed, *standing["name"]], listed)
    )
