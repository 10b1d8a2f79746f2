"""`sixphase archive` on the published study: what is in it, what describes it, and that it is whole or not there."""

import csv
import importlib.util
import io
import json
import re
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import jsonschema
import pytest
import yaml
from archive.conftest import PLACE, STUDY
from archive.validating import issues
from conftest import TOP

from sixphase.verification.manifest import read_manifest

pytestmark = pytest.mark.slow

RAW, MADE, PAPER = f"data_raw/{STUDY}", f"data_processed/{STUDY}", f"reports/{STUDY}"
NOTEBOOKS = [path.stem for path in sorted((TOP / "notebooks").glob("*.ipynb"))]
# What the profiles recommend and an archive leaves out on purpose: no clock, nobody's name but the authors',
# no address of a program that has none yet.
LEFT_OUT = {
    "process-run-crate-0.5_3.2",  # an application's address
    "process-run-crate-0.5_5.1",
    "process-run-crate-0.5_8.4",  # when it ran
    "process-run-crate-0.5_8.6",  # who ran it
    "ro-crate-1.1_22.3",  # a publisher
    "ro-crate-1.1_31.2",  # an organisation's address
}


@pytest.fixture(scope="module")
def unpacked(archived, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(archived.path(PLACE)) as archive:
        assert archive.testzip() is None
        archive.extractall(folder)
    return folder


@pytest.fixture(scope="module")
def crate(unpacked) -> dict:
    graph = json.loads((unpacked / "ro-crate-metadata.json").read_text(encoding="utf-8"))["@graph"]
    return {entity["@id"]: entity for entity in graph}


def listed(held) -> list:
    return held if isinstance(held, list) else [held]


def test_it_holds_what_a_reviewer_needs(archived, unpacked):
    for name in (
        f"{RAW}/excerpts.csv",
        f"{RAW}/codebook.yml",
        f"{RAW}/text/background.md",
        f"{RAW}/recorded_manifest.json",
        f"{RAW}/checklist.yml",
        f"{MADE}/03_coding/tables/hit_rates.csv",
        f"{MADE}/notebooks/03_coding.ipynb",
        f"{MADE}/manifest.json",
        f"{PAPER}/paper.pdf",
        f"{PAPER}/supplement.docx",
        "notebooks/03_coding.ipynb",
        "src/sixphase/cli/__init__.py",
        "reports/paper.qmd",
        "requirements.lock",
        "install.py",
        "LICENSE",
        "docs/verifying.md",
        "docs/sixphase.md",
    ):
        assert (unpacked / name).is_file(), name
    record = read_manifest(unpacked / RAW / "recorded_manifest.json")
    for name in record["outputs"]:
        assert (unpacked / name).read_bytes() == archived.path(name).read_bytes()
    places = {path.relative_to(unpacked).parts[0] for path in unpacked.rglob("*")}
    assert not places & {"tests", ".venv", ".git"}
    assert not list(unpacked.rglob("__pycache__"))


def test_it_is_the_same_on_two_runs_and_names_no_clock_and_no_folder(own_archive):
    before = own_archive.path(PLACE).read_bytes()
    own_archive.path(PLACE).unlink()
    assert own_archive.sixphase("archive", STUDY, TZ="Asia/Tokyo", LC_ALL="C").returncode == 0
    assert own_archive.path(PLACE).read_bytes() == before
    with zipfile.ZipFile(own_archive.path(PLACE)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert all(not re.search(r"^/|\.\.|\\|:", name) for name in archive.namelist())
        written = ["README.md", "ro-crate-metadata.json", "codecheck.yml", "CITATION.cff", ".zenodo.json"]
        assert all(str(own_archive.top.parent).encode() not in archive.read(name) for name in written)


def test_where_the_disk_is_full_the_old_archive_stays(own_archive):
    before = own_archive.path(PLACE).read_bytes()
    environment = {"SIXPHASE_ROOT": str(own_archive.top), "PYTHONPATH": str(own_archive.top / "src")}
    done = subprocess.run(
        [sys.executable, "-m", "sixphase", "archive", STUDY],
        env={**environment, "PATH": "/usr/bin:/bin"},
        cwd=own_archive.top,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000)),
        capture_output=True,
        text=True,
    )
    assert (done.returncode, "File too large" in done.stderr) == (2, True), done.stderr
    assert own_archive.path(PLACE).read_bytes() == before
    assert [path.name for path in own_archive.path(PAPER).iterdir() if "partial" in path.name] == []


def test_the_description_is_a_valid_process_run_crate(unpacked, tmp_path, monkeypatch):
    assert issues(unpacked, tmp_path / "cache", monkeypatch) == []
    recommended = issues(unpacked, tmp_path / "cache", monkeypatch, "RECOMMENDED")
    assert {issue.split(":")[0] for issue in recommended} <= LEFT_OUT


@pytest.mark.parametrize(
    ("entity", "key", "told"),
    [
        ("#03_coding", "instrument", "instrument"),
        ("./", "datePublished", "datePublished"),
        ("./", "license", "license"),
        ("./", "conformsTo", "permalink"),
    ],
)
def test_the_validator_sees_what_is_missing(unpacked, tmp_path, monkeypatch, entity, key, told):
    described = json.loads((unpacked / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    del next(each for each in described["@graph"] if each["@id"] == entity)[key]
    folder = tmp_path / "crate"
    folder.mkdir()
    (folder / "ro-crate-metadata.json").write_text(json.dumps(described), encoding="utf-8")
    assert any(told in issue for issue in issues(folder, tmp_path / "cache", monkeypatch))


def test_each_notebook_is_an_action_whose_files_are_in_the_archive(unpacked, crate):
    actions = {name: entity for name, entity in crate.items() if entity["@type"] == "CreateAction"}
    by_notebook = {entity["instrument"]["@id"]: entity for entity in actions.values()}
    assert [name for name in by_notebook if name != "#sixphase"] == [f"notebooks/{name}.ipynb" for name in NOTEBOOKS]
    assert {entity["@id"] for entity in crate["./"]["mentions"]} == set(actions)
    coding = by_notebook["notebooks/03_coding.ipynb"]
    used, made = ({one["@id"] for one in listed(coding[key])} for key in ("object", "result"))
    assert {f"{RAW}/excerpts.csv", f"{MADE}/01_transcription_import/tables/answers.csv", "#parameter-seed"} <= used
    assert {f"{MADE}/03_coding/values.json", f"{MADE}/notebooks/03_coding.ipynb"} <= made
    assert not any("endTime" in entity or "startTime" in entity for entity in actions.values())
    for entity in actions.values():
        for one in [*listed(entity["object"]), *listed(entity["result"]), entity["instrument"]]:
            assert one["@id"] in crate
    for name, entity in crate.items():
        if "File" in listed(entity["@type"]):
            assert entity["contentSize"] == str((unpacked / name).stat().st_size), name


def test_every_file_is_described(unpacked, crate):
    files = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()}
    described = {name for name, entity in crate.items() if "File" in listed(entity["@type"])}
    rest = {name for name in files - described if not name.startswith(("src/", "docs/"))}
    assert rest == {"ro-crate-metadata.json"}
    assert described <= files


def test_the_codecheck_file_keeps_the_rules_for_authors(unpacked):
    text = (unpacked / "codecheck.yml").read_text(encoding="utf-8")
    assert text.startswith("%YAML 1.1\n---\n")
    held = yaml.safe_load(text)
    assert held["version"] == "https://codecheck.org.uk/spec/config/2.0/"
    record = read_manifest(unpacked / RAW / "recorded_manifest.json")
    files = [item["file"] for item in held["manifest"]]
    assert len(files) > 100
    for name in files:
        assert (unpacked / name).is_file(), name
        assert name in record["outputs"]
    assert all(item["comment"] for item in held["manifest"])
    assert held["paper"]["title"] == "What eighty published answers can tell"
    assert held["paper"]["authors"][0]["name"]
    assert held["paper"]["reference"]
    assert not {"codechecker", "certificate", "report", "summary"} & set(held)  # the codechecker's to write
    assert not re.search(r"FIXME|TODO|XXXX", text)


def cff_schema():
    package = importlib.util.find_spec("cffconvert").submodule_search_locations[0]
    schema = Path(package, "schemas", "1.2.0", "schema.json").read_text(encoding="utf-8")
    return jsonschema.Draft7Validator(json.loads(schema))


def cff_of(path):
    # dates stay text, as the schema wants them
    loader = type(
        "Loader", (yaml.SafeLoader,), {"yaml_implicit_resolvers": dict(yaml.SafeLoader.yaml_implicit_resolvers)}
    )
    loader.yaml_implicit_resolvers = {
        first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)


def test_citation_files_are_valid(unpacked):
    project = cff_of(TOP / "CITATION.cff")
    held = cff_of(unpacked / "CITATION.cff")
    for each in (project, held):
        assert [error.message for error in cff_schema().iter_errors(each)] == []
    assert list(cff_schema().iter_errors({**held, "authors": []}))
    assert list(cff_schema().iter_errors({**held, "licence": "MIT"}))
    program = held["references"][0]
    for key in ("title", "version", "license", "authors"):
        assert program[key] == project[key]


def test_zenodo_gets_what_its_form_asks_for(unpacked):
    held = json.loads((unpacked / ".zenodo.json").read_text(encoding="utf-8"))
    assert held["upload_type"] == "dataset"
    assert held["access_right"] == "open"
    assert held["license"] == "cc-by-4.0"
    assert held["creators"] == [{"name": "The Sixphase developers"}]
    assert held["publication_date"] == "2026-11-23"
    assert held["title"] and held["description"] and held["keywords"]


def test_the_readme_has_the_three_commands_and_leads_to_what_is_there(unpacked):
    text = (unpacked / "README.md").read_text(encoding="utf-8")
    for command in ("python3 install.py", f".venv/bin/sixphase run {STUDY}", f".venv/bin/sixphase verify {STUDY}"):
        assert f"\n{command}\n" in text
    record = read_manifest(unpacked / RAW / "recorded_manifest.json")
    assert f"all {len(record['outputs'])} files are the recorded ones" in text
    for page in ("README.md", "docs/sixphase.md"):
        links = re.findall(r"\]\((?!https?:|#)([^)#]+)", (unpacked / page).read_text(encoding="utf-8"))
        assert links
        for link in links:
            assert (unpacked / page).parent.joinpath(link).exists(), (page, link)


def test_outputs_that_jupyterlab_saved_stay_out(own_archive):
    path = own_archive.path("notebooks/03_coding.ipynb")
    held = json.loads(path.read_text(encoding="utf-8"))
    cell = next(cell for cell in held["cells"] if cell["cell_type"] == "code")
    cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["I cried all day"]}]
    path.write_text(json.dumps(held), encoding="utf-8")
    assert own_archive.sixphase("record", STUDY).returncode == 0
    done = own_archive.sixphase("archive", STUDY)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(own_archive.path(PLACE)) as archive:
        assert b"I cried all day" not in archive.read("notebooks/03_coding.ipynb")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda project: project.path(f"{RAW}/recorded_manifest.json").unlink(), "no record that others could verify"),
        (lambda project: project.change(f"{RAW}/recorded_manifest.json", "2601009", "1"), "not that of the present"),
        (lambda project: project.change(f"{RAW}/study.yml", "seed: 2601009", "seed: 1"), "not up to date"),
    ],
)
def test_what_nobody_could_verify_is_not_archived(own_archive, change, told):
    before = own_archive.path(PLACE).read_bytes()
    change(own_archive)
    done = own_archive.sixphase("archive", STUDY)
    assert (done.returncode, told in done.stderr) == (2, True), done.stderr
    assert "What to do" in done.stderr
    assert own_archive.path(PLACE).read_bytes() == before


def test_the_answers_are_the_ones_that_were_analysed(unpacked):
    rows = list(csv.DictReader(io.StringIO((unpacked / RAW / "excerpts.csv").read_text(encoding="utf-8"))))
    assert len(rows) == 80
