"""What the paper takes from the notebooks arrives as it was, and each name means one thing."""

import json
import shutil
from datetime import date

import pandas as pd
import pytest
import yaml
from writeup.fixture_paper.staging import HERE, TOP

from sixphase.pipeline import papers
from sixphase.study.problem import InputError
from sixphase.study.settings import Author, Paper, read_study
from sixphase.writeup.markdown_table import markdown_table
from sixphase.writeup.parts import COUNTS, PARTS
from sixphase.writeup.render import PLACE, SOURCES
from sixphase.writeup.staging import gather, head, list_of_values, markdown, variables, with_values
from sixphase.writeup.supplement.counted import staged_counts, values_named

STUDY = "cmt_published"
PICTURES = HERE / "reports" / "_study" / "figures"
PAPER = """---
engine: markdown
---

# Background {#sec-background}

Of {{< var answers.count >}}.

![Bars](_study/figures/bars.svg){#fig-bars}

{{< include _study/parts/computed.md >}}

{{< include _study/text/discussion.md >}}

::: {.content-visible when-format="html"}
{{< include _study/tables/values.md >}}
:::
"""
VALUES = {
    "answers.count": {"value": 80, "text": "80", "notebook": "01_x", "cell": "count"},
    "answers.share": {"value": 0.4, "text": "40 % [35, 45]", "notebook": "01_x", "cell": "count"},
}


def keep(folder, name, values):
    place = folder / name
    place.mkdir()
    (place / "values.json").write_text(json.dumps(values), encoding="utf-8")
    return place


def test_values_of_several_notebooks_are_gathered(tmp_path):
    one = keep(tmp_path, "01", {"a.b": {"text": "1", "notebook": "01", "cell": "x"}})
    two = keep(tmp_path, "02", {"a.c": {"text": "2", "notebook": "02", "cell": "y"}})
    assert list(gather([one, two, tmp_path / "none"], "values")) == ["a.b", "a.c"]


def test_a_name_given_twice_is_refused(tmp_path):
    value = {"text": "1", "notebook": "01", "cell": "x"}
    folders = [keep(tmp_path, "01", {"a.b": value}), keep(tmp_path, "02", {"a.b": {**value, "notebook": "02"}})]
    with pytest.raises(ValueError, match="two notebooks: 01 and 02"):
        gather(folders, "values")


@pytest.mark.parametrize("names", [("a", "a.b"), ("a.b", "a.b.c")])
def test_a_name_that_is_a_part_of_another_is_refused(names):
    with pytest.raises(ValueError, match="cannot be a value"):
        variables(dict.fromkeys(names, VALUES["answers.count"]))


def test_variables_are_nested_markdown_spans():
    read = yaml.safe_load(variables(VALUES))
    assert read == {
        "answers": {
            "count": '[80]{.value key="answers.count" title="01_x, cell count"}',
            "share": r'[40 % \[35, 45\]]{.value key="answers.share" title="01_x, cell count"}',
        }
    }


@pytest.mark.parametrize("text", ["plain", "a*b_c`d", "[x](y)", "<b>", "@cite", "$5$", "x^2~3", '"q"', "a | b", "#1"])
def test_text_survives_markdown(text):
    import pypandoc

    assert pypandoc.convert_text(markdown(text), "plain", "markdown", extra_args=["--wrap=none"]).strip() == text


def test_the_abstract_gets_its_values_or_names_the_line(tmp_path):
    file = tmp_path / "abstract.md"
    filled = 'Of [80]{.value key="answers.count" title="01_x, cell count"}.'
    assert with_values("Of {{< var answers.count >}}.", VALUES, file) == filled
    with pytest.raises(InputError, match=r"abstract.md, line 2(.|\n)*write 'answers.count'"):
        with_values("Fine.\nOf {{< var answers.cuont >}}.", VALUES, file)


def test_the_head_holds_what_is_known_and_nothing_empty():
    author = Author(name="Ada Byron", affiliation="A Trust", roles=("Software",), corresponding=True)
    read = yaml.safe_load(head(Paper(title="T", authors=(author,)), "Short.\n"))
    assert read["author"] == [
        {"name": "Ada Byron", "corresponding": True, "affiliations": [{"name": "A Trust"}], "roles": ["Software"]}
    ]
    assert read["abstract"] == "Short.\n"
    assert "subtitle" not in read
    assert read["license"] == {"text": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}


def test_a_day_stands_in_the_head_as_words():
    paper = Paper.model_construct(**{**dict(Paper(title="T")), "date": date(2026, 11, 23)})
    assert yaml.safe_load(head(paper, ""))["date"] == "2026-11-23"


def test_the_list_of_values_shows_each_cell_once(tmp_path):
    notebook = tmp_path / "n.ipynb"
    cells = [{"cell_type": "code", "id": "count", "metadata": {}, "source": "step.value('answers.count', 80)\n```"}]
    notebook.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    text = list_of_values(VALUES, {"01_x": notebook})
    assert text.count("cell count") == 1
    assert "[`answers.count`: 80]{#value-answers-count}" in text
    assert "the same stands in" not in text
    assert "```` python\nstep.value" in text  # the fence is longer than any run of ticks in the code


def test_a_table_keeps_awkward_cells_in_place():
    table = pd.DataFrame({"Words": ["a|b", "two\nlines", "*"], "Share": [0.5, 1.0, 2.25], "Count": [1, 2, 3]})
    assert markdown_table(table).splitlines() == [
        "| Words | Share | Count |",
        "|:--|--:|--:|",
        r"| a\|b | 0.5 | 1 |",
        "| two lines | 1 | 2 |",
        r"| \* | 2.25 | 3 |",
    ]


# The staging step itself, in a project with a study of which every notebook has run ------------------------------


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project's folder with the published study, whose notebooks left one value and one figure."""
    for name in ("reports/parts", "data_raw", "notebooks"):
        shutil.copytree(TOP / name, tmp_path / name, ignore=shutil.ignore_patterns("private"))
    for name in (*SOURCES, "names.txt"):
        shutil.copy(TOP / "reports" / name, tmp_path / "reports" / name)
    shutil.copy(TOP / "_quarto.yml", tmp_path / "_quarto.yml")
    monkeypatch.setattr(papers, "root", lambda: tmp_path)
    for module in ("sixphase.study.paths", "sixphase.writeup.prose"):
        monkeypatch.setattr(f"{module}.root", lambda: tmp_path)
    read_study.cache_clear()
    made = tmp_path / "data_processed" / STUDY / "01_transcription_import"
    (made / "figures").mkdir(parents=True)
    for ending in ("svg", "png"):
        shutil.copy(PICTURES / f"invented_bars.{ending}", made / "figures" / f"bars.{ending}")
    kept = {"values": {"answers.count": VALUES["answers.count"]}}
    kept["figures"] = {"bars": {"alt": "Three bars.", "notebook": "01_x", "cell": "draw"}}
    for kind, content in kept.items():
        (made / f"{kind}.json").write_text(json.dumps(content), encoding="utf-8")
    (tmp_path / "reports" / "paper.qmd").write_text(PAPER, encoding="utf-8")
    for text in (tmp_path / "data_raw" / STUDY / "text").glob("*.md"):
        text.write_text("Words.\n", encoding="utf-8")
    for part in (tmp_path / "reports" / "parts").glob("*.md"):
        part.write_text("A part.\n", encoding="utf-8")
    yield tmp_path
    read_study.cache_clear()  # kept by the study's name, whatever folder it was read from


def test_the_paper_is_staged_as_one_file_with_all_that_it_needs(project):
    papers.stage(STUDY, [], None)
    staged = project / "data_processed" / STUDY / "paper"
    paper = (staged / "reports/staged/paper.qmd").read_text(encoding="utf-8")
    assert "include" not in paper and "Of {{< var answers.count >}}." in paper and "A part." in paper
    assert '(_study/figures/bars.svg){#fig-bars fig-alt="Three bars."}' in paper
    assert sorted(p.name for p in (staged / "reports/staged").iterdir()) == ["_metadata.yml", "_study", "paper.qmd"]
    assert not (staged / "reports" / "_metadata.yml").exists()  # Quarto would merge the two
    papers.stage_at_top(STUDY)
    assert (project / "reports/staged/paper.qmd").read_text(encoding="utf-8") == paper
    assert (project / "reports/staged/_study/figures/bars.png").is_file()
    assert (project / "_variables.yml").is_file()


@pytest.mark.parametrize("approach", ["reflexive", "codebook", "coding-reliability"])
def test_a_reflexive_paper_leaves_its_counts_to_the_supplement(project, approach):
    for name in COUNTS:
        (project / "reports/parts" / f"{name}.md").write_text(f"### Of {name} {{#sec-{name}}}\n\nCounted.\n", "utf-8")
        needed = project / "data_processed" / STUDY / str(PARTS[name])
        needed.parent.mkdir(parents=True, exist_ok=True)
        needed.touch()
    gathering = (TOP / "reports/parts/counted.md").read_text("utf-8")
    for path, text in (("paper.qmd", PAPER + gathering), ("parts/counted.md", gathering)):
        (project / "reports" / path).write_text(text, "utf-8")
    settings = project / "data_raw" / STUDY / "study.yml"
    settings.write_text(settings.read_text("utf-8").replace("approach: codebook", f"approach: {approach}"), "utf-8")
    read_study.cache_clear()
    papers.stage(STUDY, [], None)
    staged = project / "data_processed" / STUDY / "paper"
    paper, apart = (staged / PLACE / "paper.qmd").read_text("utf-8"), staged_counts(staged)
    ids = [f"{{#sec-{name}}}" for name in COUNTS]
    if approach == "reflexive":
        assert not any(id_ in paper for id_ in ids) and all(f"\n## Of {n} {{#sec-{n}}}" in apart for n in COUNTS)
    else:
        assert all(id_ in paper for id_ in ids) and apart == ""


def test_a_reflexive_paper_lists_the_values_that_it_names():
    values = {
        name: {"text": "1", "notebook": "n", "cell": "c"} for name in ("answers.count", "touching.t1.forms_share")
    }
    assert list(values_named(values, ["Of {{< var answers.count >}}.", "{{< var none >}}"])) == ["answers.count"]


@pytest.mark.parametrize(
    ("file", "words", "told"),
    [
        (f"data_raw/{STUDY}/text/discussion.md", "{{< var answers.cuont >}}", "there is no value 'answers.cuont'"),
        (f"data_raw/{STUDY}/text/discussion.md", "@fig-none", "nothing has the id 'fig-none'"),
        (f"data_raw/{STUDY}/text/discussion.md", "[@nobody1999]", "there is no reference 'nobody1999'"),
        (f"data_raw/{STUDY}/text/discussion.md", "<b>x</b>", "markup of one format only"),
        (f"data_raw/{STUDY}/text/discussion.md", "80 of them", "a number typed by hand"),
        (f"data_raw/{STUDY}/text/abstract.md", "{{< var answers.cuont >}}", "there is no value 'answers.cuont'"),
        (f"data_raw/{STUDY}/text/abstract.md", "[@nobody1999]", "there is no reference 'nobody1999'"),
        ("reports/parts/computed.md", "@tbl-none", "nothing has the id 'tbl-none'"),
        ("reports/paper.qmd", "@sec-none", "nothing has the id 'sec-none'"),
    ],
)
def test_a_mistake_is_told_at_the_line_that_a_person_changes_and_touches_nothing(project, file, words, told):
    papers.stage(STUDY, [], None)
    staged = project / "data_processed" / STUDY / "paper"
    before = {path: path.read_bytes() for path in staged.rglob("*") if path.is_file()}
    path = project / file
    path.write_text(f"{path.read_text(encoding='utf-8')}\nOne more: {words}.\n", encoding="utf-8")
    line = len(path.read_text(encoding="utf-8").splitlines())
    with pytest.raises(InputError) as caught:
        papers.stage(STUDY, [], None)
    assert {(problem.file, problem.place) for problem in caught.value.problems} == {(path, f"line {line}")}
    assert told in caught.value.problems[0].what
    assert {path: path.read_bytes() for path in staged.rglob("*") if path.is_file()} == before


def test_digits_in_the_title_are_told_with_the_key(project):
    settings = project / "data_raw" / STUDY / "study.yml"
    text = settings.read_text(encoding="utf-8")
    assert "What eighty published" in text
    settings.write_text(text.replace("What eighty published", "What 80 published"), encoding="utf-8")
    with pytest.raises(InputError, match=r"study.yml, key paper.title: a number typed by hand: '80'"):
        papers.stage(STUDY, [], None)
