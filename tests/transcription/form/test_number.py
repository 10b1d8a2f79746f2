"""Form numbers: every slip that the check digit promises to tell is told."""

from itertools import product

import pytest

from sixphase.study.problem import InputError
from sixphase.transcription.form.number import DAMM, check, form_number

NUMBERS = [form_number(n) for n in (1, 9, 10, 42, 572, 987, 1234, 4711, 9999)]


def test_the_table_is_a_totally_antisymmetric_quasigroup() -> None:
    """The properties that the proof of Damm (2004) rests on, by trying all of them."""
    digits = range(10)
    assert all(sorted(row) == list(digits) for row in DAMM)
    assert all(sorted(column) == list(digits) for column in zip(*DAMM, strict=True))
    assert all(DAMM[d][d] == 0 for d in digits)
    for c, x, y in product(digits, repeat=3):
        if DAMM[DAMM[c][x]][y] == DAMM[DAMM[c][y]][x]:
            assert x == y


def test_published_example() -> None:
    assert form_number(572, 3) == "5724"
    assert check("5724")


@pytest.mark.parametrize("number", NUMBERS)
def test_every_wrong_digit_is_told(number: str) -> None:
    for place, digit in product(range(len(number)), "0123456789"):
        slip = number[:place] + digit + number[place + 1 :]
        assert check(slip) == (slip == number)


@pytest.mark.parametrize("number", NUMBERS)
def test_every_swap_of_neighbours_is_told(number: str) -> None:
    for place in range(len(number) - 1):
        slip = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
        assert check(slip) == (slip == number)


@pytest.mark.parametrize("text", ["", "0", "00000", "5724 ", " 5724", "57-24", "-5724", "٥٧٢٤", "5724.0", "abc", "²²"])
def test_what_is_no_number(text: str) -> None:
    assert not check(text)


def test_numbers_do_not_repeat() -> None:
    assert len({form_number(n) for n in range(1, 10_000)}) == 9_999


def test_forms_are_numbered_from_one() -> None:
    with pytest.raises(InputError, match="from 1"):
        form_number(0)
