"""Words of people as Markdown that shows just these words, wherever Markdown is read."""

import re

SPECIAL = re.compile(r"""[\\`*_{}\[\]()#+!|<>@$^~'"&-]|\.(?=\.)""")
# what begins a list, a caption, a block or a title, and only at the beginning: `1. `, `iv. `, `Table:`, `:::`, `%`
BEGINS = re.compile(r"^((?:[Tt]able(?=:)|(?:\d+|[A-Za-z]|[IVXLCDM]+|[ivxlcdm]+)(?=\.(?: |$))|(?=[:%])))(.)")

SIGNLESS = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]")  # control characters: no font shows them, no XML holds them


def markdown(text: str) -> str:
    r"""Plain text as Markdown that shows just this text, in one line: lines after the first could begin anything.

    >>> print(markdown("a_b [1, 2] 5*"))
    a\_b \[1, 2\] 5\*
    >>> print(markdown("1. so {#room 5}"))
    1\. so \{\#room 5\}
    >>> print(markdown("a\x00 b\x1b"))
    a b
    """
    return BEGINS.sub(r"\1\\\2", SPECIAL.sub(r"\\\g<0>", signs_only(text)))


def signs_only(text: str) -> str:
    r"""A text in one line, without characters that have no sign.

    >>> signs_only("a\x07 b\n c")
    'a b c'
    """
    return SIGNLESS.sub("", " ".join(text.split()))
