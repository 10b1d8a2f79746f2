"""Names in a sentence."""

from collections.abc import Sequence


def listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them; 'none' where there is none.

    >>> listed(["Flows", "Explanations", "Safe space"])
    'Flows, Explanations and Safe space'
    >>> listed(["Flows"]), listed([])
    ('Flows', 'none')
    """
    *first, last = names or ["none"]
    return f"{', '.join(first)} and {last}" if first else last
