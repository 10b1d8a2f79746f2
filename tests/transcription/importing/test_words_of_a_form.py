"""Dates, states and characters: what is read, what is near and must not be, what is refused."""

import pytest

from sixphase.study.settings import Import
from sixphase.transcription.importing.dates import NoDate, is_date, look_at, read_date
from sixphase.transcription.importing.repairs import Repairs, mended, plain_cell, safe_cell
from sixphase.transcription.importing.states import States


@pytest.mark.parametrize(
    ("text", "order", "iso"),
    [
        ("2022-05-19", None, "2022-05-19"),
        ("2022-5-9", None, "2022-05-09"),
        ("2022-05-19 13:30:00", None, "2022-05-19"),
        ("2022-05-19T13:30:00Z", None, "2022-05-19"),
        ("2022-05-19T13:30:00.123+01:00", None, "2022-05-19"),
        ("19 May 2022", None, "2022-05-19"),
        ("19th May, 2022", None, "2022-05-19"),
        ("Thursday 19th of May 2022", None, "2022-05-19"),
        ("May 19, 2022", None, "2022-05-19"),
        ("19-May-22", None, "2022-05-19"),
        ("Sept 3rd 2022", None, "2022-09-03"),
        ("05/06/2022", "day first", "2022-06-05"),
        ("05/06/2022", "month first", "2022-05-06"),
        ("5.6.22", "day first", "2022-06-05"),
        ("5.6.69", "day first", "2069-06-05"),
        ("05/06/2022 9:15 am", "day first", "2022-06-05"),
        ("2022/06/05", "year first", "2022-06-05"),
        ("29/02/2024", "day first", "2024-02-29"),
        ("  ", None, ""),
    ],
)
def test_dates_that_can_be_read(text, order, iso):
    assert read_date(text, order) == iso


@pytest.mark.parametrize(
    ("text", "order", "why"),
    [
        ("05/06/2022", None, "not said"),
        ("19/05/2022", None, "not said"),  # fits one order only, and still is not guessed
        ("30/02/2022", "day first", "no day 30"),
        ("29/02/2023", "day first", "no day 29"),
        ("13/13/2022", "day first", "month 13"),
        ("19/05/2022", "month first", "month 19"),
        ("19/05/2022", "year first", "no date"),
        ("2022-13-01", None, "month 13"),
        ("19/05-2022", "day first", "no date"),
        ("19/05", "day first", "no date"),
        ("May 2022", None, "no date"),
        ("19 Mai 2022", None, "no date"),
        ("44700", None, "spreadsheet's number"),
        ("yesterday", None, "no date"),
        ("01/01/1000", "day first", "year 1000"),
        ("1/2/3", "day first", "no date"),
        ("31/12/99", "day first", "1999 or 2099"),
        ("14-Mar-70", None, "1970 or 2070"),
        ("٠١/٠٢/٢٠٢٢x", "day first", "no date"),
    ],
)
def test_dates_that_cannot_be(text, order, why):
    with pytest.raises(NoDate, match=why):
        read_date(text, order)


@pytest.mark.parametrize(
    ("texts", "clear", "open_", "fits"),
    [
        (["2022-05-19", "19 May 2022", ""], 2, 0, ()),
        (["03/04/2022"], 0, 1, ("day first", "month first")),
        (["03/04/2022", "19/04/2022"], 0, 2, ("day first",)),
        (["03/04/2022", "04/19/2022"], 0, 2, ("month first",)),
        (["2022/03/04"], 0, 1, ("year first",)),
        (["19/04/2022", "04/19/2022"], 0, 2, ()),
        (["no date"], 0, 0, ()),
    ],
)
def test_what_a_column_of_dates_can_be(texts, clear, open_, fits):
    seen = look_at(texts)
    assert (seen.clear, seen.open, seen.fits) == (clear, open_, fits)


def test_a_date_in_any_order_is_one():
    assert is_date("19/05/2022") and is_date("May 4, 2022")
    assert not is_date("44/55/2022") and not is_date("0012")


@pytest.mark.parametrize(
    ("text", "state", "kept"),
    [
        ("", "blank", ""),
        ("  \n", "blank", ""),
        ("-", "blank", ""),
        (" N/A ", "blank", ""),
        ("Did Not Answer", "blank", ""),
        ("not applicable", "not applicable", ""),
        ("[illegible]", "illegible", "[illegible]"),
        ("the [Illegible] bag", "illegible", "the [Illegible] bag"),
        ("Nothing", "answered", "Nothing"),
        ("n/a for me, but kind", "answered", "n/a for me, but kind"),
        ("- calm", "answered", "- calm"),
        ("not applicable to my work", "answered", "not applicable to my work"),
        ("illegible", "answered", "illegible"),
        ("NAN", "answered", "NAN"),
        ("null", "answered", "null"),
        ("  two words  ", "answered", "two words"),
    ],
)
def test_states_by_the_lists(text, state, kept):
    assert States.of(Import()).read(text) == (state, kept)


def test_the_study_changes_the_lists():
    states = States.of(Import(blank=("nil",), illegible=("???",), not_applicable=("week 1 only",)))
    said = ["NIL", "-", "so ??? kind", "[illegible]", "Week 1 only", ""]
    assert [states.read(text)[0] for text in said] == [
        "blank", "answered", "illegible", "answered", "not applicable", "blank",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "after", "told"),
    [
        ("calm", "calm", None),
        ("don’t – “kind” £5 é 🙂", "don’t – “kind” £5 é 🙂", None),
        ("👩\u200d⚕️", "👩\u200d⚕️", None),
        ("two\r\nlines\rhere", "two\nlines\nhere", None),
        ("soft\x0bbreak\u2028here", "soft\nbreak\nhere", None),
        ("a\x00b\x07c", "abc", "control"),
        ("\u202eevil\u202c", "evil", "bidirectional"),
        ("\ufeffstart", "start", "control"),
        ("half \ud83d", "half \ufffd", "halves"),
        ("lost \ufffd", "lost \ufffd", "lost before"),
        ("donâ€™t", "donâ€™t", "wrong encoding"),
        ("cafÃ©", "cafÃ©", "wrong encoding"),
        ("Âme", "Âme", None),
        ("ÃTÉ", "ÃTÉ", None),
        ("a" * 32_767, "a" * 32_767, "perhaps cut"),
        ("a" * 32_768, "a" * 32_768, "kept whole"),
        ("a" * 32_766, "a" * 32_766, None),
    ],
)
def test_characters_are_mended_on_purpose_and_told(text, after, told):
    repairs = Repairs()
    assert mended(text, "row 2", repairs) == after
    notes = repairs.notes()
    assert (told is None and not notes) or (told in notes[0] and "row 2" in notes[0])


@pytest.mark.parametrize("text", ["=1+1", "+44", "-", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''=1"])
def test_what_begins_like_a_formula_is_made_text_and_back(text):
    assert safe_cell(text) == f"'{text}"
    assert plain_cell(safe_cell(text)) == text


@pytest.mark.parametrize("text", ["calm", "'tis", "1=1", " =1", ""])
def test_other_text_is_left_alone(text):
    assert safe_cell(text) == text == plain_cell(text)
