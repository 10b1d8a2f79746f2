"""Agreement and searching show nothing by which a blind coder would be swayed."""

import json

import pandas as pd
import pytest
from coding.pairs.studies import ANSWERS, add_settings, kind  # noqa: F401

from sixphase.cli.agreeing import show_agreement_of
from sixphase.coding.agreed import agreement_told
from sixphase.coding.coded import shown as shown_table
from sixphase.coding.coded import warn_while_blind
from sixphase.coding.journal.journal import Journal, open_journal
from sixphase.coding.journal.replay import replay
from sixphase.coding.pairs.assignments import assign
from sixphase.coding.pairs.comparable import comparable, is_blind
from sixphase.study.problem import InputError
from sixphase.study.step import begin

IDS = list(ANSWERS)


@pytest.fixture
def two(kind) -> tuple[Journal, Journal]:  # noqa: F811
    """Anna gave a code to each of two answers and read a third; ben read the same three and gave a code to one."""
    anna, ben = open_journal("kind", "anna"), open_journal("kind", "ben")
    for answer in IDS[:2]:
        anna.code_all(answer, "T1.1")
    anna.read(IDS[2])
    ben.code_all(IDS[0], "T1.1")
    for answer in IDS[1:3]:
        ben.read(answer)
    return anna, ben


def shown(capsys, *coders: str) -> dict:
    show_agreement_of("kind", "answer", "no", coders, True)
    return json.loads(capsys.readouterr().out)


def percent(told: dict) -> float:
    return next(row["value"] for row in told["coefficients"] if (row["code"], row["coefficient"]) == ("", "percent"))


def test_nothing_is_told_before_both_have_finished(two, capsys):
    anna, ben = two
    for journal, who in ((None, "anna and ben have"), (anna, "ben has")):
        if journal:
            journal.finish()
        with pytest.raises(InputError, match=f"{who} not finished"):
            shown(capsys)
        assert capsys.readouterr().out == "" and is_blind("kind", replay("kind"))
    ben.finish()
    told = shown(capsys)
    assert (told["coders"], told["units"], told["closed"]) == (["anna", "ben"], 3, 0)
    assert percent(told) == pytest.approx(2 / 3) and not is_blind("kind", replay("kind"))


def test_where_the_study_is_not_blind_it_is_told_at_once(two, kind, capsys):  # noqa: F811
    add_settings(kind, "coding: {blind: false}\n")
    assert shown(capsys)["units"] == 3


def test_a_finished_batch_is_told_while_another_is_coded(two, kind, capsys):  # noqa: F811
    assign("kind", ["anna", "ben"], batch="pilot", among=IDS[:2])
    assign("kind", ["anna", "ben"], batch="rest")
    for journal in two:
        journal.finish("pilot")
    told = shown(capsys)
    assert (told["units"], told["closed"]) == (2, 1)
    assert percent(told) == pytest.approx(1 / 2)
    show_agreement_of("kind", "answer", "no", (), False)
    assert "1 more answer is not counted" in capsys.readouterr().out
    for journal in two:
        journal.finish("rest")
    assert shown(capsys)["units"] == 3


def test_who_read_everything_and_gave_no_code_is_compared(kind, capsys):  # noqa: F811
    anna, ben, cy = (open_journal("kind", name) for name in ("anna", "ben", "cy"))
    for journal in (anna, ben):
        journal.code_all(IDS[0], "T1.1")
    cy.read(IDS[0])
    for journal in (anna, ben, cy):
        journal.finish()
    told = shown(capsys)
    assert told["coders"] == ["anna", "ben", "cy"]
    assert percent(told) == pytest.approx(1 / 3)  # of the three pairs of coders one agrees


def test_a_retired_code_keeps_its_name(two, capsys):
    two[0].retire_code("T1.1")
    for journal in two:
        journal.finish()
    assert {row["name"] for row in shown(capsys)["counts"]} == {"Self"}


def test_the_notebook_follows_the_same_rule(two, kind, monkeypatch, tmp_path):  # noqa: F811
    monkeypatch.setenv("SIXPHASE_OUTPUT", str(tmp_path / "out"))
    anna, ben = two
    step = begin("03_coding", "kind")
    monkeypatch.setattr(type(step), "read", lambda *_: pd.DataFrame({"answer_id": IDS, "form_id": ""}))
    assert agreement_told(step, replay("kind")) == {}
    for journal in (anna, ben):
        journal.finish()
    assert agreement_told(step, replay("kind"))["answer"].found.units == 3
    assert comparable("kind", replay("kind")).closed == 0


def test_where_somebody_looks_on_notebooks_keep_coders_blind(two, monkeypatch, capsys):
    step, table = begin("03_coding", "kind"), pd.DataFrame({"code": ["T1"]})

    def on_the_screen() -> tuple[str, str]:
        warn_while_blind(step, replay("kind"))
        return str(shown_table(step, replay("kind"), table)), capsys.readouterr().out

    text, warning = on_the_screen()
    assert "T1" not in text and "not all finished" in text and "close it" in warning
    monkeypatch.setenv("SIXPHASE_HEADLESS", "1")  # a run keeps it
    assert "T1" in on_the_screen()[0] and on_the_screen()[1] == ""
    monkeypatch.delenv("SIXPHASE_HEADLESS")
    for journal in two:
        journal.finish()
    text, warning = on_the_screen()
    assert "T1" in text and warning == ""
