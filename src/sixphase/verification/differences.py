"""Two manifests held against each other: what is the same, different, missing or extra, and how the same it all is."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sixphase.verification.contents import differs
from sixphase.verification.manifest import Entry, Manifest, same_file

SAME, DIFFERENT, MISSING, EXTRA = "same", "different", "missing", "extra"
EVERY_BYTE = "every byte"
SAME_MEANING = "same values, tables and text"
NOT_THE_SAME = "not the same"
SETTINGS = ("seed", "python", "renderer", "platform", "parameters")
MAY_DIFFER = ("python", "renderer", "platform")  # where these differ, other bytes are to be expected
MOST_PACKAGES = 5


@dataclass(frozen=True)
class FileDifference:
    """A file that is not the recorded one; `same_meaning` when its values, numbers and words are the same."""

    name: str
    state: str
    same_meaning: bool = False
    how: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """Files held against a record: how many of each group are the same, and each that is not."""

    same: Mapping[str, int]
    differing: tuple[FileDifference, ...]

    @property
    def level(self) -> str:
        """How far the two are the same: 'every byte', 'same values, tables and text', or 'not the same'."""
        if not self.differing:
            return EVERY_BYTE
        return SAME_MEANING if all(each.same_meaning for each in self.differing) else NOT_THE_SAME


def compare_files(
    recorded: Mapping[str, Entry],
    found: Mapping[str, Entry],
    top: Path,
    contents: Mapping[str, Any],
    at_hand: Mapping[str, Path],
) -> Comparison:
    """Hold files against recorded ones.

    Parameters
    ----------
    recorded, found
        Entries by path from a project's top folder, of the record and of now.
    top
        The top folder under which the files of now are.
    contents
        What the record keeps of what is in its files, by path.
    at_hand
        Files that have the recorded bytes, by path; for showing what was there before.
    """
    differing = [FileDifference(name, MISSING) for name in recorded if name not in found]
    differing += [FileDifference(name, EXTRA) for name in found if name not in recorded]
    same: Counter[str] = Counter()
    for name, entry in found.items():
        if name not in recorded:
            continue
        if same_file(recorded[name], entry):
            same[group_of(name)] += 1
            continue
        how = differs(name, top / name, contents.get(name), (recorded[name], entry), at_hand.get(name))
        differing.append(FileDifference(name, DIFFERENT, how.same, tuple(how.how)))
    return Comparison(dict(same), tuple(sorted(differing, key=lambda each: (ORDER[group_of(each.name)], each.name))))


def compare_settings(recorded: Manifest, now: Manifest) -> dict[str, str]:
    """What else differs, as a sentence each: the seed, Python, the renderer, the system, versions of packages.

    >>> compare_settings({"seed": 1, "packages": {}}, {"seed": 2, "packages": {}})
    {'seed': 'the seed was 1, now 2'}
    """
    told = {"python": "Python", "platform": "the system"}
    lines = {
        key: f"{told.get(key, f'the {key}')} was {recorded[key]}, now {now[key]}"
        for key in SETTINGS
        if key in recorded and key in now and recorded[key] != now[key]
    }
    old, new = recorded["packages"], now["packages"]
    packages = [
        f"{name} was {old.get(name, 'not there')}, now {new.get(name, 'not there')}"
        for name in sorted({*old, *new})
        if old.get(name) != new.get(name)
    ]
    if packages:
        more = f" and {len(packages) - MOST_PACKAGES} more" if len(packages) > MOST_PACKAGES else ""
        lines["packages"] = f"versions in requirements.lock: {'; '.join(packages[:MOST_PACKAGES])}{more}"
    return lines


GROUPS = {
    "study": "the study's own files",
    "notebooks": "notebooks",
    "program": "the program",
    "settings": "the paper's parts and settings",
    "values": "values",
    "tables": "tables",
    "executed": "executed notebooks",
    "figures": "figures",
    "lists": "lists of figures and tables",
    "sources": "sources of the documents",
    "paper": "the finished documents",
}
ORDER = {name: number for number, name in enumerate(GROUPS)}


def group_of(name: str) -> str:
    """What a file is, in the words of `GROUPS`.

    >>> [group_of(n) for n in ("data_raw/a/answers.csv", "requirements.lock", "data_processed/a/03_coding/values.json")]
    ['study', 'settings', 'values']
    """
    first, *rest = name.split("/")
    if first != "data_processed":
        if first == "reports" and rest[0] not in ("parts", "fonts") and len(rest) > 1:
            return "paper"
        return {"data_raw": "study", "notebooks": "notebooks", "src": "program"}.get(first, "settings")
    inner = rest[1:]
    if inner[:1] in (["paper"], ["supplement"]):
        return "sources"
    if inner[:1] == ["notebooks"]:
        return "executed"
    if inner[-1:] == ["values.json"]:
        return "values"
    return inner[1] if len(inner) > 2 and inner[1] in ("tables", "figures") else "lists"
