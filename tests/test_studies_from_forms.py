"""From a typed spreadsheet to a paper without touching code; and no planted identifier in anything that comes out.

Each test works on a copy of the project in a folder of its own.
"""

import csv
import io
import os
import shutil
import subprocess
import sys
import zipfile
from itertools import zip_longest

import openpyxl
import pytest
import yaml
from conftest import copy_of_the_project
from pypdf import PdfReader
from transcription.names.planting import names_file, plant

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


def all_forms(folder):
    """What the first typed, and those forms that only the second typed: coders have read them all."""
    first, second = (rows(folder / f"{name}.csv") for name in ("first", "second"))
    known = {row["Form"] for row in first}
    out = io.StringIO()
    writer = csv.DictWriter(out, list(first[0]))
    writer.writeheader()
    writer.writerows([*first, *(row for row in second if row["Form"] not in known)])
    return out.getvalue()


def with_a_column(path, name, values):
    """Add a column whose first cells hold these values, a sentence around each, and whose others hold 'the day team'."""
    table = rows(path)
    for row, value in zip_longest(table, values, fillvalue=""):
        row[name] = f"team of {value}" if value else "the day team"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(table[0]))
        writer.writeheader()
        writer.writerows(table)


def what_others_get(project, study):
    """The unpacked archive of a study, without the program, whose lists the invented names were drawn from."""
    for command in ("record", "archive"):
        done = project.sixphase(command, study)
        assert done.returncode == 0, done.stderr
    folder = project.path("unpacked")
    with zipfile.ZipFile(project.path(f"reports/{study}/{study}_archive.zip")) as archive:
        archive.extractall(folder)
    assert (folder / f"data_raw/{study}/answers.csv").is_file()
    assert not [path for path in folder.rglob("*") if path.name == "private"]
    return [path for path in sorted(folder.iterdir()) if path.name not in ("src", "docs")]


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
    assert "Nothing was typed twice and compared" in said
    assert "Patel" not in said
    assert "Nothing to do" in project.sixphase("run", "garden").stdout


def test_answers_alone_without_numbers_dates_or_particulars_become_a_paper(project):
    lines = [line.split(";")[3:] for line in GARDEN.splitlines()]
    project.path("garden.csv").write_text("\n".join(map(";".join, lines)), encoding="utf-8")
    project.sixphase("new", "garden")
    done = project.sixphase("import", "garden", "garden.csv", *SAID, "--number-forms")
    assert done.returncode == 0, done.stderr
    ran = project.sixphase("run", "garden")
    assert ran.returncode == 0, ran.stderr
    said = " ".join(PdfReader(project.path("reports/garden/paper.pdf")).pages[0].extract_text().split())
    assert "5 forms were returned. They ask for no particulars of those who filled them in." in said
    assert project.sixphase("record", "garden").returncode == 0
    done = project.sixphase("verify", "garden")
    assert done.returncode == 0, done.stdout + done.stderr  # though nothing is coded, and 04 and 05 have not run


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


LEAKING = ("EMAIL", "PHONE", "NHS NUMBER", "NI NUMBER", "POSTCODE", "WEB", "ACCOUNT", "DATE OF BIRTH",
           "DATE OF BIRTH SAID", "TITLED", "LISTED", "UNLISTED")  # fmt: skip


def with_planted(path, each):
    """Plant identifiers of every kind of `LEAKING` in the answers of a typed file; what was planted."""
    table = rows(path)
    cells = {f"{n}.{name}": row[name] for n, row in enumerate(table) for name in row if name.startswith("Q")}
    texts, planted = plant([(id_, text) for id_, text in cells.items() if len(text) > 20], each, kinds=LEAKING)
    for id_, text in texts.items():
        n, name = id_.split(".")
        table[int(n)][name] = text
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(table[0]))
        writer.writeheader()
        writer.writerows(table)
    return planted


def with_more_names(path):
    """The study's list of names with those that are planted beside its own."""
    lists = yaml.safe_load(path.read_text(encoding="utf-8"))
    for part, names in names_file().items():
        lists[part] = [*lists.get(part, []), *(name for name in names if name not in lists.get(part, []))]
    path.write_text(yaml.safe_dump(lists, allow_unicode=True), encoding="utf-8")


def all_replaced(sheet):
    """Somebody decides in the spreadsheet: every word that waits is a name, everywhere."""
    book = openpyxl.load_workbook(sheet)
    for row in range(2, book.active.max_row + 1):
        book.active.cell(row, 1).value = "always"
    book.save(sheet)


NO_QUOTES = """
from sixphase.coding.journal.journal import open_journal
journal = open_journal("cmt_cohort", "coder_a")
for quote in journal.state.quotes()["quote_id"]:
    journal.unquote(quote)
"""


def without_quotes(project):
    """The coder takes her quotes back: the words that she chose are others in the transcript with what was planted."""
    places = {"SIXPHASE_ROOT": str(project.top), "PYTHONPATH": str(project.top / "src")}
    subprocess.run([sys.executable, "-c", NO_QUOTES], env={**os.environ, **places}, check=True)


def test_no_planted_identifier_leaks_into_anything_that_a_run_makes(project, tmp_path):
    """1 plant; 2 the import refuses; 3 decide in the spreadsheet; 4 import; 5 run; 6 search every byte of all of it."""
    assert project.sixphase("simulate").returncode == 0
    raw = project.path("data_raw/cmt_cohort")
    typed = project.path("typed.csv")
    typed.write_text(all_forms(raw / "private/typed"), encoding="utf-8")
    for name in ("forms.csv", "answers.csv"):
        (raw / name).unlink()
    shutil.rmtree(raw / "truth")
    told = {row["words"]: row["kind"] for row in rows(raw / "private/identifiers.csv")}
    told |= {p.word: p.kind for p in with_planted(typed, 25)}
    assert len(told) > 300
    by_themselves = [word for word, kind in told.items() if kind not in ("TITLED", "DATE OF BIRTH SAID")]
    in_a_column = by_themselves[::7]  # without the title before it, or 'born', nothing tells what the others are
    with_a_column(typed, "Team", in_a_column)
    with_more_names(raw / "private/names.yml")

    elsewhere = tmp_path / "elsewhere"  # what is left behind beside the project
    elsewhere.mkdir()
    said = []

    def sixphase(*arguments, status=0):
        done = project.sixphase(*arguments, TMPDIR=str(elsewhere), HOME=str(elsewhere))
        assert done.returncode == status, done.stderr
        said.append(done.stderr if arguments[0] == "import" else done.stdout + done.stderr)

    team = ("--map", "Team=attribute")
    sixphase("import", "cmt_cohort", "typed.csv", *team, status=2)
    sixphase("names", "cmt_cohort", "--sheet")
    (sheet,) = (raw / "private").glob("*.xlsx")
    all_replaced(sheet)
    sixphase("names", "cmt_cohort", "--decided", str(sheet), "--who", "AB")
    sixphase("import", "cmt_cohort", "typed.csv", *team)
    teams = [form["team"] for form in rows(raw / "forms.csv")]
    assert sum("[" in each for each in teams) == len(in_a_column), "a free-text attribute is cleaned as an answer is"
    sixphase("run", "cmt_cohort", status=2)  # quotes that are no longer the transcript's stop the paper
    without_quotes(project)
    sixphase("run", "cmt_cohort")
    (elsewhere / "said.txt").write_text("\n".join(said), encoding="utf-8")

    def pdf_text(data):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)

    places = [project.path(place) for place in ("data_processed", "reports", "notebooks")]
    stored = [path for path in raw.iterdir() if path.name != "private"]
    leaks = find_leaks([*places, *stored, elsewhere], told, pdf_text)
    assert [f"{leak.label} in {leak.file.name} {leak.inside}" for leak in leaks] == []
    found = {leak.label for leak in find_leaks([raw / "private"], {word: word for word in told})}
    assert len(found) > 0.99 * len(told), "the search itself finds what is there"
    in_archive = find_leaks(what_others_get(project, "cmt_cohort"), told, pdf_text)
    assert [f"{leak.label} in {leak.file.name} {leak.inside}" for leak in in_archive] == []


def test_the_simulated_study_runs_and_says_that_it_is_simulated(project):
    assert project.sixphase("simulate").returncode == 0
    assert project.sixphase("run", "cmt_cohort").returncode == 0
    for page in PdfReader(project.path("reports/cmt_cohort/paper.pdf")).pages:
        assert "Simulated data" in page.extract_text()
    for page in ("paper.html", "supplement.html"):
        assert '<p class="notice">Simulated data</p>' in project.path(f"reports/cmt_cohort/{page}").read_text("utf-8")
    with zipfile.ZipFile(project.path("reports/cmt_cohort/paper.docx")) as archive:
        assert b"Simulated data" in archive.read("word/notice.xml")
    for path in sorted(project.path("data_processed/cmt_cohort/notebooks").glob("*.ipynb")):
        assert "Simulated data: nobody wrote these answers." in path.read_text(encoding="utf-8"), path.name
    page = project.path("reports/cmt_cohort/paper.html").read_text(encoding="utf-8")
    given = ("participants-occupation", "participants-gender")
    for figure in (*given, "sessions", "session-sizes", "missing-occupation", "joint-calm"):
        assert f'id="fig-{figure}"' in page
    assert 'id="fig-participants-calm"' not in page
    figures = sorted(project.path("data_processed/cmt_cohort").glob("*/figures.json"))
    assert figures
    for path in figures:
        assert path.read_text(encoding="utf-8").count('"alt": "Simulated data.') == path.read_text("utf-8").count(
            '"alt"'
        )


def test_what_two_people_typed_comes_in_as_it_was_decided_and_the_paper_says_so(project):
    """1 compare; 2 nothing comes in; 3 decide in the spreadsheet; 4 import; 5 again; 6 the paper has the sentence."""
    assert project.sixphase("simulate").returncode == 0
    raw = project.path("data_raw/cmt_cohort")
    first, second = (str(raw / "private" / "typed" / f"{name}.csv") for name in ("first", "second"))
    assert project.sixphase("compare", "cmt_cohort", first, second).returncode == 0
    refused = project.sixphase("import", "cmt_cohort", "--decided", "--leave-candidates")
    assert (refused.returncode, "differences are undecided" in refused.stderr) == (2, True)
    sheet = raw / "private" / "differences.xlsx"
    book = openpyxl.load_workbook(sheet)
    for row in range(2, book["Differences"].max_row + 1):
        book["Differences"].cell(row, 6).value, book["Differences"].cell(row, 9).value = "second", "AB"
    book.save(sheet)
    assert "0 differences are undecided" in project.sixphase("compare", "cmt_cohort", "--decided", str(sheet)).stdout
    done = project.sixphase("import", "cmt_cohort", "--decided", "--leave-candidates")
    assert done.returncode == 0, done.stderr
    again = project.sixphase("import", "cmt_cohort", "--decided", "--leave-candidates")
    assert "nothing changed" in again.stdout
    ran = project.sixphase("run", "cmt_cohort")
    assert ran.returncode == 0, ran.stderr
    pages = PdfReader(project.path("reports/cmt_cohort/paper.pdf")).pages
    said = " ".join(" ".join(page.extract_text() for page in pages).split())
    counts = {(row["field"], row["measure"]): row["count"] for row in rows(raw / "entry.csv")}
    assert f"{counts['all', 'forms typed twice']} forms were typed by two people" in said
    assert f"{counts['all', 'double, decided']} of the differences were decided by a person; none was left" in said
    assert "Nothing was typed twice" not in said
    assert f"went on: {counts['all', 'forms that went on']} forms" in said
