"""What git's history still holds of words that were taken out, and how a person removes it."""

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sixphase.study.paths import StudyPaths, root, shown
from sixphase.transcription.kept_out import holds
from sixphase.transcription.redaction import Find

MOST_BYTES = 2_000_000_000  # of one study's old versions; what is beyond is told, not looked at
MOST_COMMITS = 20
LIST = "old_versions.txt"

Look = Callable[[str, bytes], bool]  # a file's name in git and its bytes: whether the words stand there


@dataclass(frozen=True)
class Held:
    """Old versions of files (by git's name of their content) that hold the words, and the commits that brought them."""

    versions: tuple[tuple[str, str], ...] = ()  # git's name, the file's name
    commits: tuple[str, ...] = ()  # short name and day
    not_looked_at: int = 0

    def lines(self, study: str) -> list[str]:
        """What a person is told."""
        unseen = [f"{self.not_looked_at:,} old versions were too large to look at."] if self.not_looked_at else []
        if not self.versions:
            return ["Git's history does not hold the words.", *unseen] if _is_kept() else unseen
        files = dict.fromkeys(name for _, name in self.versions)
        place = shown(list_path(study))
        return [
            f"Git's history still holds the words, in {len(self.versions):,} old versions of:",
            *(f"  {name}" for name in files),
            f"brought by the commits {', '.join(self.commits)}" if self.commits else "in no commit that has a name",
            *unseen,
            "To remove them (docs/withdrawing.md says more): commit what was changed now, copy the folder, and then",
            f"  git filter-repo --force --strip-blobs-with-ids {place}",
            "and put the new history in the place of the old one wherever a copy of it is: on servers, on others'",
            "computers, in backups. This program changes no history.",
        ]


def list_path(study: str) -> Path:
    """Where git's names of the old versions are written, without any words."""
    return StudyPaths(study).raw / "private" / LIST


def held_by_git(study: str, look: Look) -> Held:
    """Every version of a file in git, on any branch and in the record of moves, that holds the words.

    The words are never given to git, so that no list of processes shows them.
    """
    seen = [(blob, name) for blob, name in _versions() if _belongs(name, study)]
    sizes = dict(zip([blob for blob, _ in seen], _sizes([blob for blob, _ in seen]), strict=True))
    found, left, total = [], 0, 0
    for blob, name in seen:
        total += sizes[blob]
        if total > MOST_BYTES:
            left, total = left + 1, total - sizes[blob]
        elif sizes[blob] and look(name, _git("cat-file", "blob", blob)):
            found.append((blob, name))
    return Held(tuple(found), _commits([blob for blob, _ in found]), left)


def look_for(find: Find, of_a_row: Look | None = None) -> Look:
    """A look for words, and for rows of a form in the tables of a study."""
    return lambda name, data: (of_a_row is not None and of_a_row(name, data)) or holds(data, find)


def _belongs(name: str, study: str) -> bool:
    """The study's own files, the notebooks and the reports; and nothing of other studies or of the program."""
    return name.startswith((f"data_raw/{study}/", f"data_processed/{study}/", "notebooks/", "reports/"))


def _versions() -> Iterator[tuple[str, str]]:
    out = _git("rev-list", "--all", "--reflog", "--objects")
    seen = set()
    for line in out.decode("utf-8", "surrogateescape").splitlines():
        blob, _, name = line.partition(" ")
        if name and blob not in seen:
            seen.add(blob)
            yield blob, name


def _sizes(blobs: list[str]) -> list[int]:
    """The size of each; folders count nothing."""
    asked = "".join(f"{blob}\n" for blob in blobs).encode()
    lines = _git("cat-file", "--batch-check=%(objecttype) %(objectsize)", given=asked).decode().splitlines()
    return [int(size) if kind == "blob" else 0 for kind, size in (line.split(" ", 1) for line in lines)]


def _commits(blobs: list[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for blob in blobs:
        out = _git("log", "--all", "--reflog", "--format=%h of %as", "--diff-filter=AM", f"--find-object={blob}")
        found |= dict.fromkeys(out.decode().splitlines())
        if len(found) > MOST_COMMITS:
            return (*list(found)[:MOST_COMMITS], "and more")
    return tuple(found)


def _is_kept() -> bool:
    return bool(_git("rev-parse", "--git-dir"))


def _git(*arguments: str, given: bytes | None = None) -> bytes:
    """What git answers; nothing where there is no git, or nothing that it keeps."""
    try:
        done = subprocess.run(["git", "-C", str(root()), *arguments], input=given, capture_output=True, check=False)
    except FileNotFoundError:
        return b""
    return done.stdout if done.returncode == 0 else b""
