"""`record` and `verify` on the published study: what was planted is found and named, and the status says so.

Most tests put a rebuilt study in place of a real rebuild, with one thing changed in it; one test rebuilds.
"""

import json
import os
import shutil
import subprocess
import sys

import pytest
from conftest import Project

from sixphase.cli import verifying
from sixphase.study.paths import root
from sixphase.study.problem import InputError
from sixphase.study.settings import read_study
from sixphase.verification.layout import as_text
from sixphase.verification.manifest import entries, read_manifest

pytestmark = pytest.mark.slow

STUDY = "cmt_published"
RAW, MADE, PAPER = f"data_raw/{STUDY}", f"data_processed/{STUDY}", f"reports/{STUDY}"
RECORD = f"{RAW}/recorded_manifest.json"
MOST_BYTES = 2_000  # of a record for each file that comes out, so that people can still look through it in git


def nothing(_folder):
    """Plant nothing."""


def command(project, what):
    """A command of this room in a process of its own, as the command line calls it."""
    code = f"from sixphase.cli import verifying as v\nprint(v.{what}('{STUDY}'))"
    environment = {"SIXPHASE_ROOT": str(project.top), "PYTHONPATH": str(project.top / "src"), "PATH": "/usr/bin:/bin"}
    return subprocess.run(
        [sys.executable, "-c", code], cwd=project.top, env=environment, capture_output=True, text=True
    )


@pytest.fixture(scope="module")
def recorded(built, tmp_path_factory):
    """A copy of the built project with a record of it."""
    project = Project(tmp_path_factory.mktemp("recorded") / "sixphase")
    shutil.copytree(built.top, project.top, symlinks=True)
    done = command(project, "record_command")
    assert done.returncode == 0, done.stderr
    assert "Recorded in data_raw/cmt_published/recorded_manifest.json" in done.stdout
    return project


@pytest.fixture
def project(recorded, tmp_path, monkeypatch):
    """A copy of it that a test may change, at work in this process."""
    top = tmp_path / "sixphase"
    shutil.copytree(recorded.top, top, symlinks=True)
    monkeypatch.setenv("SIXPHASE_ROOT", str(top))
    for known in (root, read_study):
        known.cache_clear()
    yield Project(top)
    for known in (root, read_study):
        known.cache_clear()


@pytest.fixture
def verify(recorded, monkeypatch):
    """Verify, with a rebuilt study that is the recorded one but for what `plant` does to its folder."""

    def verified(plant=nothing, **settings):
        def rebuilt(folder, study):
            assert not list(folder.rglob("private"))
            for place in (MADE, PAPER):
                shutil.copytree(recorded.path(place), folder / place)
            plant(folder)
            path = folder / MADE / "manifest.json"
            manifest = read_manifest(path)
            extra = [p.relative_to(folder).as_posix() for p in (folder / PAPER).iterdir() if p.is_file()]
            there = {name: folder / name for name in [*manifest["outputs"], *extra] if (folder / name).is_file()}
            path.write_text(as_text({**manifest, **settings, "outputs": entries(there)}), encoding="utf-8")
            return 0

        monkeypatch.setattr(verifying, "run_there", rebuilt)
        lines, status = verifying.verify_command(STUDY)
        return "\n".join(lines), status

    return verified


def changing(name, old, new):
    def plant(folder):
        path = folder / name
        raw = path.read_bytes()
        assert old in raw
        path.write_bytes(raw.replace(old, new, 1))

    return plant


def swap_rows(path, one, other):
    lines = path.read_bytes().split(b"\n")
    lines[one - 1], lines[other - 1] = lines[other - 1], lines[one - 1]
    path.write_bytes(b"\n".join(lines))


def test_the_record_names_everything_and_can_be_looked_through(recorded):
    record = read_manifest(recorded.path(RECORD))
    made = {name for name in recorded.outputs() if not name.endswith("/manifest.json")}
    assert set(record["outputs"]) == made
    for name in (f"{RAW}/excerpts.csv", f"{RAW}/text/background.md", "notebooks/03_coding.ipynb", "requirements.lock"):
        assert name in record["inputs"]
    assert RECORD not in record["inputs"]
    assert record["seed"] == 2601009
    assert recorded.path(RECORD).stat().st_size < MOST_BYTES * len(made)
    text = recorded.path(RECORD).read_text(encoding="utf-8")
    assert str(recorded.top) not in text
    assert "psychoeducation and tools modelled" not in text  # an answer


def test_a_record_makes_no_step_stale_and_stays_the_same(project):
    assert "would run" not in project.sixphase("status", STUDY).stdout
    before = project.path(RECORD).read_bytes()
    assert "holds this already" in command(project, "record_command").stdout
    assert project.path(RECORD).read_bytes() == before


def test_a_study_that_is_not_up_to_date_is_not_recorded(project):
    before = project.path(RECORD).read_bytes()
    project.change(f"{RAW}/study.yml", "seed: 2601009", "seed: 1")
    done = command(project, "record_command")
    assert "InputError" in done.stderr
    assert "not up to date" in done.stderr
    assert project.path(RECORD).read_bytes() == before


def test_the_manifest_stays_valid_when_nothing_is_to_be_done(project):
    path = project.path(f"{MADE}/manifest.json")
    good = path.read_bytes()
    for wrong in (None, b"{}", good.replace(b"2601009", b"1")):
        path.unlink() if wrong is None else path.write_bytes(wrong)
        assert "Nothing to do" in project.sixphase("run", STUDY).stdout
        assert path.read_bytes() == good
    durations = json.loads(project.path(f"{MADE}/.graph/durations.json").read_text(encoding="utf-8"))
    assert {"01_transcription_import", "paper_pdf"} <= set(durations)


def test_the_same_in_every_byte(project, verify):
    said, status = verify()
    assert status == 0, said
    assert "What goes in is as recorded" in said
    assert "Same in every byte" in said


def test_a_rebuild_in_a_clean_folder_is_the_same(project):
    (project.path(f"{RAW}/private")).mkdir()
    (project.path(f"{RAW}/private/key.csv")).write_text("name\n", encoding="utf-8")
    shutil.rmtree(project.path("data_processed"))
    shutil.rmtree(project.path(PAPER))
    done = command(project, "verify_command")
    assert "Same in every byte" in done.stdout, done.stdout + done.stderr
    assert done.stdout.strip().endswith(", 0)")
    assert not project.path("data_processed").exists()


OUTPUTS = [
    (f"{MADE}/03_coding/values.json", b'"text": "12"', b'"text": "13"', ["codebook.subthemes: was '12', now '13'"]),
    (f"{MADE}/02_familiarisation/tables/keyness.csv", b"2.196821579", b"2.196821679", ["row 2", "column z: was 2.196821579, now 2.196821679"]),
    (f"{MADE}/01_transcription_import/tables/answers.csv", b"tools modelled", b"tools modeled", ["row 2 ('E01'), column text", "modelled", "modeled"]),
    (f"{MADE}/notebooks/01_transcription_import.ipynb", b"<td>E03</td>", b"<td>E04</td>", ["cell 'read-answers': what it printed differs: was '<td>E03</td>', now '<td>E04</td>'"]),
    (f"{MADE}/04_theme_development/figures/theme_tree.png", b"IDAT", b"IDAU", ["the picture differs"]),
    (f"{PAPER}/paper.pdf", b"%PDF-1.7", b"%PDF-1.6", ["its bytes differ"]),
    (f"{PAPER}/paper.html", b"</h1>", b" again</h1>", ["paragraph", "again"]),
    (f"{PAPER}/paper.xml", b"</article-title>", b" again</article-title>", ["paragraph", "again"]),
    (f"{MADE}/paper/reports/staged/paper.qmd", b"answers", b"Answers", ["line", "Answers"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "how"), OUTPUTS)
def test_a_changed_output_is_named_with_its_place(project, verify, name, old, new, how):
    said, status = verify(changing(name, old, new))
    assert status == 1
    assert f"different {name}" in said
    for part in how:
        assert part in said
    assert said.count("different data_processed") + said.count("different reports") == 1


def test_rows_that_changed_places_are_named(project, verify):
    said, status = verify(lambda folder: swap_rows(folder / f"{MADE}/03_coding/tables/codings.csv", 5, 9))
    assert status == 1
    assert "rows 5 and 9 have changed places" in said


def test_without_results_at_hand_the_place_is_still_named(project, verify):
    shutil.rmtree(project.path("data_processed"))
    shutil.rmtree(project.path(PAPER))
    said, status = verify(changing(*OUTPUTS[2][:3]))
    assert status == 1
    assert "row 2 ('E01'), column text: now 'Having compassion" in said
    assert "lies in this folder" not in said


def test_a_file_that_is_missing_or_extra_is_named(project, verify):
    def plant(folder):
        (folder / f"{PAPER}/paper.docx").unlink()
        (folder / f"{PAPER}/new.txt").touch()

    said, status = verify(plant)
    assert status == 1
    assert f"missing   {PAPER}/paper.docx" in said
    assert f"extra     {PAPER}/new.txt" in said


def test_a_flipped_byte_of_an_input_is_named_first(project, verify):
    project.change(f"{RAW}/text/background.md", "t", "T")
    said, status = verify()
    assert status == 1
    first, second, third = said.splitlines()[:3]
    assert first == "What goes in is not as recorded:"
    assert second.split() == ["different", f"{RAW}/text/background.md"]
    assert third.strip().startswith("line ")
    assert said.endswith("in every byte. But what goes in is not as recorded.")


def test_swapped_rows_of_an_input_are_named_first(project, verify):
    swap_rows(project.path(f"{RAW}/excerpts.csv"), 4, 5)
    said, status = verify()
    assert status == 1
    assert said.splitlines()[2].strip() == "rows 4 and 5 have changed places"


def test_another_seed_is_named_first(project, verify):
    project.change(f"{RAW}/study.yml", "seed: 2601009", "seed: 2601010")
    said, status = verify(seed=2601010)
    assert status == 1
    head = said.split("\n\n")[0]
    assert "the seed was 2601009, now 2601010" in head
    assert f"different {RAW}/study.yml" in head


def test_a_new_and_a_dropped_input_are_named(project, verify):
    project.path(f"{RAW}/text/background.md").rename(project.path(f"{RAW}/text/more.md"))
    head = verify()[0].split("\n\n")[0]
    assert f"missing   {RAW}/text/background.md" in head
    assert f"extra     {RAW}/text/more.md" in head


def test_a_result_in_this_folder_that_was_changed_is_named(project, verify):
    project.change(f"{MADE}/03_coding/values.json", '"text": "12"', '"text": "13"')
    said, status = verify()
    assert status == 1
    assert "Same in every byte" not in said
    assert said.endswith("in every byte. But what lies in this folder is not as recorded.")
    assert "What lies in this folder is not what was recorded:" in said
    assert "codebook.subthemes: was '12', now '13'" in said


def test_a_result_that_is_gone_from_this_folder_or_was_put_there_is_named(project, verify):
    project.path(f"{PAPER}/paper.pdf").unlink()
    project.path(f"{MADE}/03_coding/tables/more.csv").write_text("a\n", encoding="utf-8")
    said, status = verify()
    assert status == 1
    assert f"missing   {PAPER}/paper.pdf" in said
    assert f"extra     {MADE}/03_coding/tables/more.csv" in said


FIGURE = changing(f"{MADE}/04_theme_development/figures/theme_tree.png", b"IDAT", b"IDAU")


@pytest.mark.parametrize(
    ("settings", "plant", "status", "told"),
    [
        ({"python": "3.99"}, nothing, 0, "Same in every byte"),
        ({"python": "3.99"}, FIGURE, 0, "Same values, tables and text; some bytes differ, as may be"),
        ({}, FIGURE, 1, "Same values, tables and text; some bytes differ, though nothing should differ"),
        ({"python": "3.99"}, changing(*OUTPUTS[0][:3]), 1, "Not the same"),
    ],
)
def test_another_python_is_named_and_the_level_that_holds(project, verify, settings, plant, status, told):
    said, got = verify(plant, **settings)
    assert got == status, said
    assert told in said
    assert ("now 3.99" in said) is bool(settings)


def test_without_a_record_the_status_is_2(project, verify):
    project.path(RECORD).unlink()
    said, status = verify()
    assert status == 2
    assert "sixphase record cmt_published" in said


def test_an_input_that_cannot_be_read_is_named_as_the_cause(project, verify):
    project.change(f"{RAW}/study.yml", "seed: 2601009", "seed: [")
    said, status = verify()
    assert status == 1
    assert f"different {RAW}/study.yml" in said
    assert "cannot be rebuilt" in said


def test_a_rebuild_that_fails_is_told_with_its_causes(project, monkeypatch):
    project.change(f"{RAW}/excerpts.csv", "E02,", "E01,")
    monkeypatch.setattr(verifying, "run_there", lambda *_: 2)
    lines, status = verifying.verify_command(STUDY)
    assert status == 1
    assert f"different {RAW}/excerpts.csv" in lines[1]
    assert "ended with status 2" in lines[-1]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"study": "another"}, "not the record of"),
        ({"outputs": {"data_raw/other/key.csv": {"sha256": "0" * 64}}}, "it names 'data_raw/other"),
        ({"outputs": {"data_raw/cmt_published/private/key.csv": {"sha256": "0" * 64}}}, "names a file wrongly"),
    ],
)
def test_a_record_of_something_else_is_refused(project, change, told):
    record = read_manifest(project.path(RECORD))
    project.path(RECORD).write_text(json.dumps({**record, **change}), encoding="utf-8")
    with pytest.raises(InputError, match=told):
        verifying.verify_command(STUDY)


@pytest.mark.skipif(os.name == "nt", reason="the size of files is limited in another way there")
def test_a_record_that_the_disk_refused_leaves_nothing_in_the_study(own_copy):
    record = own_copy.path(RECORD)
    record.unlink(missing_ok=True)
    limit = "import resource, runpy; resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)); "
    limit += "runpy.run_module('sixphase', run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-c", limit, "record", "cmt_published"],
        cwd=own_copy.top,
        env={**os.environ, "SIXPHASE_ROOT": str(own_copy.top), "PYTHONPATH": str(own_copy.top / "src")},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2, done.stderr
    assert "File too large" in done.stderr
    assert not list(record.parent.glob("recorded_manifest.json*"))
