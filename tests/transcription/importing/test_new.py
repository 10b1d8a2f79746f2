"""A new study is laid out whole, and valid as it stands."""

import pytest

from sixphase.study.problem import InputError
from sixphase.study.settings import BLANK, ILLEGIBLE, NOT_APPLICABLE, read_study
from sixphase.transcription.importing.commands import new_command
from sixphase.transcription.importing.new import HINTS, is_unwritten, new_study


def test_a_new_study_is_valid_and_has_its_places(project):
    made = {
        path.relative_to(project / "data_raw" / "kind").as_posix()
        for path in new_study("kind", 'A "kind" day: one\\two')
    }
    assert made == {"study.yml", "private/README.md", "private/.gitignore", *(f"text/{part}.md" for part in HINTS)}
    study = read_study("kind")
    assert study.title == study.paper.title == 'A "kind" day: one\\two'
    assert study.has_forms and not study.questions
    assert (study.transcripts.blank, study.transcripts.illegible) == (BLANK, ILLEGIBLE)
    assert study.transcripts.not_applicable == NOT_APPLICABLE


def test_every_place_for_words_says_that_it_is_not_written(project):
    new_study("kind")
    for text in (project / "data_raw" / "kind" / "text").iterdir():
        assert is_unwritten(text.read_text(encoding="utf-8"))


def test_git_is_told_to_leave_the_private_folder_alone(kind):
    assert (kind / "private" / ".gitignore").read_text() == "*\n"


@pytest.mark.parametrize("name", ["Kind", "1st", "a b", "../x", "a/b", "", "con", "a" * 41, "kind-2024", "käse"])
def test_names_that_make_no_folder_are_refused(project, name):
    with pytest.raises(InputError, match="no name for a study"):
        new_study(name)
    assert list((project / "data_raw").iterdir()) == []


def test_a_study_that_is_there_is_left_alone(kind):
    (kind / "study.yml").write_text("mine\n")
    with pytest.raises(InputError, match="already"):
        new_study("kind")
    assert (kind / "study.yml").read_text() == "mine\n"


def test_the_command_says_what_comes_next(project):
    assert any("sixphase import kind FILE" in line for line in new_command("kind"))
