"""Letters that none of typst's fonts has, such as most emoji: in the PDF their names stand in their place.

No font of the machine is taken, so that a PDF is the same wherever it is made.
"""

import unicodedata
from functools import cache

import typst

LATIN_TO_CYRILLIC = range(0x530)  # with Greek: all fonts have these
PUNCTUATION = range(0x2000, 0x2070)


def with_names(markup: str) -> str:
    """The markup of a PDF with ‹green heart› in place of a letter that cannot be shown.

    >>> with_names("A café → 💚")
    'A café → ‹green heart›'
    """
    signs = {sign for sign in markup if ord(sign) not in LATIN_TO_CYRILLIC and ord(sign) not in PUNCTUATION}
    return markup.translate({ord(sign): f"‹{_name(sign)}›" for sign in signs if not _is_shown(sign)})


@cache
def _is_shown(sign: str) -> bool:
    text = f'#set document(title: "A")\n{sign}'.encode()
    try:
        typst.compile(text, format="pdf", ignore_system_fonts=True, pdf_standards=["ua-1"])
    except typst.TypstError:
        return False
    return True


def _name(sign: str) -> str:
    return unicodedata.name(sign, f"U+{ord(sign):04X}").lower().replace("u+", "U+")
