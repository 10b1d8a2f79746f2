"""That git holds nothing private: a check for people, and for git before it commits."""

import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sixphase.study.problem import InputError, Problem, raise_some, refuse
from sixphase.study.yamlfile import read_yaml
from sixphase.transcription.names.decisions import read_decisions, words_of
from sixphase.transcription.names.english import is_common, plain
from sixphase.transcription.names.key import read_key
from sixphase.transcription.names.leaks import leaks_in
from sixphase.transcription.names.lists import KIND_OF, NamesFile, read_lists
from sixphase.transcription.names.searching import Search

STUDY_PLACES = ("data_raw", "notebooks", "reports")  # here single names are looked for too
PROGRAM = ("src", "tests", "benchmarks")  # the program's own: its invented numbers may stand on a study's list too
# What `import` and `sheet` are given: in the top folder it should be ignored by git.
OF_PEOPLE = frozenset([".xlsx", ".ods", ".xls", ".docx", ".odt", ".csv", ".tsv", ".txt", ".jsonl"])
HOOK = """#!/bin/sh
# Refuses a commit that holds anything private; written by 'sixphase check --hook'.
top=$(git rev-parse --show-toplevel) || exit 1
for program in "$top/.venv/bin/sixphase" "$top/.venv/Scripts/sixphase.exe"; do
  [ -x "$program" ] && { cd "$top" && exec "$program" check --staged; }
done
command -v sixphase >/dev/null && { cd "$top" && exec sixphase check --staged; }
echo "sixphase is not installed here, so nothing was checked: run 'make' once, or commit with --no-verify" >&2
exit 1
"""


def check_repository(root: Path, staged: bool = False) -> list[Problem]:
    """What git holds and must not: files of a private folder, and identifiers of any study in any file.

    Identifiers are the original words in each study's key and the names on its lists. Not looked for are: single
    common English words ('Hope'), words that somebody decided to keep, words under `public` in `names.yml`, and the
    authors in `study.yml`. Single names are looked for in what belongs to studies (data_raw, notebooks, reports);
    everything else in every file but the program's own (src, tests, benchmarks), which nobody writes answers into and
    whose invented names and numbers may be somebody's; of a simulated study, all only there. An identifier is never
    told, only its replacement or its list. Spreadsheets, documents and texts in the top folder that git would take are
    told too, whatever is in them.

    Parameters
    ----------
    root
        The project's top folder.
    staged
        Look at what is about to be committed, as git holds it, and not at all tracked files.

    Returns
    -------
    list of Problem
        Empty when all is well, and where there is no git.
    """
    names = _names(root, staged)
    problems = [] if staged else _in_the_open(root)
    problems += [
        Problem("git holds a file of a private folder", Path(name), "", f"take it out: git rm --cached '{name}'")
        for name in names
        if "private" in Path(name).parts[:-1]
    ]
    try:
        sought, single = identifiers(root)
    except InputError as error:
        return problems + list(error.problems)
    if not sought and not single:
        return problems
    everywhere, of_studies = Search(sought, whole=True), Search({**sought, **single}, whole=True)
    remedy = (
        "take it out (import the answers again; 'sixphase redact' takes it out of journals and memos; in other files "
        "write it anew), or name it under 'public' in names.yml if anybody may read it"
    )
    looked_at = [n for n in names if "private" not in Path(n).parts[:-1] and Path(n).parts[0] not in PROGRAM]
    for name, data in _contents(root, looked_at, staged):
        search = of_studies if Path(name).parts[0] in STUDY_PLACES else everywhere
        for leak in leaks_in(Path(name), data, search):
            place = ", ".join(filter(None, [leak.inside, f"row {leak.row}" if leak.row else ""]))
            problems.append(Problem(f"the original of {leak.label} stands here", Path(name), place, remedy))
    return problems


def check_for_people(root: Path, staged: bool = False, hook: bool = False) -> str:
    """What `sixphase check` prints when all is well; with `hook`, git is told to ask before every commit.

    Raises
    ------
    InputError
        With everything that git must not hold.
    """
    raise_some(check_repository(root, staged))
    said = "Nothing private is about to be committed." if staged else "Git holds nothing private."
    return f"{said}\n{offer_hook(root)}" if hook else said


def identifiers(root: Path) -> tuple[dict[str, str], dict[str, str]]:
    """All originals of all studies with what is told in their place: those looked for everywhere, and single names."""
    sought: dict[str, str] = {}
    single: dict[str, str] = {}
    for private in sorted(root.glob("data_raw/*/private")):
        allowed, public = _allowed(private)
        # The invented people of a simulated study stand in the program that invents them.
        everywhere = single if _settings(private.parent / "study.yml").get("simulated") is True else sought
        for form, label in _originals(private):
            words = words_of(form)
            if len(form) < 3 or not words or words in allowed or plain(form) in public:
                continue
            if len(words) > 1 or not words[0].isalpha():
                if not all(is_common(word) for word in words) or any(c.isdigit() for c in form):
                    everywhere.setdefault(form, label)
            elif not is_common(words[0]) and words[0] not in public:
                single.setdefault(form, label)
    return sought, single


def _originals(private: Path) -> Iterator[tuple[str, str]]:
    study = private.parent.name
    key, _ = read_key(private / "key.jsonl")
    for entry in key.entries:
        yield entry.form, f"{entry.mark} of the study {study}"
    path = private / "names.yml"
    if path.is_file():
        read_lists(path)  # tells every mistake
        given = NamesFile.model_validate(read_yaml(path) or {})
        for name in KIND_OF:
            for number, listed in enumerate(getattr(given, name), 1):
                for form in (listed.name, *listed.aliases):
                    yield form, f"entry {number} under '{name}' in the names of the study {study}"


def _allowed(private: Path) -> tuple[set[tuple[str, ...]], set[str]]:
    """What may stand in files: passages that somebody decided to keep, and the single words that are public."""
    lists = private / "names.yml"
    given = NamesFile.model_validate(read_yaml(lists) or {}) if lists.is_file() else NamesFile()
    public = {*given.public, *_authors(private.parent / "study.yml")}
    decisions, _ = read_decisions(private / "decisions.jsonl")
    undone = {d.of for d in decisions if d.act == "undo"}
    kept = {words_of(d.word) for d in decisions if d.act in ("keep", "never") and d.n not in undone}
    words = {word for name in public for word in words_of(name)}
    return kept | {words_of(name) for name in public}, words | {plain(name) for name in public}


def _authors(settings: Path) -> list[str]:
    """Who wrote the paper."""
    try:
        return [str(author["name"]) for author in _settings(settings)["paper"].get("authors", ())]
    except (KeyError, TypeError, AttributeError):
        return []


def _settings(path: Path) -> dict[str, Any]:
    """The settings as they stand; a mistake in them is told where the study itself is checked."""
    try:
        settings = read_yaml(path)
    except InputError:
        return {}
    return settings if isinstance(settings, dict) else {}


def offer_hook(root: Path) -> str:
    """Have git ask `sixphase check` before every commit; says what was done.

    Raises
    ------
    InputError
        When there is no git here, or it asks another program already.
    """
    answer = _git(root, "rev-parse", "--git-path", "hooks")
    if answer is None:
        raise refuse("this folder is not kept by git", remedy="run 'git init' first, or work in a clone")
    path = root / answer.decode().strip() / "pre-commit"
    if path.exists() and path.read_text(encoding="utf-8", errors="replace") != HOOK:
        remedy = "add this line to it: .venv/bin/sixphase check --staged || exit 1"
        raise refuse("git asks another program before a commit already", path, remedy=remedy)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HOOK, encoding="utf-8", newline="\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    return "From now on git looks for private data before every commit."


def _in_the_open(root: Path) -> list[Problem]:
    """Files in the top folder that may hold answers, and that the next 'git add' would take."""
    out = _git(root, "ls-files", "--others", "--exclude-standard", "-z") or b""
    names = [name for name in out.decode("utf-8", "surrogateescape").split("\0") if name and "/" not in name]
    remedy = "move it out of the project, or into the study's private folder"
    return [
        Problem("git would take this file, which may hold participants' words", Path(name), "", remedy)
        for name in sorted(names)
        if Path(name).suffix.lower() in OF_PEOPLE
    ]


def _names(root: Path, staged: bool) -> list[str]:
    changed = ("diff", "--cached", "--name-only", "--diff-filter=ACMRT", "-z")
    out = _git(root, *changed) if staged else _git(root, "ls-files", "-z")
    names = (out or b"").decode("utf-8", "surrogateescape").split("\0")
    return sorted(filter(None, names))


def _contents(root: Path, names: list[str], staged: bool) -> Iterator[tuple[str, bytes]]:
    """Each file's bytes: as git would commit them, or as they lie in the folder."""
    if not staged:
        for name in names:
            if (root / name).is_file():
                yield name, (root / name).read_bytes()
        return
    asked = "".join(f":{name}\n" for name in names if "\n" not in name).encode("utf-8", "surrogateescape")
    out, at = _git(root, "cat-file", "--batch", given=asked) or b"", 0
    for name in (n for n in names if "\n" not in n):
        head, at = out[at : out.index(b"\n", at)], out.index(b"\n", at) + 1
        if head.endswith(b" missing"):
            continue
        size = int(head.rsplit(b" ", 1)[1])
        yield name, out[at : at + size]
        at += size + 1


def _git(root: Path, *arguments: str, given: bytes | None = None) -> bytes | None:
    """What git answers; None where there is no git, or nothing that it keeps."""
    try:
        done = subprocess.run(["git", "-C", str(root), *arguments], input=given, capture_output=True, check=False)
    except FileNotFoundError:
        return None
    return done.stdout if done.returncode == 0 else None
