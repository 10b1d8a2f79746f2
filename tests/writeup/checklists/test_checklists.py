"""The checklists are whole, fit the approach, and an item is only answered by a place that is there and has words."""

import re

import pytest
from writeup.fixture_paper.staging import TOP
from writeup.submitting.small_study import NAME

from sixphase.study.problem import InputError
from sixphase.study.settings import read_study
from sixphase.writeup.checklists.answers import Answer, held_against, read_answers_to_checklist
from sixphase.writeup.checklists.items import KNOWN, Checklist, Item, checklist_of, read_checklist
from sixphase.writeup.checklists.places import Place, places_in
from sixphase.writeup.checklists.telling import checklist_lines, document, open_items, open_line, start_answers
from sixphase.writeup.statements.asked import STATEMENTS

TEXT = """# Background {#sec-background}

Words.

# Method {#sec-method}

## Data {#sec-data}

*Not written yet. Your words go into `text/data.md`.*

## Phases {#sec-phases}

| a |
|:--|
| b |

: The phases {#tbl-phases tbl-colwidths="[50,50]"}

As @tbl-phases tells.

```
# No section {#sec-code}
```

# Ethics {#sec-ethics .unnumbered}

# Results {#sec-results}

![Bars](bars.svg){#fig-bars}
"""


REPORTS, SUPPLEMENT = TOP / "reports", TOP / "src" / "sixphase" / "writeup" / "supplement"
# every place that the program's own words have; an author may write a section on the aim
OURS = {"title", "abstract", "keywords", "authors", "sec-aim", *(asked.place for asked in STATEMENTS)}
OURS |= {
    id_
    for path in (REPORTS / "paper.qmd", *(REPORTS / "parts").glob("*.md"), *SUPPLEMENT.glob("*.py"))
    for id_ in re.findall(r"\{#((?:sec|tbl|fig)-[\w-]+)", path.read_text(encoding="utf-8"))
}
OURS |= {
    f"sec-sup-{label}"
    for path in SUPPLEMENT.glob("*.py")
    for label in re.findall(r'section\(\s*"[^"]+",\s*"(\w+)"', path.read_text(encoding="utf-8"))
}


@pytest.mark.parametrize(("key", "count"), [("coreq", 32), ("srqr", 21)])
def test_a_checklist_has_all_its_items(key, count):
    items = read_checklist(key).items
    assert [item.id for item in items] == [f"{key}-{number}" for number in range(1, count + 1)]


@pytest.mark.parametrize("key", KNOWN)
def test_every_item_is_asked_in_a_short_line_and_names_only_ids_of_places(key):
    checklist = read_checklist(key)
    assert len({item.id for item in checklist.items}) == len(checklist.items)
    for item in checklist.items:
        assert 5 < len(item.asks) < 120
        assert {*item.default} <= OURS
        assert not (item.default and item.default_reason)


@pytest.mark.parametrize(
    ("approach", "chosen", "name"),
    [
        ("reflexive", None, "RTARG"),
        ("codebook", None, "SRQR"),
        ("coding-reliability", "coreq", "COREQ"),
        ("codebook", "srqr", "SRQR"),
    ],
)
def test_the_approach_chooses_the_checklist(small, approach, chosen, name):
    small(approach=approach, paper={"checklist": chosen})
    assert checklist_of(read_study(NAME), NAME).name == name


@pytest.mark.parametrize(("approach", "chosen"), [("reflexive", "coreq"), ("codebook", "rtarg")])
def test_a_checklist_that_does_not_fit_the_approach_is_refused(small, approach, chosen):
    small(approach=approach, paper={"checklist": chosen})
    with pytest.raises(InputError, match=r"study\.yml, key paper\.checklist"):
        checklist_of(read_study(NAME), NAME)


def test_places_are_numbered_as_a_reader_sees_them():
    told = {place.id: place.told for place in places_in(TEXT)}
    assert told == {
        "sec-background": "Section 1, Background",
        "sec-method": "Section 2, Method",
        "sec-data": "Section 2.1, Data",
        "sec-phases": "Section 2.2, Phases",
        "tbl-phases": "Table 1",
        "sec-ethics": "Ethics",
        "sec-results": "Section 3, Results",
        "fig-bars": "Figure 1",
    }


def test_a_section_without_words_is_not_written():
    assert {place.id for place in places_in(TEXT) if not place.written} == {"sec-data", "sec-ethics"}


def item(**fields):
    return Item(**{"id": "srqr-1", "domain": "d", "asks": "what", **fields})


PLACES = {"sec-a": Place("sec-a", "Section 1, A"), "sec-b": Place("sec-b", "Section 2, B", written=False)}


@pytest.mark.parametrize(
    ("asked", "answer", "status", "says"),
    [
        (item(default=("sec-a",)), None, "answered", "Section 1, A"),
        (item(default=("sec-gone", "sec-a", "sec-b")), None, "answered", "Section 1, A"),
        (item(default=("sec-b",)), None, "open", "nothing is written yet in: Section 2, B"),
        (item(default=("sec-gone",)), None, "open", ""),
        (item(), None, "open", ""),
        (item(default_reason="on paper"), None, "not applicable", "on paper"),
        (item(default=("sec-a",)), Answer(reason="why"), "not applicable", "why"),
        (item(), Answer(places=("sec-a",)), "answered", "Section 1, A"),
        (item(default=("sec-a",)), Answer(places=("sec-b",)), "open", "nothing is written yet in: Section 2, B"),
        (item(default_reason="on paper"), Answer(places=("sec-a",)), "answered", "Section 1, A"),
    ],
)
def test_what_becomes_of_an_item(asked, answer, status, says):
    checklist = Checklist(name="N", title="T", source="S", items=(asked,))
    (held,) = held_against(checklist, {"srqr-1": answer} if answer else {}, PLACES)
    assert (held.status, held.says) == (status, says)


def test_a_place_that_is_gone_leaves_the_item_open_and_names_the_likeliest():
    checklist = Checklist(name="N", title="T", source="S", items=(item(),))
    (held,) = held_against(checklist, {"srqr-1": Answer(places=("sec-a", "sec-bb"))}, PLACES)
    assert held.status == "open"
    assert "'sec-bb' (write 'sec-b'" in held.says


def answers_of(folder, text):
    (folder / "data_raw" / NAME / "checklist.yml").write_text(text, encoding="utf-8")
    return read_answers_to_checklist(NAME)


def test_answers_are_places_or_reasons(small):
    text = "srqr-4: {place: sec-data}\nsrqr-5: {place: ['#sec-a', '@tbl-b']}\ncoreq-2: {not applicable: ' why '}\nsrqr-6:\n"
    assert answers_of(small(), text) == {
        "srqr-4": Answer(places=("sec-data",)),
        "srqr-5": Answer(places=("sec-a", "tbl-b")),
        "coreq-2": Answer(reason="why"),
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "srqr-44: {place: sec-data}",
            "key srqr-44: no checklist has an item 'srqr-44'.\n  What to do: write 'srqr-4'",
        ),
        ("4: {place: sec-data}", "key 4: no checklist has an item '4'"),
        ("srqr-4: sec-data", "key srqr-4: this says neither a place nor why"),
        ("srqr-4: {place: ''}", "key srqr-4: this says neither"),
        ("srqr-4: {place: []}", "key srqr-4: this says neither"),
        ("srqr-4: {not applicable: }", "key srqr-4: this says neither"),
        ("srqr-4: {not applicable: true}", "key srqr-4: this says neither"),
        ("srqr-4: {place: sec-a, not applicable: why}", "key srqr-4: this says neither"),
        ("srqr-4: {where: sec-a}", "key srqr-4: this says neither"),
        ("- srqr-4", "the file must hold items with answers"),
        ("srqr-4: &a {place: sec-a}\nsrqr-5: *a", "line 2.*an alias"),
        ("srqr-4: !!python/object/apply:os.system [ls]", "not valid YAML"),
    ],
)
def test_other_answers_are_refused_with_their_place(small, text, told):
    folder = small()
    with pytest.raises(InputError, match=r"data_raw/small/checklist\.yml") as caught:
        answers_of(folder, text)
    assert caught.match("(?s)" + told.replace("(", r"\("))


def test_open_items_are_counted_listed_and_become_problems(small):
    folder = small()
    answers_of(folder, "srqr-4: {place: sec-background}\nsrqr-10: {place: sec-data}\n")
    count = len(open_items(NAME))
    assert open_line(NAME) == f"SRQR: {count} of 21 items open; 'sixphase checklist small' lists them"
    lines = checklist_lines(NAME)
    assert next(line for line in lines if line.startswith("sec-NAME is one of:")).count("sec-background") == 1
    assert sum(line.startswith("  OPEN") for line in lines) == count
    assert not any("srqr-4 " in line for line in lines)
    assert "nothing is written yet in: Section 2.1, Data" in "\n".join(lines)
    assert sum(line[:6] in ("  OPEN", "  done", "  n/a ") for line in checklist_lines(NAME, everything=True)) == 21


def test_when_every_item_is_answered_nothing_is_open(small):
    folder = small()
    answers_of(folder, "".join(f"srqr-{n}: {{not applicable: why}}\n" for n in range(1, 22)))
    assert open_items(NAME) == []
    assert open_line(NAME) == "SRQR: every item is answered"
    assert "OPEN" not in "\n".join(checklist_lines(NAME))


def test_before_a_run_there_is_nothing_to_hold_it_against(small):
    folder = small()
    (folder / "data_processed").rename(folder / "gone")
    with pytest.raises(InputError, match="run 'sixphase run small' first"):
        open_line(NAME)


def test_the_file_is_laid_out_once_and_changes_nothing_before_it_is_filled_in(small):
    folder = small()
    before = open_items(NAME)
    start = "'sixphase checklist small --start' lays out data_raw/small/checklist.yml with the open items."
    assert start in checklist_lines(NAME)
    assert start_answers(NAME) == "data_raw/small/checklist.yml"
    assert open_items(NAME) == before
    text = (folder / "data_raw" / NAME / "checklist.yml").read_text(encoding="utf-8")
    assert "# srqr-4: {place: sec-NAME}" in text
    filled = text.replace("# srqr-4: {place: sec-NAME}", "srqr-4: {place: sec-background}")
    assert "srqr-4" in answers_of(folder, filled)
    assert start not in checklist_lines(NAME)
    with pytest.raises(InputError, match="there already"):
        start_answers(NAME)


def test_the_filled_in_checklist_has_a_row_for_every_item(small):
    folder = small()
    answers_of(folder, "srqr-4: {not applicable: a|b}\n")
    text = document(NAME)
    assert text.count("\n| ") - text.count("| Item |") == 21
    assert "Not applicable: a\\|b" in text
    assert "| 3 | The problem, why it matters, and what is known of it | Section 1, Background |" in text


@pytest.mark.parametrize(("blind", "told"), [(False, "Funding"), (True, "Title page, Funding")])
def test_reviewers_are_told_what_their_copy_leaves_out(small, blind, told):
    small()
    assert f"| 21 | Who paid, and what part they had | {told} |" in document(NAME, blind)


def test_what_reviewers_are_shown_keeps_its_place(small):
    small()
    assert "| Section 1, Background |" in document(NAME, blind=True)
