"""Identifiers with a form of their own, and what only looks like one."""

import pytest

from sixphase.transcription.names.forms import nhs_check, own_forms

FOUND = [
    ("write to a.b-c@nottshc.nhs.uk.", "EMAIL", "a.b-c@nottshc.nhs.uk"),
    ("jane_smith @ gmail.com", "EMAIL", "jane_smith @ gmail.com"),
    ("jane.smith(at)outlook.com", "EMAIL", "jane.smith(at)outlook.com"),
    ("sarahj@nhsnet", "EMAIL", "sarahj@nhsnet"),
    ("ring 07700 900123", "PHONE", "07700 900123"),
    ("(0115) 496 0123 ext. 45", "PHONE", "(0115) 496 0123 ext. 45"),
    ("+44 (0)7700-900-123!", "PHONE", "+44 (0)7700-900-123"),
    ("400 745 0128. 0115 496 0215", "PHONE", "0115 496 0215"),
    ("020 7946 0123", "PHONE", "020 7946 0123"),
    ("01204 52345", "PHONE", "01204 52345"),
    ("O7700 900123", "PHONE", "O7700 900123"),
    ("7700 900 123", "PHONE", "7700 900 123"),
    ("tel 496 0123", "PHONE", "496 0123"),
    ("bleep 4417", "PHONE", "4417"),
    ("+353 87 123 4567", "PHONE", "+353 87 123 4567"),
    ("my NHS number is 943 476 5919", "NHS NUMBER", "943 476 5919"),
    ("9434765919", "NHS NUMBER", "9434765919"),
    ("NHS no: 943 476 5918", "NHS NUMBER", "943 476 5918"),  # a slip of the pen in a number that is called one
    ("AB 12 34 56 C", "NI NUMBER", "AB 12 34 56 C"),
    ("jg103759a", "NI NUMBER", "jg103759a"),
    ("XX 10 37 59 A", "NI NUMBER", "XX 10 37 59 A"),
    ("on 02/01/64. (07700.900.082)", "PHONE", "07700.900.082"),
    ("NI number JG 10 37 59", "NI NUMBER", "JG 10 37 59"),
    ("NG5 1PB", "POSTCODE", "NG5 1PB"),
    ("sw1a 1aa", "POSTCODE", "sw1a 1aa"),
    ("EC1A1BB", "POSTCODE", "EC1A1BB"),
    ("www.a-name.co.uk/x?y=1, then", "WEB", "www.a-name.co.uk/x?y=1"),
    ("see facebook.com/jane.smith.9", "WEB", "facebook.com/jane.smith.9"),
    ("follow @jane_smith!", "ACCOUNT", "@jane_smith"),
    ("instagram: jane_smith99", "ACCOUNT", "jane_smith99"),
    ("born 3.4.72", "DATE OF BIRTH", "3.4.72"),
    ("D.O.B. 03/04/1972", "DATE OF BIRTH", "03/04/1972"),
    ("12th of March, 1985", "DATE OF BIRTH", "12th of March, 1985"),
    ("March 12th 1985", "DATE OF BIRTH", "March 12th 1985"),
    ("1985-03-12", "DATE OF BIRTH", "1985-03-12"),
    ("born on 19 May 2022", "DATE OF BIRTH", "19 May 2022"),
]
LEFT = [
    "10/10", "24/7", "page 2019", "3 circles", "9:30 to 16:00", "100 %", "1.5 hours", "score 8/10, was 6/10",
    "01/02/2020 12:30", "on 19/05/2022", "from 2019 2020 2021", "0 1 2 3 4 5 6 7 8 9 10", "0 10 20 30 40 50 60 70 80",
    "call 999", "rang 111", "ring 24/7", "phone 2019", "ext 2", "943 476 5918", "0000000000", "BG 12 34 56 A",
    "AB 12 34 56 E", "AB 12 34 56", "room b4 2nd floor", "at M1 3pm", "B4 4th time", "L8 4pm", "QQ5 1PB",
    "a calm mind @home",
    "the nurse @ LGH on Friday", "5@10am", "helpful.Thank you", "very good.I liked it", "e.g. this", "in 1985",
    "born in March", "born in 1985", "discharged 28/02/2020", "31/02/1985", "99/99/1985", "i.e. self-criticism",
    "instagram is bad for me", "twitter: great", "Yes/no", "and/or", "1,234,567 people", "£10.50", "2 x 1000mg",
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "word"), FOUND)
def test_found_by_form(text, kind, word):
    assert [(f.kind, text[f.start : f.end]) for f in own_forms(text)] == [(kind, word)]


@pytest.mark.parametrize("text", LEFT)
def test_near_misses_stay(text):
    assert own_forms(text) == []


def test_a_session_is_no_date_of_birth():
    assert own_forms("born again on 19/05/2022", frozenset({"2022-05-19"})) == []
    assert own_forms("born again on 19.5.22", frozenset({"2022-05-19"})) == []
    assert own_forms("it was 12/03/1998", born_by=1990) == []


@pytest.mark.parametrize(
    "same",
    [
        ["07700 900123", "+44 7700 900 123", "0044 (0)7700-900123", "O7700900123"],
        ["NG5 1PB", "ng51pb"],
        ["www.a-name.com", "http://a-name.com/"],
        ["born 3/4/72", "DOB 3 Apr 72"],
        ["AB 12 34 56 C", "ab123456c"],
    ],
)
def test_all_ways_to_write_one_are_one(same):
    assert len({own_forms(text)[0].who for text in same}) == 1


def test_every_wrong_check_digit_is_refused():
    right = [last for last in range(10) if nhs_check(f"943476591{last}")]
    assert right == [9]
