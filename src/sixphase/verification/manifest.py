"""What a run used and made: every file with its sha256 and size, the versions, the seed and the parameters.

A manifest holds no clock, no host and no absolute path: the same study gives the same manifest everywhere.
The recorded one is a manifest with digests of what is in the files (`sixphase.verification.contents`), so that
a difference can be named later.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from sixphase.study.problem import refuse

FORMAT = 1
NAME = "manifest.json"
RECORD = "recorded_manifest.json"
PRIVATE = "private"
LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)(?: *; *([^\\\n]*[^\\\s]))?", re.M)
HELD: Mapping[str, type] = {"study": str, "seed": int, "python": str, "renderer": str, "parameters": dict}
DIGEST = re.compile(r"[0-9a-f]{64}")

Entry = dict[str, Any]  # sha256 and size; of a notebook that people wrote also 'written', without saved outputs
Manifest = dict[str, Any]


def digest(path: Path) -> str:
    """The sha256 of a file's bytes, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def entries(files: Mapping[str, Path], known: Mapping[str, str] | None = None) -> dict[str, Entry]:
    """Each file with its sha256 and its size in bytes, sorted by name.

    Parameters
    ----------
    files
        The files, by their path from the project's top folder.
    known
        The sha256 of some of them, where it was taken before, by the same names.

    Raises
    ------
    ValueError
        When one of them lies in a private folder: nothing of it may be described.
    """
    known = known or {}
    for name in files:
        if PRIVATE in PurePosixPath(name).parts:
            raise ValueError(f"{name} is private and must not be in a manifest")
    return {
        name: {"sha256": known.get(name) or digest(files[name]), "size": files[name].stat().st_size}
        for name in sorted(files)
    }


def same_file(one: Entry, other: Entry) -> bool:
    """Whether two entries say the same; for a notebook what is written in it counts, not outputs saved with it."""
    if "written" in one and "written" in other:
        return one["written"] == other["written"]
    return one["sha256"] == other["sha256"]


def locked_packages(lock: str) -> dict[str, str]:
    """The versions that `requirements.lock` names, by package; a condition stands behind the version.

    >>> locked_packages('numpy==2.1.0 \\\\\\n    --hash=sha256:00\\nappnope==0.1.4 ; sys_platform == "darwin" \\\\\\n')
    {'appnope': '0.1.4 ; sys_platform == "darwin"', 'numpy': '2.1.0'}
    """
    found: dict[str, list[str]] = {}
    for name, version, condition in LOCKED.findall(lock):
        found.setdefault(name, []).append(f"{version} ; {condition}" if condition else version)
    return {name: " | ".join(sorted(found[name])) for name in sorted(found)}


def read_manifest(path: Path) -> Manifest:
    """A manifest, or a recorded one, as it stands in a file.

    Raises
    ------
    InputError
        When the file is not one; it may come from anybody.
    """
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError):
        held = None
    if problem := _problem(held):
        raise refuse(f"this is not a manifest: {problem}", path, remedy="restore it from git, or record the study anew")
    return held


def _problem(held: Any) -> str:
    if not isinstance(held, dict):
        return "it cannot be read as JSON"
    if held.get("format") != FORMAT:
        return f"its format is not {FORMAT}"
    for key, kind in HELD.items():
        if not isinstance(held.get(key), kind):
            return f"'{key}' is missing or of the wrong kind"
    if not _is_texts(held.get("packages")) or not isinstance(held.get("contents", {}), dict):
        return "'packages' or 'contents' is of the wrong kind"
    for key in ("inputs", "outputs"):
        if not isinstance(held.get(key), dict) or not all(_is_file(*item) for item in held[key].items()):
            return f"'{key}' is missing, or names a file wrongly"
    return ""


def _is_texts(held: Any) -> bool:
    return isinstance(held, dict) and all(isinstance(value, str) for value in held.values())


def _is_file(name: str, entry: Any) -> bool:
    path = PurePosixPath(name)
    inside = not path.is_absolute() and ".." not in path.parts and "\\" not in name and ":" not in name
    inside = inside and PRIVATE not in path.parts
    return inside and isinstance(entry, dict) and bool(DIGEST.fullmatch(str(entry.get("sha256"))))
