"""Acts on themes: what each does, what is refused, that all is undone, and that two machines find the same."""

import json
from importlib.resources import files

import pytest
from coding.journal.small_study import held, make

from sixphase.coding.journal.journal import open_journal
from sixphase.coding.journal.replay import replay
from sixphase.coding.journal.shapes import fault_of
from sixphase.coding.journal.theme_acts import THEME_SHAPES
from sixphase.study.problem import InputError


@pytest.fixture
def anna(tmp_path, monkeypatch):
    make(tmp_path, monkeypatch)
    return open_journal("small", "anna")


def said(state) -> dict:
    tables = {name: getattr(state, name)().to_dict("list") for name in ("relations", "stands", "looks", "quotes")}
    return {**tables, "records": state.records}


def everything(anna) -> str:
    """One of each act on themes; gives the id of a coding."""
    coding = anna.code("E1", 2, 7, "T1.1").id
    anna.describe_theme("T1", concept="Being kind", reason="first idea")
    anna.describe_theme("T1", belongs="to oneself", not_belongs="being nice")
    relation = anna.relate("T1", "T2", "feeds", "Kindness makes the day.", reason="they come together")
    anna.unrelate(relation)
    anna.relate("T2", "T1", "needs")
    anna.unstand(anna.stand(coding, "T1", "against"))
    anna.stand(coding, "T1", "for", reason="says it")
    anna.look("E3", "no theme", "says nothing")
    first = anna.quote("E1", 2, 7, "T1", shown="occupation", reason="short")
    anna.quote("E2", 0, 13, "T1", place=0)
    anna.unquote(anna.quote("E1", 0, 1, "T2"))
    assert first in set(anna.state.quotes()["quote_id"])
    return coding


def test_each_act_is_in_the_state_and_all_of_it_is_undone_and_done_again(anna):
    before = said(anna.state)
    coding = everything(anna)
    state = anna.state
    record = state.records["T1"]
    assert (record.concept, record.belongs, record.not_belongs) == ("Being kind", "to oneself", "being nice")
    relations = state.relations().drop(columns="relation_id").to_numpy().tolist()
    assert relations == [["T2", "T1", "needs", "", "anna"]]
    assert state.stands()[["coding_id", "theme", "side", "who"]].to_numpy().tolist() == [[coding, "T1", "for", "anna"]]
    assert state.looks().to_numpy().tolist() == [["E3", "no theme", "says nothing", "anna"]]
    assert state.quotes().drop(columns="quote_id").to_numpy().tolist() == [
        ["E2", 0, 13, "T1", "Kind 🌸 people", "", 0], ["E1", 2, 7, "T1", "liked", "occupation", 1],
    ]  # fmt: skip
    after = said(state)
    assert said(replay("small")) == after
    while anna.undo():
        assert said(replay("small")) == said(anna.state)
    assert said(anna.state) == before
    while anna.redo():
        pass
    assert said(anna.state) == after == said(replay("small"))


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda j: j.describe_theme("T9", concept="x"), "no code 'T9'"),
        (lambda j: j.describe_theme("T1", concept=5), "'concept' should be text"),
        (lambda j: j.relate("T1", "T1", "is"), "no relation to itself"),
        (lambda j: j.relate("T1", "T2", "  "), "needs a word"),
        (lambda j: j.unrelate("0" * 16), "no relation"),
        (lambda j: j.stand("0" * 16, "T1"), "no coding"),
        (lambda j: j.unstand("0" * 16), "no mark"),
        (lambda j: j.look("E9", "x"), "no answer"),
        (lambda j: j.look("E1", ""), "needs a word"),
        (lambda j: j.quote("E1", 3, 3, "T1"), "passage 3 to 3"),
        (lambda j: j.quote("E1", 0, 3, "T1", place=-1), "no place"),
        (lambda j: j.quote("E1", 0, 3, "T9"), "no code"),
        (lambda j: j.unquote("0" * 16), "no quote"),
        (lambda j: j.move_code("T2", "T1", reason=5), "'reason' should be text"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_written(anna, act, words):
    with pytest.raises(InputError, match=words):
        act(anna)
    assert not anna.path.exists() or anna.path.read_bytes() == b""


def test_the_side_of_a_mark_is_checked_and_the_last_mark_counts(anna):
    coding = anna.code("E1", 2, 7, "T1.1").id
    with pytest.raises(InputError, match="cannot stand 'beside'"):
        anna.stand(coding, "T1", "beside")
    anna.stand(coding, "T1", "for")
    last = anna.stand(coding, "T1", "against")
    assert anna.state.stands()["side"].tolist() == ["against"]
    anna.unstand(last)
    assert anna.state.stands().empty  # the first does not come back
    anna.undo()
    assert anna.state.stands()["side"].tolist() == ["against"]


def test_marks_are_of_who_made_them_and_relations_of_all(anna):
    coding = anna.code("E1", 2, 7, "T1.1").id
    mark, relation = anna.stand(coding, "T1"), anna.relate("T1", "T2", "feeds")
    ben = open_journal("small", "ben")
    with pytest.raises(InputError, match="no mark"):
        ben.unstand(mark)
    ben.unrelate(relation)
    assert replay("small").relations().empty and len(replay("small").stands()) == 1
    made = json.loads(ben.path.read_text("utf-8").splitlines()[-1])
    assert made["seen"] == [relation]  # the latest work on themes of the other that this builds on


def test_what_was_said_follows_a_merge_and_waits_while_set_aside(anna):
    coding = anna.code("E1", 2, 7, "T1.1").id
    new = anna.make_code("New", kind="theme", reason="a third").id
    anna.stand(coding, new, "against")
    anna.quote("E1", 2, 7, new)
    anna.relate(new, "T1", "feeds")
    anna.relate("T2", "T1", "feeds")
    anna.retire_code(new, reason="thin")
    assert anna.state.stands().empty and anna.state.quotes().empty and len(anna.state.relations()) == 1
    anna.restore_code(new)
    anna.merge_codes([new], "T2", reason="the same")
    assert anna.state.stands()["theme"].tolist() == anna.state.quotes()["theme"].tolist() == ["T2"]
    assert anna.state.relations()[["from", "to"]].to_numpy().tolist() == [["T2", "T1"]]  # two became one
    anna.merge_codes(["T1"], "T2")
    assert anna.state.relations().empty  # to itself
    anna.uncode(coding)
    assert anna.state.stands().empty


def test_every_act_on_the_codebook_keeps_its_reason(anna):
    coding = anna.code("E1", 2, 7, "T2").id
    acts = {
        "make_code": lambda: anna.make_code("A", reason="r"),
        "change_code": lambda: anna.change_code("T2", name="Days", reason="r"),
        "move_code": lambda: anna.move_code("K2", "T1", 0, reason="r"),
        "split_code": lambda: anna.split_code("T2", ["B"], {coding: "B"}, reason="r"),
        "merge_codes": lambda: anna.merge_codes(["T1.1"], "T1.2", reason="r"),
        "retire_code": lambda: anna.retire_code("K1", reason=" r "),
        "restore_code": lambda: anna.restore_code("K1", reason="r"),
    }
    for name, act in acts.items():
        act()
        line = json.loads(anna.path.read_text("utf-8").splitlines()[-1])
        assert (line["act"], line["reason"]) == (name, "r")
    anna.retire_code("K1")
    assert "reason" not in json.loads(anna.path.read_text("utf-8").splitlines()[-1])
    assert held(replay("small")) == held(anna.state)


def test_two_who_describe_a_theme_unknowingly_are_told(anna):
    ben = open_journal("small", "ben")
    anna.describe_theme("T1", concept="Kind to oneself")
    ben.describe_theme("T1", concept="Kind to others")
    state = replay("small")
    assert any("concept of the theme T1 was changed by" in one for one in state.told)
    anna.refresh()
    anna.describe_theme("T1", concept="Kind")
    assert replay("small").records["T1"].concept == "Kind" and not replay("small").told


def test_lines_keep_to_the_schema_and_spoilt_ones_do_not(anna):
    from jsonschema import Draft202012Validator

    schema = json.loads(files("sixphase.coding.journal").joinpath("journal.schema.json").read_text("utf-8"))
    valid = Draft202012Validator(schema)
    everything(anna)
    lines = [json.loads(line) for line in anna.path.read_text("utf-8").splitlines()]
    assert {line["act"] for line in lines} - {"code"} == set(THEME_SHAPES)
    for line in lines:
        valid.validate(line)
        assert fault_of(line) == ""
        for name in THEME_SHAPES.get(line["act"], ({}, {}))[0]:
            spoilt = {**line, name: []}
            lacking = {key: value for key, value in line.items() if key != name}
            assert fault_of(spoilt) and fault_of(lacking) and not valid.is_valid(spoilt) and not valid.is_valid(lacking)


def test_a_withdrawn_quote_or_mark_costs_itself_only(anna):
    everything(anna)
    quotes = len(anna.state.quotes())
    lines = [json.loads(line) for line in anna.path.read_text("utf-8").splitlines()]
    for n, line in enumerate(lines):
        if line["act"] in ("quote", "stand", "look"):
            kept = ("act", "format", "id", "after", "seen", "depth", "time", "coder", "answer", "coding")
            lines[n] = {key: value for key, value in line.items() if key in kept} | {"withdrawn": True}
    anna.path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    state = replay("small")
    assert quotes and state.told == ()
    assert state.quotes().empty and state.stands().empty and state.looks().empty
    assert "T1" in state.records and len(state.relations()) == 1
