"""The supplement tells what a study holds, part by part; it shows no memo unasked and nobody who can be found."""

import re

import pandas as pd
import pytest
from writeup.submitting.small_study import NAME, TEXTS, code, table

from sixphase.coding.journal.events import CODEBOOK_ACTS, Event
from sixphase.coding.journal.journal import open_journal
from sixphase.coding.journal.replay import replay
from sixphase.coding.journal.theme_acts import THEME_ACTS
from sixphase.writeup.render import FORMATS, PLACE
from sixphase.writeup.supplement.audit_trail import ACTS, TOLD, acts_by_month, day_of, decisions
from sixphase.writeup.supplement.beside import make_document, stage_beside
from sixphase.writeup.supplement.counted import FIGURES, STAGED
from sixphase.writeup.supplement.making import NOTHING, stage_supplement, supplement_text
from sixphase.writeup.supplement.people import coder_names
from sixphase.writeup.supplement.tables import captioned, people_table

TEMPLATE = "Before.\n\n{{< include _study/parts/supplement.md >}}\n"
SECRET = "I think of my aunt"


def some_coding():
    passage = {"answer": "1.best", "start": 4, "end": 7, "code": "T1.1"}
    code(
        "anna",
        ("code", passage),
        ("memo", {"on": "study", "of": "", "text": SECRET}),
        ("make_code", {"name": "Small | things"}),
        months=("2026-01", "2026-02"),
    )
    code("ben", ("code", {**passage, "answer": "2.best"}), ("undo", {}), months=("2026-03",))


def headings(text):
    return [line for line in text.splitlines() if line.startswith("# ")]


def test_a_study_that_only_has_a_codebook_shows_the_codebook(small):
    small()
    text = supplement_text(NAME, TEMPLATE)
    assert headings(text) == ["# Codebook {#sec-sup-codebook}"]
    assert "**T1.1 A safe\\_room.** Safe. *When to use it:* \\* *An example:* ‘A quiet room for us.’" in text


def test_an_entry_without_an_example_shows_the_first_quote_of_the_paper_that_has_it(small):
    folder = small()
    code(
        "anna",
        ("make_code", {"name": "Room", "parent": "T1", "reason": "seen"}),
        ("code", {"answer": "2.best", "start": 0, "end": 12, "code": "c-616e6e00"}),
        ("quote", {"answer": "2.best", "start": 2, "end": 20, "theme": "T1"}),
    )
    assert "**Room.**\n" in supplement_text(NAME, TEMPLATE)  # a quote that the paper does not print yet
    quote = replay(NAME).quotes()["quote_id"].iloc[0]
    table(folder, "05_theme_review", "quotes", [["quote_id", "theme", "words"], [quote, "T1", "quiet room for us"]])
    assert "**Room.** *An example:* ‘quiet room for us’" in supplement_text(NAME, TEMPLATE)


def test_with_nothing_it_says_so(small):
    (small() / "data_raw" / NAME / "codebook.yml").unlink()
    assert supplement_text(NAME, TEMPLATE) == f"Before.\n\n{NOTHING}\n"


def test_the_audit_trail_counts_acts_by_coder_and_month_and_lists_decisions(small):
    small()
    some_coding()
    text = supplement_text(NAME, TEMPLATE)
    assert "| Who | What | 2026\\-01 | 2026\\-02 | 2026\\-03 | All |" in text
    assert "| anna | passages coded | 1 | 0 | 0 | 1 |" in text
    assert "| ben | acts undone | 0 | 0 | 1 | 1 |" in text
    assert "| anna | decisions on the codebook | 0 | 1 | 0 | 1 |" in text
    assert "| 2026\\-02\\-06 | anna | made ‘Small \\| things’ |" in text


def test_more_months_than_a_page_has_room_for_become_rows(small):
    small()
    spans = [{"answer": "1.best", "start": n, "end": n + 3, "code": "T1.1"} for n in range(8)]
    code("anna", *(("code", span) for span in spans), months=tuple(f"2026-0{n}" for n in range(1, 9)))
    text = supplement_text(NAME, TEMPLATE)
    assert "| Who | Month | What | Count |" in text
    assert text.count("| passages coded | 1 |") == 8
    widths = [sum(map(int, said.split(","))) for said in re.findall(r'tbl-colwidths="\[([\d,]+)\]"', text)]
    assert widths
    assert max(widths) <= 100


def test_each_theme_has_its_record_and_its_history(small):
    folder = small()
    some_coding()
    history = [
        ["theme", "day", "who", "act", "reason"],
        ["Calm", "2026-01-31", "anna", "made a candidate", "it recurs"],
    ]
    heads = ["theme", "name", "level", *["concept", "belongs", "not_belongs", "relations", "codes", "passages"]]
    heads += ["supporting", "contradicting"]
    calm = ["c-1", "Calm", "theme", "To stop is work", "pauses", "", "Calm feeds Care: Who rests.", 2, 5, 1, 3]
    untold = ["c-2", "Untold", "theme", "", "", "", "", 2, 5, 0, 0]
    table(folder, "04_theme_development", "theme_history", history)
    table(folder, "04_theme_development", "theme_records", [heads, calm, untold])
    text = supplement_text(NAME, TEMPLATE, blind=True)
    assert "## Calm {.unnumbered}" in text and "Untold" not in text
    assert "*Central idea.* To stop is work" in text and "*What does not belong" not in text
    assert "- Calm feeds Care: Who rests." in text and "For it: 1; against it: 3." in text
    assert "| 2026\\-01\\-31 | Coder A | made a candidate | it recurs |" in text


def test_passages_for_or_against_a_theme_are_not_counted_where_few_people_gave_them(small):
    folder = small(thresholds={"small_cell": 2})
    answers = [["answer_id", "form_id", "text"], *([id_, id_[0], words] for id_, words in TEXTS.items())]
    table(folder, "01_transcription_import", "answers", answers)
    journal = open_journal(NAME, "anna")
    for answer, start, side in (
        ("1.best", 0, "for"),
        ("2.best", 0, "for"),
        ("3.best", 0, "against"),
        ("3.best", 4, "against"),
    ):
        journal.stand(journal.code(answer, start, start + 3, "T1.1").id, "T1", side)
    heads = ["theme", "name", "level", "concept", "belongs", "not_belongs", "relations", "supporting", "contradicting"]
    table(folder, "04_theme_development", "theme_history", [["theme", "day", "who", "act", "reason"]])
    together = ["T1", "Together", "theme", "", "", "", "", 2, 2]
    table(folder, "04_theme_development", "theme_records", [heads, together])
    assert "*Passages marked.* For it: of 2 people; against it: of fewer than 2 people." in supplement_text(
        NAME, TEMPLATE
    )


@pytest.mark.parametrize(
    ("words", "cites"),
    [("Corrected [@benjamini1995].", True), ("See [@fig-a] and @tbl-b.", False), ("‘\\[@home\\]’", False)],
)
def test_references_have_a_heading_where_something_is_cited(small, tmp_path, words, cites):
    stage_beside(small() / "data_processed" / NAME / "paper", tmp_path / "s", f"# Counted\n\n{words}\n", "Supplement")
    text = (tmp_path / "s" / PLACE / "paper.qmd").read_text("utf-8")
    assert text.endswith("\n\n# References {.unnumbered}\n\n::: {#refs}\n:::\n") == cites
    assert ("# References" in text) == cites


def test_memos_are_counted_but_not_shown_unless_the_study_says_so(small):
    folder = small()
    some_coding()
    memo = [["on", "of", "coder", "day", "text"], ["study", "", "anna", "2026-01-05", SECRET]]
    table(folder, "03_coding", "memos", memo)
    text = supplement_text(NAME, TEMPLATE)
    assert SECRET not in text
    assert "| anna | memos written |" in text


def test_memos_are_shown_where_the_study_says_so(small):
    folder = small(paper={"memos_in_supplement": True})
    some_coding()
    memo = [["on", "of", "coder", "day", "text"], ["study", "", "anna", "2026-01-05", SECRET]]
    table(folder, "03_coding", "memos", memo)
    assert SECRET in supplement_text(NAME, TEMPLATE)


def test_in_a_blinded_supplement_coders_have_letters_in_every_part(small):
    folder = small(paper={"memos_in_supplement": True})
    some_coding()
    table(
        folder, "03_coding", "memos", [["on", "of", "coder", "day", "text"], ["study", "", "anna", "2026-01-05", "x"]]
    )
    seen = [["code", "name", "by_anna", "by_ben", "read_by_two", "more", "one"], ["T1.1", "Safe", 1, 0, 0, 0, 0]]
    table(folder, "03_coding", "who_saw_what", seen)
    assert "anna" in supplement_text(NAME, TEMPLATE)
    text = supplement_text(NAME, TEMPLATE, blind=True)
    assert "anna" not in text
    assert "ben" not in text
    assert text.count("Coder A") > 3


def test_names_and_typing_come_from_their_records(small):
    raw = small() / "data_raw" / NAME
    (raw / "names.csv").write_text("kind,count\nperson,12\nundecided,3\n", encoding="utf-8")
    head = "field,typist,measure,count,of,per_1000,low,high"
    (raw / "entry.csv").write_text(
        f"{head}\nall,both,fields that differ,4,200,20,5.4,50.5\nall,both,once,2,9,,,\n", "utf-8"
    )
    text = supplement_text(NAME, TEMPLATE)
    assert "| person | 12 |\n| words that nobody decided on | 3 |" in text
    assert "| all | both | fields that differ | 4 | 200 | 20.00 \\(5.40 to 50.50\\) |" in text
    assert "| all | both | once | 2 | 9 |  |" in text


def test_where_no_name_was_found_a_sentence_says_so(small):
    raw = small() / "data_raw" / NAME
    (raw / "names.csv").write_text("kind,count\nundecided,0\n", encoding="utf-8")
    text = supplement_text(NAME, TEMPLATE)
    assert "were searched for; none was found." in text and "nobody decided on" not in text


def test_counts_of_the_supplement_have_their_thousands_told_apart():
    assert "| 1,788 |" in captioned(pd.DataFrame({"All": [1788]}), "Acts", "acts", [100])


def test_quotes_of_forms_are_only_those_that_were_chosen(small):
    folder = small()
    answers = [["answer_id", "form_id", "text"], *([id_, id_[0], words] for id_, words in TEXTS.items())]
    table(folder, "01_transcription_import", "answers", answers)
    coded = [[id_, "T1.1", "anna", words] for id_, words in TEXTS.items()]
    table(folder, "03_coding", "codings", [["answer_id", "code", "coder", "words"], *coded])
    text = supplement_text(NAME, TEMPLATE)
    assert "| Together | not shown | fewer than 5 |" in text
    assert "Our talk" not in text
    chosen = [
        ["theme", "order", "quote_id", "words", "speaker", "attributes", "voice"],
        ["T1", 1, "q", "Our talk", 207, "", "supports"],
        ["T1", 2, "r", "A quiet room", 118, "Nursing", "contradicts"],
    ]
    table(folder, "05_theme_review", "quotes", chosen)
    text = supplement_text(NAME, TEMPLATE)
    assert "> ‘Our talk’ (participant 207)" in text
    assert "> ‘A quiet room’ (participant 118, Nursing; speaks against the theme)" in text


def test_a_code_in_no_theme_or_set_aside_is_no_theme(small):
    """1 with a code of its own beside the theme; 2 with that code set aside; 3 with the theme set aside too."""
    folder = small()
    table(folder, "01_transcription_import", "answers", [["answer_id", "form_id", "text"], ["1.best", "1", "The bag"]])
    table(folder, "03_coding", "codings", [["answer_id", "code", "coder", "words"], ["1.best", "T1.1", "anna", "bag"]])
    journal = open_journal(NAME, "anna")
    beside = journal.make_code("Bags").id
    for gone in (None, beside):
        if gone:
            journal.retire_code(gone)
        text = supplement_text(NAME, TEMPLATE)
        assert "| Together | not shown | fewer than 5 |" in text and "| Bags |" not in text
    journal.retire_code("T1")
    assert "Answers and people behind each theme" not in supplement_text(NAME, TEMPLATE)


@pytest.mark.parametrize(
    ("forms", "people", "answers"),
    [
        ("aabbccddee", "5", "10"),
        ("abcd", "fewer than 5", "not shown"),
        ("aaaaaaaa", "fewer than 5", "not shown"),
        ("....", "not known", "4"),
        ("abcde.", "5", "6"),
    ],
)
def test_people_behind_a_theme_are_hidden_where_they_are_few(forms, people, answers):
    ids = [str(n) for n in range(len(forms))]
    codings = pd.DataFrame({"answer_id": [*ids, ids[0]], "code": "c"})
    told = people_table(codings, {i: f.strip(".") for i, f in zip(ids, forms, strict=True)}, {"c": "T"}, small=5)
    assert told.to_dict("records") == [{"Theme": "T", "Answers": answers, "People": people}]


def event(act, time="2026-01-31T10:00:00+00:00", id_="0" * 16, coder="anna", **fields):
    return Event(id_, (), time, coder, act, fields)


@pytest.mark.parametrize(
    ("act", "fields", "told"),
    [
        ("make_code", {"code": "x", "name": "N"}, "made ‘N’"),
        ("change_code", {"code": "x", "definition": "d", "when_not": "w"}, "changed ‘X’: definition, when not"),
        ("change_code", {"code": "x", "name": "N"}, "changed ‘X’: name, now ‘N’"),
        ("move_code", {"code": "x", "parent": "y"}, "moved ‘X’ under ‘Y’"),
        ("merge_codes", {"codes": ["x", "y"], "into": "z"}, "merged ‘X’, ‘Y’ into ‘Z’"),
        ("split_code", {"code": "x", "into": [{"code": "y", "name": "N"}]}, "split ‘X’ into ‘N’"),
        ("retire_code", {"code": "x"}, "retired ‘X’"),
        ("restore_code", {"code": "x"}, "took ‘X’ up again"),
        ("turn_code", {"code": "x"}, "turn code on ‘X’"),
    ],
)
def test_each_decision_is_told_in_words(act, fields, told):
    table_ = decisions([event(act, **fields)], CODEBOOK_ACTS | {act}, set(), str.upper, {})
    assert table_["What"].tolist() == [told]


def test_every_act_on_the_codebook_has_its_words():
    assert {"make_code", "change_code", "move_code", "merge_codes", "split_code"} <= set(TOLD)
    assert {*ACTS, *TOLD} >= THEME_ACTS
    assert not CODEBOOK_ACTS & set(ACTS)


def test_reasons_are_told_and_what_was_undone_says_so():
    made = event("make_code", id_="a" * 16, code="x", name="N", reason="it recurs")
    table_ = decisions([made], CODEBOOK_ACTS, {"a" * 16}, str, {"anna": "Coder A"})
    assert table_.to_dict("records") == [
        {"Day": "2026-01-31", "Who": "Coder A", "What": "made ‘N’ (undone)", "Why": "it recurs"}
    ]


@pytest.mark.parametrize(
    ("time", "day"), [("2026-01-31T10:00:00", "2026-01-31"), ("yesterday", "no date"), ("", "no date")]
)
def test_a_day_is_what_the_line_tells(time, day):
    assert day_of(event("code", time)) == day


def test_acts_of_no_coder_give_an_empty_table():
    assert acts_by_month([], CODEBOOK_ACTS, {}).empty


def test_more_coders_than_letters():
    names = coder_names([f"c{n:02}" for n in range(28)], blind=True)
    assert (names["c00"], names["c25"], names["c26"], names["c27"]) == ("Coder A", "Coder Z", "Coder A2", "Coder B2")
    assert len(set(names.values())) == 28


def test_it_renders_in_three_formats_with_the_same_bytes(small, tmp_path_factory):
    folder = small()
    some_coding()
    out = tmp_path_factory.mktemp("out")
    paper = folder / "data_processed" / NAME / "paper"
    for name in ("one", "two"):
        stage_supplement(NAME, paper, folder / "reports" / "supplement.qmd", out / name / "staged")
        for form in set(FORMATS) - {"jats"}:
            made = make_document(out / name / "staged", out / name / "made", form, "supplement")
            assert made.name == f"supplement.{form}"
    for form in ("html", "pdf", "docx"):
        one, two = ((out / name / "made" / f"supplement.{form}").read_bytes() for name in ("one", "two"))
        assert one == two
    assert b"Supplement: A small paper" in (out / "one" / "made" / "supplement.html").read_bytes()


def test_a_blinded_supplement_has_no_authors_at_its_head(small, tmp_path):
    folder = small()
    paper = folder / "data_processed" / NAME / "paper"
    for blind in (False, True):
        stage_supplement(NAME, paper, folder / "reports" / "supplement.qmd", tmp_path / "s", blind=blind)
        head = (tmp_path / "s" / PLACE / "_metadata.yml").read_text(encoding="utf-8")
        assert ("Ada King" in head) == (not blind)


def test_counts_that_stand_apart_from_the_paper_come_last_with_their_figures(small, tmp_path):
    folder = small()
    paper = folder / "data_processed" / NAME / "paper"
    (paper / STAGED).write_text(
        "# What was counted {#sec-sup-counted}\n\n![A](_study/figures/a.svg){#fig-a}\n", "utf-8"
    )
    (paper / FIGURES / "a.svg").write_text("<svg/>", "utf-8")
    stage_supplement(NAME, paper, folder / "reports" / "supplement.qmd", tmp_path / "s")
    text = (tmp_path / "s" / PLACE / "paper.qmd").read_text("utf-8")
    assert headings(text)[-1] == "# What was counted {#sec-sup-counted}"
    assert (tmp_path / "s" / FIGURES / "a.svg").is_file()


def test_who_saw_a_code_of_few_people_is_told_without_numbers(small):
    folder = small()
    some_coding()
    seen = [["code", "name", "by_anna", "by_ben", "read_by_two", "more", "one"], ["T1.1", "Safe", 2, 0, 0, 0, 2]]
    table(folder, "03_coding", "who_saw_what", seen)
    assert "| Safe | 2 | 0 | 0 | 0 | 2 |" in supplement_text(NAME, TEMPLATE)
    table(folder, "01_transcription_import", "answers", [["answer_id", "form_id"], ["1.best", "1"], ["2.best", "2"]])
    codings = [["answer_id", "code", "words"], ["1.best", "T1.1", "A"], ["2.best", "T1.1", "A"]]
    table(folder, "03_coding", "codings", codings)
    assert "| Safe | not shown | not shown |" in supplement_text(NAME, TEMPLATE)


def test_decisions_on_themes_stand_beside_those_on_codes(small):
    small()
    code(
        "anna",
        ("describe_theme", {"theme": "T1", "concept": "Safety", "belongs": "Rooms", "reason": "Said by many"}),
        ("quote", {"answer": "1.best", "start": 0, "end": 3, "theme": "T1"}),
    )
    text = supplement_text(NAME, TEMPLATE)
    assert "described ‘Together’: its central idea, what belongs to it | Said by many |" in text
    assert "| anna | quotes chosen | 1 | 1 |" in text
    assert "| anna | themes described | 1 | 1 |" in text
