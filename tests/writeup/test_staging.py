"""What the paper takes from the notebooks arrives as it was, and each name means one thing."""

import json

import pandas as pd
import pytest
import yaml

from sixphase.study.problem import InputError
from sixphase.study.settings import Author, Paper
from sixphase.writeup.markdown_table import markdown_table
from sixphase.writeup.staging import gather, head, list_of_values, markdown, variables, with_values

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


def test_the_list_of_values_shows_each_cell_once(tmp_path):
    notebook = tmp_path / "n.ipynb"
    cells = [{"cell_type": "code", "id": "count", "source": "step.value('answers.count', 80)\n```"}]
    notebook.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    text = list_of_values(VALUES, {"01_x": notebook})
    assert text.count("cell count") == 1
    assert "[]{#value-answers-count}`answers.count`: 80" in text
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
