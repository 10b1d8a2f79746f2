"""Numbers of forms, with a check digit that tells a slip of the pen or of the keyboard."""

from sixphase.study.problem import refuse

DIGITS = 4  # before the check digit: room for 9,999 forms
# The product of two digits, the row before the column; every product of a digit with itself is 0.
DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


def form_number(n: int, digits: int = DIGITS) -> str:
    """The number that is printed on the n-th form: n with leading zeros, and a check digit after it.

    The check digit is that of Damm (2004, Total anti-symmetrische Quasigruppen, doctoral thesis, Marburg): it tells
    every single wrong digit and every swap of two neighbours, and needs no letter X as ISO 7064 MOD 11-2 does.
    Leading zeros do not change it, so a number that a spreadsheet has robbed of them can still be checked.

    Parameters
    ----------
    n
        From 1.
    digits
        How many digits stand before the check digit, at the least.

    >>> form_number(572), form_number(1), form_number(123456)
    ('05724', '00013', '1234566')
    """
    if n < 1:
        raise refuse(f"forms are numbered from 1, not from {n}", remedy="give a number of 1 or more")
    plain = f"{n:0{digits}}"
    return plain + str(_product(plain))


def check(number: str) -> bool:
    """Whether a form's number with its check digit can be right; any other text cannot.

    >>> check("05724"), check("5724"), check("05274"), check("05725"), check("form 5724"), check("")
    (True, True, False, False, False, False)
    """
    return len(number) > 1 and number.isascii() and number.isdigit() and int(number) > 0 and _product(number) == 0


def _product(digits: str) -> int:
    """All digits multiplied one after the other; 0 where the last is the check digit of the others."""
    so_far = 0
    for digit in digits:
        so_far = DAMM[so_far][int(digit)]
    return so_far
