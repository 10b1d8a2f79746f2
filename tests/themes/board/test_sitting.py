"""What each message of the board does, is refused for, and how it is taken back; no browser is needed."""

import json

import pytest
from themes.board.sixty import sixty  # noqa: F401

from sixphase.coding.journal.journal import open_journal
from sixphase.coding.journal.replay import replay
from sixphase.themes.board.board import theme_board
from sixphase.themes.board.sitting import Sitting


@pytest.fixture
def anna(sixty):  # noqa: F811
    return Sitting(sixty, "anna")


def columns(sitting) -> dict[str, list[str]]:
    return {
        column["name"]: [card["name"] for card in column["cards"]]
        for column in sitting.everything()["board"]["columns"]
    }


def id_of(sitting, name: str) -> str:
    return next(code.id for code in sitting.state.codes.values() if code.name == name and not code.into)


def do(sitting, act: str, **fields) -> dict:
    reply = sitting.hear({"serial": 7, "act": act, **fields})
    assert reply["serial"] == 7 and "wrong" not in reply, reply
    assert replay("sixty").codes == sitting.state.codes
    return reply


def last_line(sitting) -> dict:
    return json.loads(sitting.journal.path.read_text("utf-8").splitlines()[-1])


def test_codes_become_themes_and_each_move_keeps_its_reason(anna):
    do(anna, "make", name="Calm", reason="they rest")
    calm = id_of(anna, "Calm")
    assert do(anna, "move", code="K01", to=calm, reason="rest")["saved"] == "‘Code 01’ lies in ‘Calm’"
    assert last_line(anna)["reason"] == "rest"
    do(anna, "move", code="K02", to=calm, before="K01")
    assert columns(anna)["Calm"] == ["Code 02", "Code 01"]
    do(anna, "make", name="Within", parent=calm)
    within = id_of(anna, "Within")
    do(anna, "move", code="K03", to=within)
    do(anna, "move", code="K04", to="aside", reason="thin")
    assert columns(anna)["Calm"] == ["Code 02", "Code 01", "Within", "Code 03"]
    assert columns(anna)["Set aside"] == ["Code 04"] and len(columns(anna)["In no theme yet"]) == 56
    do(anna, "move", code=within, to="loose")  # a subtheme at the top is a theme
    assert columns(anna)["Within"] == ["Code 03"]
    do(anna, "move", code=within, to=calm, before="K01")
    assert anna.state.codes[within].kind == "subtheme"
    assert columns(anna)["Calm"] == ["Code 02", "Within", "Code 03", "Code 01"]
    column = anna.everything()["board"]["columns"][1]
    assert [(card["name"], card["passages"], card["all"]) for card in column["cards"]] == [
        ("Code 02", 1, 1), ("Within", 0, 2), ("Code 03", 2, 2), ("Code 01", 1, 1),
    ]  # fmt: skip
    assert column["passages"] == 4
    assert column["cards"][0]["example"] == "What was said in answer 02, at some length."


def test_a_move_of_several_acts_is_taken_back_and_done_again_as_one(anna):
    do(anna, "make", name="Calm")
    do(anna, "make", name="Care")
    calm, care = id_of(anna, "Calm"), id_of(anna, "Care")
    do(anna, "move", code="K05", to="aside")
    seen = [columns(anna)]
    moves = [
        {"act": "move", "code": "K05", "to": calm, "before": ""},  # taken back from 'set aside', and moved
        {"act": "move", "code": "K06", "to": calm, "before": "K05"},
        {"act": "split", "code": calm, "name": "Rest", "codes": ["K06"]},
        {"act": "move", "code": care, "to": calm, "before": ""},  # a theme becomes a subtheme
        {"act": "merge", "code": "K05", "into": "K07"},
    ]
    for one in moves:
        do(anna, **one)
        seen.append(columns(anna))
    assert seen[3]["Rest"] == ["Code 06"] and seen[4]["Calm"] == ["Code 05", "Care"]
    for was in seen[-2::-1]:
        do(anna, "undo")
        assert columns(anna) == was
    for then in seen[1:]:
        do(anna, "redo")
        assert columns(anna) == then


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ({"act": "move", "code": "nothing", "to": "loose"}, "there is no code"),
        ({"act": "move", "code": "K01", "to": "nowhere"}, "there is no code"),
        ({"act": "make", "name": " "}, "needs a name"),
        ({"act": "make", "name": "Code 01"}, "stands there already"),
        ({"act": "split", "code": "K01", "codes": []}, "nothing to split off"),
        ({"act": "split", "code": "K01", "codes": ["K02"], "name": "x"}, "not all of these"),
        ({"act": "merge", "code": "K01", "into": "K01"}, "nothing to merge"),
        ({"act": "stand", "coding": "x", "theme": "K01", "side": "for"}, "there is no coding"),
        ({"act": "relate", "code": "K01", "to": "K01", "kind": "is"}, "no relation to itself"),
        ({"act": "open", "shown": "nothing"}, "not on the board"),
        ({"act": "make", "name": "Half", "codes": ["K01", "nothing"]}, "there is no code"),
    ],
)
def test_a_mistake_is_told_and_changes_nothing(anna, message, words):
    before = columns(anna)
    reply = anna.hear({"serial": 1, **message})
    assert words in reply["wrong"] and columns(anna) == before
    assert columns(Sitting("sixty", "anna")) == before


def test_a_theme_is_described_related_and_marked(anna):
    do(anna, "make", name="Calm", codes=["K01", "K02"])
    do(anna, "make", name="Care")
    calm, care = id_of(anna, "Calm"), id_of(anna, "Care")
    do(anna, "describe", code=calm, concept="Rest heals", belongs="pauses", not_belongs="sleep", reason="so far")
    do(anna, "relate", code=calm, to=care, kind="feeds", words="Who rests can care.")
    card = do(anna, "open", shown=calm)["card"]
    assert (card["concept"], card["belongs"], card["not_belongs"]) == ("Rest heals", "pauses", "sleep")
    assert [one["answer"] for one in card["passages"]] == ["A01", "A02"] and card["total"] == 2
    coding = card["passages"][1]["coding"]
    card = do(anna, "stand", coding=coding, theme=calm, side="against", shown=calm)["card"]
    assert card["passages"][1]["marks"] == [[calm, "against", "anna"]]  # it stays where it is while one reads on
    card = do(anna, "open", shown=calm)["card"]
    assert card["passages"][0]["marks"] == [[calm, "against", "anna"]]  # next time what is marked comes first
    elsewhere = do(anna, "open", shown="K09")["card"]["passages"][0]["coding"]
    do(anna, "stand", coding=elsewhere, theme=calm, side="against")
    assert do(anna, "open", shown=calm)["card"]["total"] == 3  # what speaks against it lies elsewhere
    do(anna, "stand", coding=coding, theme=calm, side="")
    assert anna.state.stands()["coding_id"].tolist() == [elsewhere]
    [relation] = anna.everything()["board"]["relations"]
    do(anna, "unrelate", relation=relation["relation_id"])
    assert anna.state.relations().empty


def test_quotes_are_chosen_cut_and_taken_away(anna):
    do(anna, "make", name="Calm", codes=["K01", "K02"])
    calm = id_of(anna, "Calm")
    first, second = (one["coding"] for one in do(anna, "open", shown=calm)["card"]["passages"])
    do(anna, "quote", coding=second, theme=calm)
    card = do(anna, "quote", coding=first, theme=calm, words="What was said in answer 01", shown=calm)["card"]
    assert [one["words"] for one in card["quotes"]] == [
        anna.state.answers["A02"], "What was said in answer 01",
    ]  # fmt: skip
    assert card["doubts"] == ["no quote under 'Calm' contradicts it"]
    do(anna, "stand", coding=first, theme=calm, side="against")
    quote = card["quotes"][1]["quote"]
    card = do(anna, "requote", quote=quote, words="said in answer 01", place=0, shown=calm)["card"]
    assert [(one["words"], one["voice"]) for one in card["quotes"]] == [
        ("said in answer 01", "contradicts"), (anna.state.answers["A02"], "supports"),
    ]  # fmt: skip
    assert card["doubts"] == []
    do(anna, "undo")
    assert [one["words"] for one in do(anna, "open", shown=calm)["card"]["quotes"]][1] == "What was said in answer 01"
    refused = anna.hear({"serial": 1, "act": "requote", "quote": quote, "words": "never said"})
    assert "do not stand there" in refused["wrong"] and len(anna.state.quotes()) == 2
    do(anna, "unquote", quote=quote)
    assert anna.state.quotes()["answer_id"].tolist() == ["A02"]


def test_nothing_is_suggested_before_it_is_asked_for_and_a_coding_remembers(anna):
    assert "found" not in anna.hear({"serial": 0, "act": "start"})
    for id_ in ("A05", "A06"):
        [coding] = [c for c in anna.state.codings() if c.answer == id_ and c.coder == "anna"]
        anna.journal.uncode(coding.id)
    anna.take_in()
    found = do(anna, "ask", what="answers")["found"]
    assert [one["answer"] for one in found["answers"]] == ["A05"]  # ben's coding of A06 is seen
    assert found["told"][0].startswith("Suggested by a program") and len(found["answers"][0]["codes"]) == 3
    assert found["answers"][0]["codes"][0]["speak"]
    do(anna, "accept", answer="A05", code="K09")
    [made] = [c for c in anna.state.codings() if c.answer == "A05"]
    assert (made.suggested, made.coder, made.words) == ("tf-idf", "anna", anna.state.answers["A05"])
    assert do(anna, "ask", what="answers")["found"]["answers"] == []
    assert len(do(anna, "ask", what="unlike", code="K09")["found"]["unlike"]) == 3
    assert do(anna, "ask", what="unlike", code="K10")["found"]["told"]  # one passage has no rest to be unlike
    assert "no passage is coded" in anna.hear({"serial": 1, "act": "ask", "what": "code", "code": "K05"})["wrong"]


def test_a_decision_on_an_answer_that_no_theme_touches_is_kept(anna):
    do(anna, "make", name="Calm", codes=[f"K{n:02d}" for n in range(57)])
    found = do(anna, "ask", what="untouched")["found"]
    assert sorted(one["answer"] for one in found["untouched"]) == ["A57", "A58", "A59"] and found["total"] == 3
    do(anna, "decide", answer="A58", verdict=found["verdicts"][0], text="of the food")
    assert replay("sixty").looks().to_numpy().tolist() == [["A58", "rightly in no theme", "of the food", "anna"]]
    [one] = [o for o in do(anna, "ask", what="untouched")["found"]["untouched"] if o["answer"] == "A58"]
    assert (one["verdict"], one["said"]) == ("rightly in no theme", "of the food")


def test_what_another_person_did_comes_in(anna):
    made = open_journal("sixty", "ben").make_code("Theirs", kind="theme")
    reply = anna.hear({"serial": 1, "act": "look"})
    assert [column["name"] for column in reply["board"]["columns"]] == ["In no theme yet", "Theirs", "Set aside"]
    assert "board" not in anna.hear({"serial": 2, "act": "look"})
    do(anna, "move", code="K01", to=made.id)
    assert columns(anna)["Theirs"] == ["Code 01"]


def test_a_full_disk_leaves_the_board_as_it_was(anna):
    journal = anna.journal.path
    away = journal.rename(journal.with_name("away"))
    journal.mkdir()
    reply = anna.hear({"serial": 1, "act": "move", "code": "K01", "to": "aside"})
    assert reply["wrong"].startswith("Not saved") and reply["again"]
    journal.rmdir()
    away.rename(journal)
    do(anna, "move", code="K01", to="aside")


def test_other_peoples_passages_wait_until_they_may_be_seen(sixty, tmp_path):  # noqa: F811
    from themes.board.sixty import forget

    assert Sitting(sixty, "anna").heaps["K00"].passages == 2
    file = tmp_path / "data_raw" / "sixty" / "study.yml"
    file.write_text(file.read_text().replace("reflexive", "codebook").replace("blind: false", "blind: true"))
    forget()
    anna = Sitting(sixty, "anna")
    assert anna.heaps["K00"].passages == 1 and anna.everything()["hidden"] == {"passages": 20, "finished": False}
    assert do(anna, "finish")["hidden"] == {"passages": 20, "finished": True}  # the other has not
    open_journal(sixty, "ben").finish()
    assert anna.hear({"serial": 1, "act": "look"})["hidden"]["passages"] == 0
    assert anna.heaps["K00"].passages == 2
    do(anna, "undo")
    assert anna.heaps["K00"].passages == 1


def test_nobody_looks_on(sixty, monkeypatch):  # noqa: F811
    monkeypatch.setenv("SIXPHASE_HEADLESS", "1")
    anna = Sitting(sixty, "anna")
    do(anna, "make", name="Calm", codes=["K01", "K02"])
    assert str(theme_board(sixty)) == (
        "Opened in JupyterLab, this cell shows the theme board: 2 codes in 1 candidate theme, 58 codes in no theme yet."
    )


def test_what_is_taken_back_is_told_where_the_board_does_not_show_it(anna):
    """1 a move, which is seen; 2 a mark; 3 what was done before the board was opened: a coding."""
    do(anna, "make", name="Calm", codes=["K01"])
    calm = id_of(anna, "Calm")
    coding = do(anna, "open", shown=calm)["card"]["passages"][0]["coding"]
    do(anna, "stand", coding=coding, theme=calm, side="for")
    assert do(anna, "undo")["saved"] == "a mark for or against a theme is taken back"
    assert do(anna, "undo")["saved"] == "the last move is taken back"
    assert do(anna, "undo")["saved"] == "a passage that you coded is taken back"
