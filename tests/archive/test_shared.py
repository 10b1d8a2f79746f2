"""What goes into an archive and what stays out, on a small project of a few files."""

import json
import zipfile

import pytest

from sixphase.archive.codecheck import codecheck_yml, wanting
from sixphase.archive.crate import Act, metadata
from sixphase.archive.packing import pack
from sixphase.archive.readme import readme
from sixphase.archive.shared import shared
from sixphase.study.problem import InputError
from sixphase.study.settings import Author, Paper, Sharing, Study

RAW, MADE = "data_raw/garden", "data_processed/garden"
OWN = ("study.yml", "codebook.yml", "answers.csv", "forms.csv", "history.jsonl", "text/data.md", "names.csv")
OWN += ("journals/anna.jsonl", "assignments.csv", "sessions.csv", "withdrawn.csv", "something_new.csv")
RESULTS = (
    f"{MADE}/03_coding/values.json",
    f"{MADE}/03_coding/figures.json",
    f"{MADE}/03_coding/figures/themes.png",
    f"{MADE}/03_coding/tables/codings.csv",
    f"{MADE}/notebooks/03_coding.ipynb",
    f"{MADE}/paper/reports/staged/paper.qmd",
    "reports/garden/paper.pdf",
)
STAY = {f"{RAW}/{name}" for name in OWN} - {
    f"{RAW}/{name}" for name in ("study.yml", "codebook.yml", "text/data.md", "names.csv")
}
STAY |= {RESULTS[3], RESULTS[4], RESULTS[5], f"{MADE}/manifest.json"}


@pytest.fixture
def top(tmp_path):
    program = ("requirements.lock", "install.py", "LICENSE", "reports/paper.qmd", "docs/a.md", "src/sixphase/a.py")
    notebooks = [f"notebooks/{name}.ipynb" for name in ("01_transcription_import", "03_coding")]
    kept_out = (f"{RAW}/private/typed.csv", "src/sixphase/__pycache__/a.pyc", "docs/.hidden", "reports/other/paper.pdf")
    names = [*(f"{RAW}/{name}" for name in OWN), *RESULTS, f"{MADE}/manifest.json", *program, *notebooks, *kept_out]
    for name in [*names, *(f"notebooks/{n}.ipynb" for n in ("02_familiarisation", "04_theme_development"))]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    for name in ("05_theme_review", "06_write_up"):
        (tmp_path / f"notebooks/{name}.ipynb").write_text("{}", encoding="utf-8")
    return tmp_path


def manifest(**more):
    inputs = [*(f"{RAW}/{name}" for name in OWN), "notebooks/03_coding.ipynb", "src/sixphase/a.py", "requirements.lock"]
    told = {"seed": 7, "parameters": {"study": "garden"}, "python": "3.12", "renderer": "built-in"}
    return {**told, "inputs": dict.fromkeys(inputs), "outputs": dict.fromkeys(RESULTS), **more}


def settings(answers: bool, **paper) -> Study:
    held = {"title": "The garden", "date": "2026-11-23", "authors": (Author(name="Ada Lovelace"),), **paper}
    sharing = Sharing(answers=answers, access="Write to the ethics committee.")
    return Study(title="The garden", approach="codebook", seed=7, sharing=sharing, paper=Paper(**held))


def chosen(top, answers):
    return shared("garden", settings(answers), manifest(), top, top / "src" / "sixphase")


def test_answers_are_not_shared_unless_the_study_says_so():
    assert Study(title="A", approach="codebook", seed=1, paper=Paper(title="A")).sharing.answers is False


def test_what_may_be_shared_is_in_it(top):
    found = chosen(top, answers=True)
    own = {f"{RAW}/{name}" for name in OWN}
    assert own | set(RESULTS) | {f"{MADE}/manifest.json", "install.py", "src/sixphase/a.py", "docs/a.md"} <= set(
        found.files
    )
    assert found.withheld == ()


@pytest.mark.parametrize("answers", [True, False])
@pytest.mark.parametrize("name", ["README.md", "checklist.yml", "recorded_manifest.json"])
def test_what_no_step_reads_and_a_reviewer_needs_is_in_it(top, name, answers):
    assert f"{RAW}/{name}" not in chosen(top, answers).files
    (top / RAW / name).write_text(name, encoding="utf-8")
    assert f"{RAW}/{name}" in chosen(top, answers).files


def test_nothing_private_hidden_or_of_another_study_is_in_it(top):
    names = " ".join(chosen(top, answers=True).files)
    assert not any(part in names for part in ("private", "__pycache__", ".hidden", "other"))


def test_answers_that_may_not_be_shared_stay_out_with_all_that_shows_them(top):
    found = chosen(top, answers=False)
    assert set(found.withheld) == STAY
    assert not STAY & set(found.files)
    assert {f"{RAW}/study.yml", f"{RAW}/text/data.md", *RESULTS[:3], RESULTS[6]} <= set(found.files)


@pytest.mark.parametrize("target", ["/etc/passwd", "data_raw/garden/private/typed.csv"])
@pytest.mark.parametrize("name", [f"{RAW}/text/data.md", "docs/a.md", "src/sixphase/a.py"])
def test_a_link_brings_nothing_in(top, target, name):
    (top / name).unlink()
    (top / name).symlink_to(target if target.startswith("/") else top / target)
    with pytest.raises(InputError, match="a link to a file that does not belong to the study"):
        chosen(top, answers=True)


def described(answers: bool, withheld=()):
    act = Act("03_coding", "03 Coding", "notebooks/03_coding.ipynb", (f"{RAW}/answers.csv",), (RESULTS[0], RESULTS[3]))
    sizes = {"notebooks/03_coding.ipynb": 9, RESULTS[0]: 5, **({f"{RAW}/answers.csv": 3} if answers else {})}
    graph = json.loads(metadata(settings(answers), manifest(), sizes, withheld, [act]))["@graph"]
    return {entity["@id"]: entity for entity in graph}


def test_what_is_withheld_is_described_with_who_may_have_it():
    crate = described(False, [f"{RAW}/answers.csv", RESULTS[3]])
    assert crate["#withheld"]["conditionsOfAccess"] == "Write to the ethics committee."
    assert "2 files that show what participants wrote" in crate["#withheld"]["description"]
    assert {"@id": "#withheld"} in crate["#03_coding"]["object"]
    assert {"@id": "#withheld"} in crate["#03_coding"]["result"]
    assert f"{RAW}/answers.csv" not in crate


def test_identifying_data_are_described_and_nothing_of_them_is_named():
    crate = described(True)
    assert "never part of an archive" in crate["#private"]["conditionsOfAccess"]
    assert "#withheld" not in crate
    assert f"{RAW}/private" not in json.dumps(crate)


def test_people_have_their_names_and_orcids():
    author = Author(name="Ada Lovelace", orcid="https://orcid.org/0000-0002-1825-0097", affiliation="Elm House")
    graph = json.loads(metadata(settings(True, authors=(author,)), manifest(), {}, (), []))["@graph"]
    person = next(entity for entity in graph if entity["@id"] == "https://orcid.org/0000-0002-1825-0097")
    assert (person["@type"], person["familyName"], person["givenName"]) == ("Person", "Lovelace", "Ada")


def test_codecheck_is_told_what_the_authors_have_not_said():
    told = [str(problem) for problem in wanting("garden", settings(True))]
    assert ["ORCID of Ada Lovelace" in told[0], "paper.reference" in told[1]] == [True, True]
    author = Author(name="Ada Lovelace", orcid="0000-0002-1825-0097")
    group = Author(name="The Ward Group")  # has none
    assert wanting("garden", settings(True, authors=(author, group), reference="https://doi.org/10.5555/1")) == []


def test_the_corresponding_author_comes_first_for_codecheck():
    authors = (
        Author(name="Ada Lovelace"),
        Author(name="Mary Seacole", corresponding=True, orcid="0000-0002-1825-0097"),
    )
    text = codecheck_yml("garden", settings(True, authors=authors), manifest(), RESULTS)
    assert text.index("Mary Seacole") < text.index("Ada Lovelace")
    assert "ORCID: 0000-0002-1825-0097" in text
    assert "paper.qmd" not in text  # made on the way, nothing to look at


def test_the_readme_says_when_it_cannot_be_run():
    told = readme("garden", settings(False), manifest(), 3)
    assert "cannot be run from this archive alone" in told
    assert "3 files that show what participants wrote" in told
    assert "Write to the ethics committee." in told
    assert "3 files" not in readme("garden", settings(True), manifest(), 0)


def test_packing_the_same_files_in_another_order_gives_the_same_bytes(tmp_path):
    files = {"b.txt": b"b", "a/c.txt": b"c", "postBuild": b"#!"}
    pack(files, tmp_path / "one.zip")
    pack(dict(reversed(files.items())), tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        rights = {member.filename: oct(member.external_attr >> 16) for member in archive.infolist()}
    assert rights == {"a/c.txt": "0o100644", "b.txt": "0o100644", "postBuild": "0o100755"}
