"""From a typed spreadsheet to a paper without touching code; and no planted identifier in anything that comes out.

Each test works on a copy of the project in a folder of its own.
"""

import csv
import io
import shutil

import pytest
from conftest import copy_of_the_project
from pypdf import PdfReader

from sixphase.transcription.names.leaks import find_leaks

pytestmark = pytest.mark.slow

GARDEN = """Ref;Visit date;Ward;What did the garden give you?;What would you change?
001;14/03/2024;Elm;Quiet. I could breathe again, and Sister Patel sat with me;More benches please
002;14/03/2024;Oak;n/a;Nothing
003;21/03/2024;Elm;The smell of rosemary took me home. Write to me: ada@example.org;It closes too early
004;21/03/2024;Elm;We talked for the first time;
005;28/03/2024;Oak;Quiet, birds, nobody asking me anything;[illegible]
"""
SAID = ["--yes", "--dates", "day first", "--map", "What would you change?=question"]


@pytest.fixture
def project(tmp_path):
    return copy_of_the_project(tmp_path)


def rows(path):
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def test_a_spreadsheet_that_nobody_knows_becomes_a_paper(project):
    project.path("garden.csv").write_text(GARDEN, encoding="utf-8")
    assert project.sixphase("new", "garden", "--title", "The garden").returncode == 0
    done = project.sixphase("import", "garden", "garden.csv", *SAID)
    assert done.returncode == 0, done.stderr
    answers = {(a["form_id"], a["question"]): a for a in rows(project.path("data_raw/garden/answers.csv"))}
    assert answers["001", "what_did_the_garden_give_you"]["text"].endswith("and Sister [NAME 1] sat with me")
    assert "[EMAIL 1]" in answers["003", "what_did_the_garden_give_you"]["text"]
    states = [answers[f, "what_would_you_change"]["state"] for f in ("004", "005")]
    assert (states, answers["002", "what_did_the_garden_give_you"]["state"]) == (["blank", "illegible"], "blank")
    again = project.sixphase("import", "garden", "garden.csv")
    assert again.returncode == 0
    assert "nothing changed" in again.stdout
    ran = project.sixphase("run", "garden")
    assert ran.returncode == 0, ran.stderr
    said = " ".join(PdfReader(project.path("reports/garden/paper.pdf")).pages[0].extract_text().split())
    assert "The garden" in said
    assert "5 forms were returned" in said
    assert "Patel" not in said
    assert "Nothing to do" in project.sixphase("run", "garden").stdout


def test_a_corrected_file_shows_its_differences_and_keeps_the_history(project):
    project.path("garden.csv").write_text(GARDEN, encoding="utf-8")
    project.sixphase("new", "garden")
    project.sixphase("import", "garden", "garden.csv", *SAID)
    project.change("garden.csv", "More benches please", "More benches, please")
    done = project.sixphase("import", "garden", "garden.csv")
    assert done.returncode == 0, done.stderr
    assert "1 changed" in done.stdout
    history = project.path("data_raw/garden/history.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(history) == 2
    assert "More benches please" in history[1]


def test_a_faulty_file_changes_nothing(project):
    project.path("garden.csv").write_text(GARDEN.replace("28/03/2024", "31/02/2024"), encoding="utf-8")
    project.sixphase("new", "garden")
    before = {p: p.read_bytes() for p in project.path("data_raw/garden").rglob("*") if p.is_file()}
    done = project.sixphase("import", "garden", "garden.csv", *SAID)
    assert done.returncode == 2
    assert "row 6" in done.stderr
    assert {p: p.read_bytes() for p in project.path("data_raw/garden").rglob("*") if p.is_file()} == before


def test_no_planted_identifier_leaks_into_anything_that_a_run_makes(project):
    assert project.sixphase("simulate").returncode == 0
    raw = project.path("data_raw/cmt_cohort")
    typed = project.path("typed.csv")
    shutil.copy(raw / "private/typed/first.csv", typed)
    for name in ("forms.csv", "answers.csv"):
        (raw / name).unlink()
    shutil.rmtree(raw / "truth")
    done = project.sixphase("import", "cmt_cohort", "typed.csv", "--leave-candidates")
    assert done.returncode == 0, done.stderr
    assert project.sixphase("run", "cmt_cohort").returncode == 0
    planted = rows(raw / "private/identifiers.csv")
    told = {row["words"]: row["kind"] for row in planted if row["kind"] != "unlisted name"}
    assert len(told) > 30
    places = [project.path(place) for place in ("data_processed/cmt_cohort", "reports/cmt_cohort")]
    stored = [path for path in raw.iterdir() if path.is_file()]

    def pdf_text(data):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)

    leaks = find_leaks([*places, *stored], told, pdf_text)
    assert [f"{leak.label} in {leak.file.name} {leak.inside}" for leak in leaks] == []
    assert find_leaks([raw / "private"], told), "the search itself finds what is there"


def test_the_simulated_study_runs_and_says_that_it_is_simulated(project):
    assert project.sixphase("simulate").returncode == 0
    assert project.sixphase("run", "cmt_cohort").returncode == 0
    for page in PdfReader(project.path("reports/cmt_cohort/paper.pdf")).pages:
        assert "imulated" in page.extract_text()
    figures = sorted(project.path("data_processed/cmt_cohort").glob("*/figures.json"))
    assert figures
    for path in figures:
        assert path.read_text(encoding="utf-8").count('"alt": "Simulated data.') == path.read_text("utf-8").count(
            '"alt"'
        )
