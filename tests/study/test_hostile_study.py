"""Someone else's study folder is data: nothing in it runs, leads outside of it, or grows without end."""

import os
import time

import pytest
import yaml

from sixphase.pipeline.checks import check_study
from sixphase.study.codebook import Codebook
from sixphase.study.paths import root, studies
from sixphase.study.problem import InputError
from sixphase.study.settings import read_study

SETTINGS = """title: The garden
approach: codebook
seed: 7
answers:
  file: answers.csv
  columns: {answer_id: id, text: text}
paper:
  title: The garden
"""


@pytest.fixture
def garden(tmp_path, monkeypatch):
    """A study of one answer in a project of its own, with somebody's secret beside it."""
    folder = tmp_path / "project" / "data_raw" / "garden"
    (folder / "text").mkdir(parents=True)
    (folder / "private").mkdir()
    (folder / "private" / "typed.csv").write_text("id,text\n1,Ada cried\n", encoding="utf-8")
    (folder / "study.yml").write_text(SETTINGS, encoding="utf-8")
    (folder / "answers.csv").write_text("id,text\n1,Quiet\n", encoding="utf-8")
    (tmp_path / "secret.csv").write_text("id,text\n1,SECRET\n", encoding="utf-8")
    monkeypatch.setenv("SIXPHASE_ROOT", str(tmp_path / "project"))
    root.cache_clear()
    read_study.cache_clear()
    return folder


def test_the_study_itself_is_well(garden):
    check_study("garden")


@pytest.mark.parametrize(
    "name",
    [
        "../../../secret.csv",
        "/etc/passwd",
        "private/typed.csv",
        "text/../private/typed.csv",
        "./../garden/../../../secret.csv",
        '"answers.csv\\0"',
        "x" * 5_000,
    ],
)
def test_answers_come_from_the_folder(garden, name):
    (garden / "study.yml").write_text(SETTINGS.replace("answers.csv", name), encoding="utf-8")
    with pytest.raises(InputError, match="is not a file of the study's folder"):
        check_study("garden")


@pytest.mark.parametrize("target", ["/etc/passwd", "../../../secret.csv", "private/typed.csv"])
@pytest.mark.parametrize(
    "link", ["answers.csv", "codebook.yml", "text/abstract.md", "journals/anna.jsonl", "study.yml"]
)
def test_a_link_leads_nowhere_else(garden, link, target):
    path = garden / link
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    path.symlink_to(target if target.startswith("/") else garden / target)
    with pytest.raises(InputError) as caught:
        check_study("garden")
    assert "a link to a file that does not belong to the study" in str(caught.value)
    assert link in str(caught.value)


def test_a_folder_is_no_way_out_either(garden):
    (garden / "journals").symlink_to(garden.parents[2])
    with pytest.raises(InputError, match="a link to a file that does not belong"):
        check_study("garden")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such pipes on this system")
@pytest.mark.parametrize("name", ["answers.csv", "text/abstract.md", "journals/anna.jsonl", "codebook.yml", "any"])
def test_what_is_no_file_is_not_read(garden, name):
    path = garden / name
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    with pytest.raises(InputError, match=f"this is no file, but a pipe or a device: '{name}'"):
        check_study("garden")


@pytest.mark.parametrize("name", ["text/abstract.md", "journals/anna.jsonl", "names.csv"])
def test_a_folder_with_the_name_of_a_file_is_told(garden, name):
    (garden / name).mkdir(parents=True)
    with pytest.raises(InputError, match=f"this is a folder with the name of a file: '{name}'"):
        check_study("garden")


def test_links_inside_a_study_and_of_its_whole_folder_are_no_harm(garden, tmp_path):
    (garden / "text" / "data.md").write_text("Who was asked.", encoding="utf-8")
    (garden / "text" / "limits.md").symlink_to("data.md")
    check_study("garden")
    elsewhere = garden.rename(tmp_path / "shared_drive")
    garden.symlink_to(elsewhere)
    read_study.cache_clear()
    check_study("garden")


BESIDE = {
    "a text for a count": ("names.csv", "kind,count\nNAME,many\n", "row 2: 'many' is no count"),
    "a count below nought": ("names.csv", "kind,count\nNAME,-5\n", "row 2: '-5' is no count"),
    "a count beyond all": ("names.csv", "kind,count\nNAME," + "9" * 400 + "\n", "row 2: '999"),
    "a quotation mark left open": ("names.csv", 'kind,count\n"NAME,1\n', "row 2: this row cannot be read"),
    "other columns": ("names.csv", "a,b\n1,2\n", "the column 'kind' is missing"),
    "UTF-16": ("names.csv", "kind,count\nNAME,1\n".encode("utf-16"), "looks like UTF-16"),
    "a rate of typing": (
        "entry.csv",
        "field,typist,measure,count,of,per_1000,low,high\nall,first,x,1,2,inf,0.5,1\n",
        "row 2, column per_1000: 'inf' is no number",
    ),
    "people of a session": ("sessions.csv", "session_date,attended\n2024-03-14,-4\n", "'-4' is no number of people"),
    "a coder": ("assignments.csv", "batch,answer_id,coder\nb,1,../x\n", "'../x' is no name of a coder"),
}


@pytest.mark.parametrize(("file", "content", "told"), BESIDE.values(), ids=BESIDE)
def test_the_tables_beside_the_answers_are_read_before_anything_runs(garden, file, content, told):
    (garden / file).write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(InputError) as caught:
        check_study("garden")
    assert file in str(caught.value)
    assert told in str(caught.value)


def test_a_codebook_of_very_many_codes_is_read(garden):
    codes = "".join(f"- {{id: k{n}, name: n{n}}}\n" for n in range(15_000))
    (garden / "codebook.yml").write_text("codes:\n" + codes, encoding="utf-8")
    held = yaml.load((garden / "codebook.yml").read_bytes(), Loader=yaml.CSafeLoader)
    began = time.process_time()
    assert len(Codebook.model_validate(held).codes) == 15_000
    assert time.process_time() - began < 2  # each id held against each other takes longer


NAMES = ['"; import os #', "$(touch x)", "a b", "-rf", "a'b", "a\nb", "a:b", "{{< include x >}}", "<b>", "a.b", "..."]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_could_be_taken_for_more_is_refused(garden, name):
    garden.rename(garden.with_name(name))
    assert name in studies()
    with pytest.raises(InputError, match="no name for a study"):
        read_study(name)


@pytest.mark.parametrize("name", ["../garden", "garden/../garden", "/etc", "", ".", "data_raw/garden"])
def test_a_study_is_named_not_pathed(garden, name):
    with pytest.raises(InputError, match="there is no study called"):
        read_study(name)


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(9)
)
YAML = {
    "object": ("!!python/object/apply:os.system ['touch pwned']\n", "not valid YAML"),
    "object in a value": (
        SETTINGS.replace("The garden", "!!python/object/new:os.system [touch pwned]"),
        "not valid YAML",
    ),
    "name": (SETTINGS.replace("seed: 7", "seed: !!python/name:os.system"), "not valid YAML"),
    "laughs": (BOMB, "an alias"),
    "alias": (SETTINGS.replace("seed: 7", "seed: &n 7\nother: *n"), "an alias"),
    "merge": ("base: &b {seed: 7}\n<<: *b\n", "an alias"),
    "deep": ("[" * 100_000, "nested too deeply"),
    "deep mapping": ("{a: " * 50_000, "nested too deeply"),
    "large": ("title: " + "x" * 3_000_000, "larger than"),
    "binary": ("title: !!binary aGVsbG8=\n", ""),
    "control": ("title: \x00\n", "not valid YAML"),
    "two documents": (SETTINGS + "---\ntitle: x\n", "not valid YAML"),
    "key twice": (SETTINGS + "seed: 8\n", "stands twice"),
    "key of a list": ("? [a, b]\n: 1\n", "a key must be one word"),
    "large number": (SETTINGS.replace("seed: 7", "seed: " + "9" * 5_000), ""),
}


@pytest.mark.parametrize("file", ["study.yml", "codebook.yml"])
@pytest.mark.parametrize(("text", "told"), YAML.values(), ids=YAML)
def test_yaml_is_only_data(garden, text, told, file, monkeypatch):
    monkeypatch.chdir(garden)
    (garden / file).write_text(text, encoding="utf-8")
    if file == "codebook.yml":
        more = SETTINGS.replace("text: text}", "text: text, theme: text, subtheme: text}")
        (garden / "study.yml").write_text(more, encoding="utf-8")
    began = time.process_time()
    with pytest.raises(InputError) as caught:
        check_study("garden")
    assert told in str(caught.value)
    assert time.process_time() - began < 20  # a bomb would not end at all
    assert not (garden / "pwned").exists()
