"""Short ways to write figures, relations and repeats in tests."""

from dataclasses import dataclass

from sixphase.writeup.audit.figures import Figure
from sixphase.writeup.audit.findings import Finding
from sixphase.writeup.audit.relations import KINDS
from sixphase.writeup.audit.run import audit


@dataclass(frozen=True)
class Same:
    """A repeat, as any finder of repeats may give it."""

    kind: str
    answer_ids: tuple[str, ...]


def figures(**values: str) -> dict[str, Figure]:
    """Figures from 'value unit', such as ``women="80 people"``."""
    split = {name: said.split() for name, said in values.items()}
    return {name: Figure(name, value, unit, "Somewhere", f"what {name} is") for name, (value, unit) in split.items()}


def relation(kind: str, **keys):
    return KINDS[kind].model_validate({"id": "tested", "kind": kind, **keys})


def found(kind: str, values: dict[str, str], lists=None, repeats=None, **keys) -> Finding:
    """The one finding on one relation."""
    [finding] = audit(figures(**values), [relation(kind, **keys)], lists, repeats)
    return finding
