"""What git's history still holds is named, with what removes it, and nothing of it is changed."""

import subprocess

import pytest
from coding.withdrawing.planted import SECRET

from sixphase.coding.withdrawing.commands import redact_command, withdraw_command

NAMES = ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM")


@pytest.fixture
def git(study, monkeypatch):
    """The project under git, with two commits; the second has the form's words in the author's text too."""
    top = study.parents[1]
    for name in NAMES:
        monkeypatch.setenv(name, "/dev/null")
    for kind in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{kind}_NAME", "t")
        monkeypatch.setenv(f"GIT_{kind}_EMAIL", "t@example.org")
        monkeypatch.setenv(f"GIT_{kind}_DATE", "2026-11-20T12:00:00Z")

    def call(*arguments):
        done = subprocess.run(["git", *arguments], cwd=top, capture_output=True, text=True, check=True)
        return done.stdout

    (top / ".gitignore").write_text("/data_raw/*/private/\n/data_processed/\n/reports/\n/*.csv\n")
    call("init", "-q", "-b", "main")
    call("add", ".")
    call("commit", "-qm", "one")
    (study / "text").mkdir()
    (study / "text" / "a.md").write_text(f"As one said: {SECRET}")
    call("add", ".")
    call("commit", "-qm", "two")
    (study / "text" / "a.md").write_text("As one said.")
    return call


def test_old_versions_and_their_commits_are_named_without_words(study, git):
    head = git("rev-parse", "HEAD")
    lines = withdraw_command("kind", "7", yes=True, day="2026-11-23")
    told = "\n".join(lines)
    one, two = git("log", "--format=%h", "--reverse").split()
    for name in ("answers.csv", "forms.csv", "history.jsonl", "journals/anna.jsonl", "journals/ben.jsonl", "text/a.md"):
        assert f"  data_raw/kind/{name}" in lines
    assert f"{one} of 2026-11-20" in told and f"{two} of 2026-11-20" in told and "lighthouse" not in told
    assert "study.yml" not in told and git("rev-parse", "HEAD") == head
    listed = (study / "private" / "old_versions.txt").read_text().split()
    held = [
        git("rev-parse", f"HEAD:data_raw/kind/{name}").strip() for name in ("answers.csv", "text/a.md", "study.yml")
    ]
    assert set(held[:2]) <= set(listed) and held[2] not in listed
    assert "--strip-blobs-with-ids data_raw/kind/private/old_versions.txt" in told


def test_words_that_history_never_held_are_told_as_such(study, git):
    redact_command("kind", ["Zebedee"], yes=True)
    assert "Git's history does not hold the words." in redact_command("kind", ["never written"])


def test_an_old_branch_and_a_stash_are_looked_at(study, git):
    (study / "text" / "b.md").write_text("the word quokka, for a while")
    git("add", ".")
    git("stash", "-q")
    git("checkout", "-qb", "other")
    (study / "text" / "c.md").write_text("another quokka")
    git("add", ".")
    git("commit", "-qm", "three")
    git("checkout", "-q", "main")
    lines = redact_command("kind", ["quokka"])
    assert {"  data_raw/kind/text/b.md", "  data_raw/kind/text/c.md"} <= set(lines)
    assert "Nothing was changed" in lines[-1]


def test_without_git_nothing_is_said_of_it(study):
    assert not any("git" in line.lower() for line in redact_command("kind", ["Zebedee"]))
