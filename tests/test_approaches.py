"""The three approaches on the same answers and codings: what each shows, and what it leaves out, everywhere."""

import json

import pytest
from conftest import copy_of_the_project

STUDY = "cmt_cohort"
COUNTED = ("kappa", "krippendorff", "gwet", "saturation", "guest", "random orders")
SHARED_OUT = ("touching", "alike", "groups")  # sections that rest on shares, tests and ranges of chance
ARGUED = ('id="sec-themes"', 'id="fig-map"', 'id="sec-quotes"')
EXPLAINED = ("themes, from the first candidate to the final name", "theme_history")


@pytest.fixture(scope="module")
def cohort(tmp_path_factory):
    project = copy_of_the_project(tmp_path_factory.mktemp("approaches"))
    done = project.sixphase("simulate", "--forms", "25")
    assert done.returncode == 0, done.stderr
    return project


def shown(project) -> dict[str, str]:
    """All that a reader sees, in small letters: papers, tables and figures by name, and what notebooks put out."""
    made = project.path(f"data_processed/{STUDY}")
    found = {name: project.path(f"reports/{STUDY}/{name}.html").read_text("utf-8") for name in ("paper", "supplement")}
    found["files"] = "\n".join(sorted(p.name for p in made.glob("0*/*/*")))
    for path in sorted((made / "notebooks").glob("*.ipynb")):
        cells = json.loads(path.read_text("utf-8"))["cells"]
        outputs = [output for cell in cells for output in cell.get("outputs", ())]
        texts = [output.get("text") or output.get("data", {}).get("text/plain", "") for output in outputs]
        found[path.stem] = "\n".join("".join(text) for text in texts)
    return {name: text.casefold() for name, text in found.items()}


@pytest.mark.slow
@pytest.mark.parametrize(
    "approach",
    [
        "reflexive",
        pytest.param("codebook", marks=pytest.mark.long),
        pytest.param("coding-reliability", marks=pytest.mark.long),
    ],
)
def test_each_approach_shows_what_is_its_own(cohort, approach):
    settings = cohort.path(f"data_raw/{STUDY}/study.yml")
    lines = settings.read_text("utf-8").splitlines()
    told = [f"approach: {approach}" if line.startswith("approach:") else line for line in lines]
    settings.write_text("\n".join(told) + "\n", "utf-8")
    done = cohort.sixphase("run", STUDY)
    assert done.returncode == 0, done.stderr
    seen = shown(cohort)
    for words in EXPLAINED:
        assert any(words in text for text in seen.values()), words
    assert all(words in seen["paper"] for words in ARGUED)
    for section in SHARED_OUT:
        where = [name for name in ("paper", "supplement") if f'id="sec-{section}"' in seen[name]]
        assert where == (["supplement"] if approach == "reflexive" else ["paper"]), section
    shares = ("answers_share", "held after correction", "shuffled at random")
    assert [words for words in shares if words in seen["paper"]] == ([] if approach == "reflexive" else list(shares))
    there = {name: [word for word in COUNTED if word in text] for name, text in seen.items()}
    if approach == "reflexive":
        assert {name: words for name, words in there.items() if words} == {}
        assert "new_codes" not in seen["files"] and "a judgement, not a count" in seen["05_theme_review"]
    else:
        assert {"kappa", "krippendorff", "guest"} <= set(there["paper"])
        assert "kappa" in there["supplement"] and "new_codes.csv" in seen["files"]
