"""Words of people as Markdown that shows just these words, wherever Markdown is read."""

import re

SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!|<>@$^~'\"-])")


def markdown(text: str) -> str:
    r"""Plain text as Markdown that shows just this text.

    >>> print(markdown("a_b [1, 2] 5*"))
    a\_b \[1, 2\] 5\*
    """
    return SPECIAL.sub(r"\\\1", text)
