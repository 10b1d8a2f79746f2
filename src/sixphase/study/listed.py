"""Names in a sentence."""

from collections.abc import Sequence


def listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them; 'none' where there is none.

    >>> listed(["Flows", "Explanations", "Safe space"])
    'Flows, Explanations and Safe space'
    >>> listed(["Flows"]), listed([])
    ('Flows', 'none')

    A name that holds a comma would read as two:

    >>> listed(["Seats, cold and access", "Meeting others", "Sleep"])
    'Seats, cold and access; Meeting others; and Sleep'
    """
    *first, last = names or ["none"]
    if first and any("," in name for name in names):
        return f"{'; '.join(first)}; and {last}"
    return f"{', '.join(first)} and {last}" if first else last
