"""The whole way, as its user goes it: from raw data to the paper, again, after a change, and after a mistake.

Each test works on a copy of the project in a folder of its own.
"""

import json
import re
import shutil

import pytest

pytestmark = pytest.mark.slow

STUDY = "data_raw/cmt_published"
NOTEBOOKS = (
    "01_transcription_import",
    "02_familiarisation",
    "03_coding",
    "04_theme_development",
    "05_theme_review",
    "06_write_up",
)


def test_the_run_makes_everything_and_says_so(built):
    for name in NOTEBOOKS:
        assert built.path(f"data_processed/cmt_published/notebooks/{name}.ipynb").is_file()
        assert built.path(f"data_processed/cmt_published/{name}/values.json").is_file()
    for name in ("paper.html", "paper.pdf", "paper.docx", "paper.xml"):
        assert built.path(f"reports/cmt_published/{name}").stat().st_size > 10_000
    said = built.first_run.stdout
    assert "reports/cmt_published" in said
    assert "finding" in said
    assert len(said.splitlines()) <= 15


def test_progress_names_the_notebooks(built):
    for title in ("01 Transcription import", "06 Write up", "Paper as PDF"):
        assert title in built.first_run.stderr


def test_a_second_run_has_nothing_to_do_and_imports_nothing_heavy(own_copy):
    before = own_copy.outputs()
    done = own_copy.sixphase("run", "cmt_published", PYTHONPROFILEIMPORTTIME="1")
    assert "Nothing to do" in done.stdout
    imported = set(re.findall(r"\|\s*([\w.]+)$", done.stderr, flags=re.M))
    assert "sixphase.pipeline.freshness" in imported
    heavy = {"pandas", "numpy", "scipy", "matplotlib", "seaborn", "sklearn", "nltk", "pytask", "papermill", "ipykernel"}
    assert not imported & heavy
    assert own_copy.outputs() == before


def test_status_tells_why(own_copy):
    assert "would run" not in own_copy.sixphase("status", "cmt_published").stdout
    own_copy.change("notebooks/05_theme_review.ipynb", "#", "##")
    lines = own_copy.sixphase("status").stdout.splitlines()
    by_step = {line.strip()[:2]: line for line in lines}
    assert "notebooks/05_theme_review.ipynb changed" in by_step["05"]
    assert "builds on 05_theme_review" in by_step["06"]
    assert all("up to date" in by_step[number] for number in ("01", "02", "03", "04"))


def test_after_a_helper_was_edited_only_what_depends_on_it_runs(own_copy):
    helper = own_copy.path("src/sixphase/familiarisation/concordance.py")
    helper.write_text(helper.read_text(encoding="utf-8") + "\n# a remark\n", encoding="utf-8")
    done = own_copy.sixphase("run", "cmt_published")
    assert done.returncode == 0, done.stderr
    assert "02 Familiarisation" in done.stderr
    for untouched in ("01 Transcription", "03 Coding", "04 Theme", "05 Theme"):
        assert untouched not in done.stderr
    assert "Nothing to do" in own_copy.sixphase("run", "cmt_published").stdout


def test_after_a_style_that_a_module_names_was_edited_its_step_is_stale(own_copy):
    script = own_copy.path("src/sixphase/familiarisation/explorer.js")
    script.write_text(script.read_text(encoding="utf-8") + "\n// a remark\n", encoding="utf-8")
    lines = own_copy.sixphase("status").stdout.splitlines()
    assert "explorer.js changed" in next(line for line in lines if line.strip().startswith("02"))
    assert "up to date" in next(line for line in lines if line.strip().startswith("03"))


def test_the_lock_file_makes_everything_stale(own_copy):
    own_copy.change("requirements.lock", "anyio==", "# a remark\nanyio==")
    lines = own_copy.sixphase("status").stdout.splitlines()
    assert len(lines) == len(NOTEBOOKS) + 5 + 4  # the paper and the supplement, each with its sources
    assert all("requirements.lock changed" in line for line in lines)


def test_what_was_deleted_comes_back_with_the_same_bytes(own_copy):
    before = own_copy.outputs()
    shutil.rmtree(own_copy.path("data_processed"))
    shutil.rmtree(own_copy.path("reports/cmt_published"))
    done = own_copy.sixphase("run", "cmt_published", TZ="Asia/Tokyo", LC_ALL="C", HOME="/nowhere")
    assert done.returncode == 0, done.stderr
    after = own_copy.outputs()
    assert sorted(after) == sorted(before)
    assert [name for name in before if before[name] != after[name]] == []


def test_an_output_that_was_changed_by_hand_is_made_again(own_copy):
    name = "data_processed/cmt_published/03_coding/values.json"
    before = own_copy.path(name).read_bytes()
    own_copy.path(name).write_text("{}", encoding="utf-8")
    assert "03 Coding" in own_copy.sixphase("run").stderr
    assert own_copy.path(name).read_bytes() == before


def test_no_output_names_this_machine(built):
    for name, content in built.outputs().items():
        assert str(built.top).encode() not in content, name


def test_a_failing_cell_is_shown_and_the_copy_up_to_there_kept(own_copy):
    before = own_copy.outputs()
    own_copy.change("notebooks/04_theme_development.ipynb", "from sixphase.study.step import begin", "1 / 0")
    done = own_copy.sixphase("run", "cmt_published")
    assert done.returncode == 1
    assert "04_theme_development" in done.stderr
    assert "ZeroDivisionError" in done.stderr
    assert "1 / 0" in done.stderr
    assert "Traceback" not in done.stderr
    kept = json.loads(
        own_copy.path("data_processed/cmt_published/failed/04_theme_development.ipynb").read_text("utf-8")
    )
    outputs = [output for cell in kept["cells"] for output in cell.get("outputs", [])]
    assert outputs[-1]["ename"] == "ZeroDivisionError"
    after = own_copy.outputs()
    assert {name: after.get(name) for name in before} == before


def test_a_file_that_a_step_did_not_declare_is_not_read(own_copy):
    spy = "open('../data_raw/cmt_published/reported_figures.csv').read()\\nfrom sixphase.study.step import begin"
    own_copy.change("notebooks/02_familiarisation.ipynb", "from sixphase.study.step import begin", spy)
    done = own_copy.sixphase("run", "cmt_published")
    assert done.returncode == 1
    assert "data_raw/cmt_published/reported_figures.csv, which its step does not declare" in done.stderr


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("study.yml", "approach:", "aproach:", ["key aproach", "write 'approach'"]),
        ("study.yml", "seed: 2601009", "seed: [", ["line", "not valid YAML"]),
        ("excerpts.csv", "excerpt_id,", "excerpt,", ["'excerpt_id' is missing", "row 1"]),
        ("excerpts.csv", "E02,", "E01,", ["row 3", "more than once"]),
        ("excerpts.csv", "Workshop Delivery", "Workshop Deliveries", ["row 30", "Workshop Deliver"]),
        ("codebook.yml", "when_not:", "whennot:", ["whennot", "write 'when_not'"]),
        ("reported_figures.csv", "participants_abstract,445", "participants_abstract,many", ["row 2", "many"]),
        ("reported_relations.yml", "kind: part_of", "kind: part_off", ["part_off", "write 'part_of'"]),
    ],
)
def test_a_mistake_in_the_input_is_told_and_nothing_is_lost(own_copy, file, old, new, told):
    before = own_copy.outputs()
    own_copy.change(f"{STUDY}/{file}", old, new)
    done = own_copy.sixphase("run", "cmt_published")
    assert done.returncode == 2, done.stderr
    for part in (file, *told):
        assert part in done.stderr
    assert "Traceback" not in done.stderr
    assert own_copy.outputs() == before


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (b"PK\x03\x04\x14\x00", "spreadsheet"),
        ("excerpt_id,section,theme,subtheme,text\nE01,1,a,b,caf\u00e9\n".encode("latin-1"), "UTF-8"),
    ],
)
def test_a_file_of_another_kind_is_told(own_copy, content, told):
    own_copy.path(f"{STUDY}/excerpts.csv").write_bytes(content)
    done = own_copy.sixphase("run", "cmt_published")
    assert done.returncode == 2
    assert told in done.stderr
    assert "excerpts.csv" in done.stderr


def test_an_unknown_parameter_of_a_notebook_is_an_error(own_copy):
    own_copy.change("notebooks/02_familiarisation.ipynb", "study = ", "studdy = ")
    done = own_copy.sixphase("run", "cmt_published")
    assert done.returncode == 2
    assert "no parameter 'study'" in done.stderr


def test_an_unknown_study_is_an_error(own_copy):
    done = own_copy.sixphase("run", "cmt_publishd")
    assert done.returncode == 2
    assert "write 'cmt_published'" in done.stderr


def test_a_digit_typed_into_the_prose_fails_the_build(own_copy):
    before = own_copy.outputs()
    text = own_copy.path(f"{STUDY}/text/background.md")
    text.write_text(text.read_text(encoding="utf-8") + "\nThere were 80 answers.\n", encoding="utf-8")
    done = own_copy.sixphase("run", "cmt_published")
    assert done.returncode == 2
    assert "background.md" in done.stderr
    assert "80" in done.stderr
    after = own_copy.outputs()
    assert {name: after[name] for name in before if name.startswith("reports/")} == {
        name: before[name] for name in before if name.startswith("reports/")
    }


def test_two_studies_run_side_by_side(own_copy):
    import threading

    shutil.copytree(own_copy.path(STUDY), own_copy.path("data_raw/another"))
    shutil.rmtree(own_copy.path("data_processed"))
    done = {}

    def run(study):
        done[study] = own_copy.sixphase("run", study)

    threads = [threading.Thread(target=run, args=(study,)) for study in ("cmt_published", "another")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [d.returncode for d in done.values()] == [0, 0], [d.stderr for d in done.values()]
    one, other = (own_copy.path(f"reports/{study}/paper.html").read_bytes() for study in ("cmt_published", "another"))
    assert one == other
