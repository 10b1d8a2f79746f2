"""What a reader sees of a table: names for ids, few digits, few rows, and words that stay text."""

import pandas as pd
import pytest

from sixphase.study.shown_table import ShownTable

NAMES = {"T1": "Calm", "T1.1": "Pauses"}
PAIRS = pd.DataFrame(
    {"one": ["T1", "T1.1"], "other": ["T1.1", "Tea"], "coding_id": ["a", "b"], "log_odds": [0.457776, None]}
)


def test_names_stand_for_ids_and_what_is_of_the_program_is_left_out():
    shown = ShownTable("codes_together", PAIRS, NAMES)
    assert " ".join(repr(shown).split()) == "Codes together one other log odds Calm Pauses 0.458 Pauses Tea"
    assert "<strong>Codes together</strong>" in shown._repr_html_() and "NaN" not in shown._repr_html_()


def test_beside_a_name_no_id_is_shown():
    table = pd.DataFrame({"theme": ["c-135652e3"], "name": ["Calm"], "not_belongs": ["sleep"]})
    assert " ".join(repr(ShownTable("records", table)).split()) == "Records name what does not belong Calm sleep"


@pytest.mark.parametrize(("rows", "is_whole", "seen"), [(30, False, 30), (31, False, 10), (31, True, 31)])
def test_of_many_rows_the_first_are_shown_and_it_is_said_where_all_are(rows, is_whole, seen):
    shown = ShownTable("extracts", pd.DataFrame({"number": range(rows)}), is_whole=is_whole)
    assert len(shown.rows) == seen
    note = f"The first 10 of {rows} rows; all are in tables/extracts.csv."
    assert (note in repr(shown)) == (note in shown._repr_html_()) == (seen < rows)


def test_an_empty_table_is_a_sentence():
    shown = ShownTable("theme_history", pd.DataFrame(columns=["theme", "day"]))
    assert repr(shown) == "Theme history: none."
    assert shown._repr_html_() == "<p><strong>Theme history.</strong> None.</p>"


def test_words_of_people_are_text():
    told = ShownTable("a<b", pd.DataFrame({"<i>": ["<img src=x>"]}), {"<": "<"})._repr_html_()
    assert "<img" not in told and "<i>" not in told and "&lt;img src=x&gt;" in told
