"""Redacted words: gone from every byte, and every coding covers what it covered."""

import json

import pytest
from coding.withdrawing.planted import CSV, ROWS, coded, event
from coding.withdrawing.test_withdraw import bytes_of, on_themes, where

from sixphase.coding.journal.replay import replay
from sixphase.coding.withdrawing.commands import asked_words, read_words, redact_command
from sixphase.coding.withdrawing.passages import edges_of
from sixphase.study.problem import InputError
from sixphase.study.settings import read_study
from sixphase.transcription.cleaning import cleaning_of
from sixphase.transcription.entry.commands import compare_command, settled_typing
from sixphase.transcription.entry.decisions import mark_of, read_journal
from sixphase.transcription.importing.bringing import import_files, read_files
from sixphase.transcription.names.leaks import find_leaks
from sixphase.transcription.store import read_transcript


def clean_up(study):
    """What the person had typed is theirs to delete."""
    for name in ("typed.csv", "again.csv"):
        (study.parents[1] / name).unlink()


@pytest.mark.parametrize("words", [["Zebedee"], ["purple lighthouse", "marzipan", "Lamplighter"], ["and ZEBEDEE"]])
def test_no_redacted_word_is_left_in_any_byte(study, words):
    assert where(study, words)
    lines = redact_command("kind", words, yes=True)
    clean_up(study)
    assert where(study.parents[1], words) == [] and find_leaks([study], words) == []
    assert not any(word.lower() in "\n".join(lines).lower() for word in words)


def test_no_word_is_left_in_acts_on_themes(study):
    on_themes("as Zebedee said")
    redact_command("kind", ["Zebedee"], yes=True)
    assert where(study / "journals", ["Zebedee"]) == []
    state = replay("kind")
    assert not any("anna.jsonl" in told for told in state.told)
    assert {"as [REDACTED] said"} == {code.definition for code in state.codes.values() if code.name == "Two"}


def test_without_a_yes_nothing_changes(study):
    before = dict(bytes_of(study.parents[1]))
    assert "Nothing was changed. To do it: sixphase redact kind --yes" in redact_command("kind", ["Zebedee"])
    assert dict(bytes_of(study.parents[1])) == before


def test_codings_keep_their_places_and_those_of_other_answers_their_bytes(study):
    def lines(name):
        return {json.loads(line)["id"]: line for line in (study / "journals" / name).read_text().split("\n")[:-1]}

    before = {**lines("anna.jsonl"), **lines("ben.jsonl")}
    redact_command("kind", ["zebedee"], yes=True)
    after = {**lines("anna.jsonl"), **lines("ben.jsonl")}
    changed = {int(id_, 16) for id_ in before if before[id_] != after[id_]}
    assert changed == {101, 102, 103, 104, 106, 200, 202, 203}
    state, answers = replay("kind"), read_transcript("kind").answers
    texts = {f"{form}.{q}": text for form, q, text in answers[["form_id", "question", "text"]].itertuples(index=False)}
    assert texts["70.b"] == "More time please 🙂 [REDACTED] and time"
    found = {(c.answer, c.coder, texts[c.answer][c.start : c.end], c.anchor) for c in state.codings()}
    assert ("70.b", "anna", "[REDACTED] and", "exact") in found
    assert ("70.b", "anna", "time please 🙂", "exact") in found
    assert ("70.a", "ben", "it was a good day", "exact") in found
    assert ("7.a", "ben", texts["7.a"], "exact") in found
    assert ("7.a", "anna", "purple lighthouse", "exact") in found
    assert ("6.a", "anna", "kind voice", "exact") in found
    assert json.loads(after[f"{102:016x}"])["redacted"] is True and "redacted" not in json.loads(after[f"{108:016x}"])


def test_a_passage_of_an_earlier_text_loses_a_part_of_a_word_at_its_edges(study):
    earlier = "So Quentin Abernathy and Zebedee saw the old boathouse together"
    journal = study / "journals" / "cara.jsonl"
    lines = [coded(300, "cara", "70.a", earlier, "saw the old"), coded(301, "cara", "70.a", earlier, "and Zebedee")]
    journal.write_text("".join(lines), encoding="utf-8")
    assert '"before": "ernathy and Zebedee "' in lines[0]
    redact_command("kind", ["Quentin Abernathy", "old boathouse"], yes=True)
    text = journal.read_text()
    assert not any(part in text for part in ("ernathy", "boathouse", "Quentin"))
    first, second = (json.loads(line) for line in text.splitlines())
    assert first["words"] == "saw the [REDACTED]" and first["before"] == " and Zebedee "
    assert second["words"] == "and Zebedee" and second["end"] - second["start"] == len(second["words"])
    assert not any("not count" in sentence for sentence in replay("kind").told if "cara" in sentence)


@pytest.mark.parametrize(
    ("text", "edges"),
    [
        ("asz Kowalski was", (12, 0)),
        ("asz was there", (0, 0)),
        ("Kowalski was", (8, 0)),
        ("he saw Tom", (0, 3)),
        ("he saw Tomasz Kow", (0, 10)),
        ("we sat", (0, 0)),
    ],
)
def test_the_rest_of_a_redacted_passage_at_an_edge(text, edges):
    assert edges_of(["Tomasz Kowalski"])(text) == edges


def test_redacted_words_stay_out_of_later_imports_and_typings(study):
    redact_command("kind", ["Zebedee", "lamplighter"], yes=True)
    before = (study / "answers.csv").read_bytes()
    top = study.parents[1]
    done = import_files("kind", [top / "typed.csv"], names_out=cleaning_of("kind", "mark"))
    pair = [read_files("kind", [top / name]).raw for name in ("typed.csv", "again.csv")]
    compare_command("kind", *pair)
    assert not done.differences and (study / "answers.csv").read_bytes() == before
    clean_up(study)
    assert where(top, ["Zebedee", "lamplighter"]) == []


def test_decisions_on_two_typings_hold_on(study):
    redact_command("kind", ["Zebedee"], yes=True)
    assert len(read_journal(study / "private" / "entry.jsonl").decisions) == 2
    settled = settled_typing("kind")
    assert settled.undecided.empty
    assert "[REDACTED] told us about the purple lighthouse affair, and it was a good day" in list(
        settled.transcript.answers["text"]
    )
    assert mark_of("answered", "a", "answered", "b")


def test_words_are_known_again_by_marks_alone(study):
    redact_command("kind", ["Zebedee"], yes=True)
    redact_command("kind", ["purple lighthouse"], yes=True)
    first, *marks = [json.loads(line) for line in (study / "private" / "redacted.jsonl").read_text().splitlines()]
    assert list(first) == ["salt"] and [mark["words"] for mark in marks] == [1, 2]
    redact_command("kind", ["Zebedee"], yes=True)
    assert len((study / "private" / "redacted.jsonl").read_text().splitlines()) == 3


@pytest.mark.parametrize(
    ("words", "put", "what"),
    [
        ([], "[X]", "no words"),
        (["of"], "[X]", "passage 1: this is too short"),
        (["…!"], "[X]", "too short"),
        (["kind", "redacted"], "[REDACTED]", "passage 2: this stands in its own replacement"),
        (["Zebedee"], " ", "the replacement is empty"),
    ],
)
def test_what_cannot_be_redacted_is_refused_without_being_told(study, words, put, what):
    with pytest.raises(InputError, match=what) as caught:
        redact_command("kind", words, yes=True, put=put)
    assert "Zebedee" not in str(caught.value) and CSV.count("Zebedee") == 3


def test_words_from_a_file_and_from_a_prompt(tmp_path):
    (tmp_path / "words.txt").write_bytes("\ufeffZebedee\r\n\r\n purple lighthouse \n".encode())
    assert read_words(tmp_path / "words.txt") == ["Zebedee", "purple lighthouse"]
    typed = iter(["Zebedee ", "x y", ""])
    assert asked_words(lambda _prompt: next(typed)) == ["Zebedee", "x y"]
    (tmp_path / "old.txt").write_bytes("Café".encode("latin-1"))
    for name, what in (("old.txt", "not UTF-8"), ("none.txt", "no such file")):
        with pytest.raises(InputError, match=what):
            read_words(tmp_path / name)


def test_names_of_codes_memos_and_strangers_fields(study):
    journal = study / "journals" / "dora.jsonl"
    into = [{"code": "zebedee", "name": "Zebedee’s code"}]
    journal.write_text(
        event(400, "dora", "split_code", code="c-1", into=into, codings={}, theirs={"note": ["Zebedee", 1]})
        + event(401, "dora", "finish", batch="Zebedee")
        + '{"broken": "Zebedee\n'
    )
    redact_command("kind", ["Zebedee"], yes=True)
    split, finish, broken = journal.read_text().splitlines()
    assert json.loads(split)["into"] == [{"code": "zebedee", "name": "[REDACTED]’s code"}]
    assert json.loads(split)["theirs"] == {"note": ["[REDACTED]", 1]}
    assert json.loads(finish)["batch"] == "Zebedee" and broken == "(taken out)"


def test_a_study_of_excerpts(study):
    (study / "study.yml").write_text(
        "title: T\napproach: codebook\nseed: 1\nanswers: {file: said.csv, columns: {answer_id: id, text: said}}\n"
        "paper: {title: P}\n"
    )
    read_study.cache_clear()
    for name in ("answers.csv", "forms.csv", "history.jsonl"):
        (study / name).unlink()
    (study / "said.csv").write_text("id,said\n70.a,Zebedee was kind\nzebedee,well\n")
    redact_command("kind", ["Zebedee"], yes=True)
    assert (study / "said.csv").read_text() == "id,said\n70.a,[REDACTED] was kind\nzebedee,well\n"
    assert ROWS
