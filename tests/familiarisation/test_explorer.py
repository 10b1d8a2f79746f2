"""What the explorer finds, what leaves the table for the screen, and that nothing of it is needed headless."""

import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from sixphase.familiarisation import explorer
from sixphase.familiarisation.explorer import MOST_ROWS, explore, find, themes_of
from sixphase.transcription.answers import read_answers

ROOM = Path(explorer.__file__).parent


def answers() -> pd.DataFrame:
    return read_answers("cmt_published")


@pytest.mark.parametrize(
    ("query", "theme", "subtheme", "sentence"),
    [
        ("", "", "", "80 answers."),
        ("", "The Power of Group", "", "13 answers."),
        ("", "The Power of Group", "Future Reflective Groups", "5 answers."),
        ("safe space", "", "", "‘safe space’ stands 4 times in 4 of 80 answers."),
        ("face", "", "", "‘face’ stands 4 times in 2 of 80 answers."),
        ("SHAR", "The Power of Group", "", "‘SHAR’ stands once in 1 of 13 answers."),
        ("shark", "", "", "‘shark’ stands nowhere in 80 answers."),
        ("!!", "", "", "There is no word in '!!'."),
        ("", "No such theme", "", "0 answers."),
    ],
)
def test_what_is_found(query, theme, subtheme, sentence):
    assert find(answers(), query, theme, subtheme)["sentence"] == sentence


def test_pieces_make_up_the_answer_and_the_marked_ones_are_the_keyword():
    texts = answers().set_index("answer_id")["text"]
    for row in find(answers(), "comp*")["rows"]:
        assert "".join(text for text, _ in row["pieces"]) == texts[row["id"]]
        assert [text for text, marked in row["pieces"] if marked] == [line[1] for line in row["lines"]]


def test_an_emoji_before_the_keyword_moves_nothing():
    table = pd.DataFrame({"answer_id": ["A"], "theme": "", "subtheme": "", "text": ["😀😀 kit bag"]})
    assert find(table, "bag")["rows"][0]["pieces"] == [["😀😀 kit ", False], ["bag", True]]


def test_very_many_answers_are_cut_and_it_says_so():
    table = pd.DataFrame({"answer_id": range(500), "theme": "", "subtheme": "", "text": "kit bag"})
    for query in ("bag", ""):
        shown = find(table, query)
        assert len(shown["rows"]) == MOST_ROWS
        assert shown["sentence"].endswith(f"The first {MOST_ROWS} answers are shown.")
    assert find(table, "bag")["sentence"].startswith("‘bag’ stands 500 times in 500 of 500 answers.")


def test_nothing_but_the_answers_leaves_for_the_screen():
    secret = answers().assign(name="Jane Doe", email="jane@example.org", form_id="F-123")
    from sixphase.familiarisation.explorer_widget import Explorer

    desk = Explorer(secret)
    desk.query = "group"
    state = str(desk.get_state())
    assert "group" in state
    assert not re.search("Jane|jane@|F-123", state)
    assert not {"name", "email", "form_id"} & set(desk._answers.columns)


def test_the_widget_searches_when_it_is_told_to():
    from sixphase.familiarisation.explorer_widget import Explorer

    desk = Explorer(answers())
    assert desk.found == find(answers())
    desk.query = "safe space"
    desk.theme = "Workshop Delivery"
    assert desk.found == find(answers(), "safe space", "Workshop Delivery")


def test_themes_to_choose_from():
    themes = themes_of(answers())
    assert [len(theme["subthemes"]) for theme in themes] == [4, 4, 2, 2]
    assert themes_of(answers().assign(theme="", subtheme="")) == []


def test_headless_it_is_a_sentence(monkeypatch):
    monkeypatch.setenv("SIXPHASE_HEADLESS", "1")
    assert repr(explore(answers())) == "Opened in JupyterLab, this cell shows an explorer for the 80 answers."


def test_headless_nothing_of_a_widget_is_imported():
    program = (
        "import sys, pandas as pd; from sixphase.familiarisation.explorer import explore;"
        "explore(pd.DataFrame({'answer_id': ['A']})); assert not {'anywidget', 'ipywidgets'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, env={"SIXPHASE_HEADLESS": "1"})


def test_words_of_participants_are_never_read_as_html():
    script = (ROOM / "explorer.js").read_text(encoding="utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|https?:|\beval\b", script)


def test_every_rule_of_the_style_is_under_the_one_class():
    style = re.sub(r"/\*.*?\*/", "", (ROOM / "explorer.css").read_text(encoding="utf-8"), flags=re.DOTALL)
    selectors = [part.strip() for rule in re.findall(r"([^{}]+)\{", style) for part in rule.split(",")]
    assert selectors
    assert all(selector.split()[0] == ".sixphase-explorer" for selector in selectors)
    assert "http" not in style
