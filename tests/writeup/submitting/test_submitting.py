"""What goes to a journal: whole or not at all, nobody named to reviewers, the same bytes, and what is missing."""

import io
import zipfile

import pytest
from docx import Document
from pypdf import PdfReader
from writeup.submitting.small_study import NAME, PAPER, code

from sixphase.cli import submitting
from sixphase.study.paths import StudyPaths
from sixphase.study.problem import InputError
from sixphase.writeup.figure_rules import read_rule
from sixphase.writeup.render import PLACE
from sixphase.writeup.submitting.may_tell import may_tell
from sixphase.writeup.submitting.missing import missing
from sixphase.writeup.submitting.package import MISSING, make_package, zipped
from sixphase.writeup.submitting.title_page import main_words, title_page

EXPECTED = {
    "manuscript_blinded.docx",
    "manuscript_blinded.pdf",
    "title_page.docx",
    "supplement.docx",
    "supplement.pdf",
    "checklist_SRQR.docx",
    MISSING,
}
EVERYTHING = "".join(f"srqr-{n}: {{not applicable: why}}\n" for n in range(1, 22))


@pytest.fixture
def ready(small):
    """The small study with every item of its checklist answered."""

    def lay_out(**settings):
        folder = small(**settings)
        (folder / "data_raw" / NAME / "checklist.yml").write_text(EVERYTHING, encoding="utf-8")
        return folder

    return lay_out


def packed(folder, where):
    template = folder / "reports" / "supplement.qmd"
    return make_package(NAME, template, read_rule("generic"), where / "work", where / "submission")


def words_of(path):
    """All that a reader and a curious one can find in a document: its words and its properties."""
    if path.suffix == ".pdf":
        pdf = PdfReader(path)
        return "\n".join([*(page.extract_text() for page in pdf.pages), str(pdf.metadata)])
    with zipfile.ZipFile(path) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def test_the_folder_holds_all_and_only_the_title_page_names_the_author(ready, tmp_path):
    folder = ready(paper={"statements": {"acknowledgements": "We thank Evelina."}})
    code("anna", ("code", {"answer": "1.best", "start": 0, "end": 3, "code": "T1.1"}))
    packed(folder, tmp_path / "out")
    made = tmp_path / "out" / "submission"
    assert {path.name for path in made.iterdir()} == EXPECTED
    for name in EXPECTED - {"title_page.docx", MISSING}:
        words = words_of(made / name)
        assert "King" not in words, name
        assert "anna" not in words, name
        assert "Evelina" not in words, name
    title_page = "\n".join(p.text for p in Document(str(made / "title_page.docx")).paragraphs)
    assert "Ada King" in title_page
    assert "We thank Evelina." in title_page
    assert "Words of the main text, without tables and references: 4." in title_page


def test_an_author_written_family_name_first_is_called_as_at_the_head_of_the_paper(ready):
    ready(paper={"authors": [{"name": "Ó Móráin, Ben", "roles": ["Software"]}]})
    page = title_page(NAME, StudyPaths(NAME).processed / "paper")
    assert page.count("**Ben Ó Móráin**") == 2 and "Ó Móráin, Ben" not in page


def test_the_same_bytes_each_time(ready, tmp_path):
    folder = ready()
    for name in ("one", "two"):
        packed(folder, tmp_path / name)
    paper = StudyPaths(NAME).processed / "paper"
    one, two = (zipped(tmp_path / name / "submission", paper) for name in ("one", "two"))
    assert one == two
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert {f"submission/{name}" for name in EXPECTED} == set(archive.namelist())
        assert {info.date_time for info in archive.infolist()} == {(2026, 1, 31, 0, 0, 0)}


def test_an_open_item_stops_it(small, tmp_path):
    folder = small()
    with pytest.raises(InputError, match=r"checklist\.yml, key srqr-4: open"):
        packed(folder, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_name_in_the_text_stops_it(ready, tmp_path):
    folder = ready()
    paper = folder / "data_processed" / NAME / "paper" / PLACE / "paper.qmd"
    paper.write_text(PAPER.replace("People wrote", "Ada King counted"), encoding="utf-8")
    with pytest.raises(InputError, match="would name 'Ada King'"):
        packed(folder, tmp_path / "out")


def test_a_name_is_told_at_the_line_of_the_text_that_the_author_wrote(ready, tmp_path):
    folder = ready()
    paper = folder / "data_processed" / NAME / "paper" / PLACE / "paper.qmd"
    said = "Ada King counted {{< var answers.count >}} answers."
    paper.write_text(PAPER.replace("People wrote {{< var answers.count >}} answers.", said), encoding="utf-8")
    (folder / "data_raw" / NAME / "text" / "background.md").write_text(f"First.\n\n{said}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"text/background\.md, line 3: the copy for reviewers would name 'Ada King'"):
        packed(folder, tmp_path / "out")


def test_a_name_in_the_checklist_stops_it(ready, tmp_path):
    folder = ready()
    answers = folder / "data_raw" / NAME / "checklist.yml"
    answers.write_text(
        EVERYTHING.replace("srqr-9: {not applicable: why}", "srqr-9: {not applicable: ask ada  KING}"), "utf-8"
    )
    with pytest.raises(InputError, match="the checklist for reviewers would name 'Ada King'"):
        packed(folder, tmp_path / "out")


def test_what_is_missing_is_named_in_the_folder(ready, tmp_path):
    folder = ready()
    notes, _ = packed(folder, tmp_path / "out")
    told = (tmp_path / "out" / "submission" / MISSING).read_text(encoding="utf-8")
    assert all(note in told for note in notes)
    for expected in (
        "paper.statements.ethics",
        "corresponding",
        "ORCID",
        "no abstract",
        "the section 'data' is not written",
    ):
        assert expected in told


def test_a_statement_that_may_tell_the_authors_is_named_with_its_words(ready, tmp_path):
    said = "All agreed. The board of Larkfield Hospital approved it (21/LF/0042). Nobody was paid."
    ready_folder = ready(paper={"statements": {"ethics": said, "reflexivity": "We read with care.", "funding": said}})
    _, telling = packed(ready_folder, tmp_path / "out")
    (line,) = telling  # the statement on funding is left out of the copy for reviewers
    assert "reviewers read under 'Ethics': 'The board of Larkfield Hospital approved it (21/LF/0042).'" in line
    assert "key paper.statements.ethics" in line and "into ethics.md" in line
    assert line in (tmp_path / "out" / "submission" / MISSING).read_text(encoding="utf-8")


@pytest.mark.parametrize(("hidden", "count"), [(False, 1), (True, 0)])
def test_a_passage_hidden_from_reviewers_is_not_named(small, hidden, count):
    folder = small()
    said = "The committee of Larkfield approved it.\n"
    fenced = f'::: {{.content-hidden when-profile="review"}}\n{said}:::\n'
    text = folder / "data_raw" / NAME / "text" / "ethics.md"
    text.write_text(f"People agreed.\n\n{fenced if hidden else said}", encoding="utf-8")
    assert [problem.file for problem in may_tell(NAME)] == [text] * count


@pytest.mark.parametrize(("source", "told"), [("", True), ("https://example.org/instructions", False)])
def test_a_rule_that_nobody_compared_with_a_journal_is_told(ready, tmp_path, source, told):
    folder = ready()
    rule = read_rule("obm_icm").model_copy(update={"source": source})
    place = tmp_path / "out"
    notes, _ = make_package(NAME, folder / "reports" / "supplement.qmd", rule, place / "work", place / "submission")
    assert any("OBM Integrative and Complementary Medicine" in note for note in notes) is told


def test_nothing_is_missing_where_all_is_said(small):
    asked = ("ethics", "funding", "data_availability", "code_availability", "reflexivity", "automated_help")
    author = {
        "name": "Ada King",
        "roles": ["Software"],
        "affiliation": "A ward",
        "orcid": "0000-0002-1825-0097",
        "email": "a@b.org",
        "corresponding": True,
    }
    statements = {**dict.fromkeys(asked, "Said."), "competing_interests": "None."}
    texts = small(paper={"authors": [author], "statements": statements}) / "data_raw" / NAME / "text"
    assert {problem.what for problem in missing(NAME)} == {"there is no abstract", "the section 'data' is not written"}
    for name in ("abstract", "data"):
        (texts / f"{name}.md").write_text("Said.\n", encoding="utf-8")
    assert missing(NAME) == []


def test_a_group_is_not_asked_for_an_orcid(small):
    small(paper={"authors": [{"name": "The Group", "roles": ["Software"]}]})
    assert not any("ORCID" in problem.what for problem in missing(NAME))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("---\nengine: markdown\n---\n\n# Background {#sec-b}\n\nTwo words.\n", 2),
        ("A value: [1,788 of all]{.value key=x}.\n", 6),
        ("| a | b |\n|:--|:--|\n| c | d |\n\n: Caption here {#tbl-x}\n", 0),
        ("As told [@braun2006, p. 6], see @fig-x.\n", 3),
        ("*Not written yet. Your words go into `a`.*\n\nOne\n", 1),
        ("One\n\n# Ethics {#sec-e .unnumbered}\n\nNot counted.\n\n# Next {#sec-n}\n\nTwo\n", 2),
        ("```\ncode is not counted\n```\nOne\n", 1),
        ("![Caption here](a.svg){#fig-a}\n\nfive-part people's\n", 2),
        ('::: {.content-visible when-format="html"}\nOnly here.\n:::\nOne\n', 1),
    ],
)
def test_the_words_of_the_main_text(text, count):
    assert main_words(text) == count


def test_values_count_as_the_words_they_print():
    assert main_words("Of {{< var a.b >}}.", {"a.b": "[12 to 17]{.value}"}) == 4


def test_a_study_that_is_not_up_to_date_is_refused_and_what_was_made_stays(ready):
    folder = ready()
    place = StudyPaths(NAME).paper / "submission"
    place.mkdir(parents=True)
    (place / "kept").write_text("kept", encoding="utf-8")
    (folder / "requirements.lock").write_text("", encoding="utf-8")
    (folder / "notebooks").symlink_to(submitting.__file__.rsplit("/src/", 1)[0] + "/notebooks")
    with pytest.raises(InputError, match="not up to date"):
        submitting.submit_command(NAME)
    assert [path.name for path in place.iterdir()] == ["kept"]


def test_the_command_puts_folder_and_zip_in_place_and_leaves_nothing_else(ready, monkeypatch):
    ready()
    monkeypatch.setattr(submitting, "_refuse_stale", lambda _: None)
    for _ in range(2):
        lines = submitting.submit_command(NAME)
    paths = StudyPaths(NAME)
    assert lines[0] == "Made reports/small/submission/ and reports/small/submission.zip:"
    assert lines[-1].endswith(f"things are missing: see {MISSING}.")
    assert {path.name for path in paths.paper.iterdir()} == {"submission", "submission.zip"}
    assert {path.name for path in (paths.paper / "submission").iterdir()} == EXPECTED
    assert not any((paths.processed / ".partial").glob("submi*"))


def test_a_failed_submission_leaves_what_was_there(ready, monkeypatch):
    folder = ready()
    monkeypatch.setattr(submitting, "_refuse_stale", lambda _: None)
    submitting.submit_command(NAME)
    before = (StudyPaths(NAME).paper / "submission.zip").read_bytes()
    (folder / "data_raw" / NAME / "checklist.yml").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="open"):
        submitting.submit_command(NAME)
    assert (StudyPaths(NAME).paper / "submission.zip").read_bytes() == before
    assert {path.name for path in (StudyPaths(NAME).paper / "submission").iterdir()} == EXPECTED
