"""The check of what git holds, and its hook."""

import subprocess
import zipfile
from pathlib import Path

import pytest

from sixphase.study.problem import InputError
from sixphase.transcription.names.decisions import Decision, write_decisions
from sixphase.transcription.names.key import KeyEntry, write_key
from sixphase.transcription.names.repository import HOOK, check_for_people, check_repository, offer_hook

STUDY = """title: T
paper:
  title: T
  authors: [{name: Ada Quillfeather}]
"""
NAMES = "staff: [Sarah Thistlewood, Hope Wren, Ada Quillfeather]\npublic: [Netherfield]\nplaces: [Netherfield Lodge]\n"
KEY = [
    KeyEntry("[PHONE 1]", "07700900123", "07700 900 123"),
    KeyEntry("[NAME 7]", "word: blenkinsop", "Blenkinsop"),
    KeyEntry("[NAME 8]", "word: mark", "Mark"),
    KeyEntry("[NAME 9]", "word: zoë", "Zoë O’Neill"),
    KeyEntry("[NAME 10]", "word: yuki", "Yuki"),
]


def git(root: Path, *arguments: str) -> None:
    me = ("-c", "user.name=A Person", "-c", "user.email=a@b.c")
    subprocess.run(["git", "-C", str(root), *me, *arguments], check=True, capture_output=True)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    private = tmp_path / "data_raw" / "mine" / "private"
    private.mkdir(parents=True)
    (private / "names.yml").write_text(NAMES, encoding="utf-8")
    write_key(private / "key.jsonl", KEY)
    write_decisions(private / "decisions.jsonl", [Decision(1, "never", "Yuki")])
    (private.parent / "study.yml").write_text(STUDY, encoding="utf-8")
    (tmp_path / ".gitignore").write_text("private/\n", encoding="utf-8")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    return tmp_path


def told(root: Path, staged: bool = False) -> list[tuple[str, str]]:
    return [(str(p.file), p.what) for p in check_repository(root, staged)]


def test_a_clean_repository(root):
    assert told(root) == [] == told(root, staged=True)


def test_a_private_file_that_git_holds(root):
    git(root, "add", "-f", "data_raw/mine/private/key.jsonl")
    expected = [("data_raw/mine/private/key.jsonl", "git holds a file of a private folder")]
    assert told(root) == expected == told(root, staged=True)


LEAKING = [
    ("data_raw/mine/answers.csv", "id,text\n1,thanks to blenkinsop’s team\n", "[NAME 7] of the study mine"),
    ("notebooks/a.ipynb", '{"text": "Zo\\u00eb O\\u2019Neill"}', "[NAME 9] of the study mine"),
    ("docs/x.md", "ring +44 7700-900-123", "[PHONE 1] of the study mine"),
    ("README.md", "Sarah\nThistlewood", "entry 1 under 'staff' in the names of the study mine"),
]
FINE = [
    ("data_raw/mine/answers.csv", "Mark my words, Mark, with hope and Hope; Yuki stayed; at Netherfield\n"),
    ("reports/references.bib", "Ada Quillfeather"),
    ("src/words.txt", "blenkinsop"),
    ("src/a.py", "Sarah Thistlewood"),
    ("tests/test_phones.py", "07700 900 123"),
    ("docs/x.md", "Blenkinsopp, 07700 900 124, unsarah thistlewoods"),
]


@pytest.mark.parametrize(("name", "text", "label"), LEAKING)
def test_identifiers_in_tracked_files(root, name, text, label):
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    assert told(root) == []
    git(root, "add", name)
    assert told(root) == [(name, f"the original of {label} stands here")] == told(root, staged=True)


@pytest.mark.parametrize(("name", "text"), FINE)
def test_what_may_stand_in_files(root, name, text):
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    git(root, "add", name)
    assert told(root) == []


def test_the_people_of_a_simulated_study_may_stand_in_the_program(root):
    (root / "docs").mkdir()
    (root / "docs" / "a.md").write_text("Sarah Thistlewood", encoding="utf-8")
    git(root, "add", "docs")
    assert len(told(root)) == 1
    settings = root / "data_raw" / "mine" / "study.yml"
    settings.write_text("simulated: true\n" + settings.read_text(encoding="utf-8"), encoding="utf-8")
    assert told(root) == []
    (root / "data_raw" / "mine" / "answers.csv").write_text("Sarah Thistlewood", encoding="utf-8")
    git(root, "add", ".")
    assert [name for name, _ in told(root)] == ["data_raw/mine/answers.csv"]


@pytest.mark.parametrize("name", ["answers.xlsx", "Anna.ODS", "typed.csv", "decided.jsonl"])
def test_a_file_of_answers_in_the_top_folder_that_git_would_take(root, name):
    (root / name).write_bytes(b"words")
    (root / "docs").mkdir()
    (root / "docs" / name).write_bytes(b"words")
    (root / "notes.md").write_bytes(b"words")
    assert told(root) == [(name, "git would take this file, which may hold participants' words")]
    (root / ".gitignore").write_text(f"private/\n/{name}\n", encoding="utf-8")
    assert told(root) == []


def test_what_is_staged_counts_and_not_what_lies_in_the_folder(root):
    path = root / "a.txt"
    path.write_text("Sarah Thistlewood", encoding="utf-8")
    git(root, "add", "a.txt")
    path.write_text("nobody", encoding="utf-8")
    assert len(told(root, staged=True)) == 1 and told(root) == []


def test_inside_a_packed_document(root):
    with zipfile.ZipFile(root / "a.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<w:t>Sarah Thist</w:t><w:t>lewood</w:t>")
    git(root, "add", "a.docx")
    (problem,) = check_repository(root)
    assert problem.place.startswith("word/document.xml") and "Sarah" not in str(problem)


def test_what_the_command_says(root):
    assert check_for_people(root) == "Git holds nothing private."
    assert "before every commit" in check_for_people(root, staged=True, hook=True)
    git(root, "add", "-f", "data_raw/mine/private/key.jsonl")
    with pytest.raises(InputError, match="git rm --cached"):
        check_for_people(root)


def test_no_git_is_no_problem(tmp_path):
    assert check_repository(tmp_path) == []


def test_the_hook_is_offered_and_never_replaces_another(root):
    offer_hook(root)
    hook = root / ".git" / "hooks" / "pre-commit"
    assert hook.read_text(encoding="utf-8") == HOOK and hook.stat().st_mode & 0o111
    offer_hook(root)
    hook.write_text("#!/bin/sh\nmake lint\n", encoding="utf-8")
    with pytest.raises(InputError, match="another program"):
        offer_hook(root)
    assert "make lint" in hook.read_text(encoding="utf-8")


@pytest.mark.parametrize("answer", [0, 1])
def test_git_asks_the_hook(root, answer):
    program = root / ".venv" / "bin" / "sixphase"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\n[ "$1 $2" = "check --staged" ] && exit {answer}\nexit 9\n', encoding="utf-8")
    program.chmod(0o755)
    offer_hook(root)
    done = subprocess.run(
        ["git", "-C", str(root), "-c", "user.name=A", "-c", "user.email=a@b.c", "commit", "-qm", "x"],
        capture_output=True,
    )
    assert (done.returncode != 0) == bool(answer), done.stderr
