"""Relations between themes, as the researcher declares them."""

from collections.abc import Collection, Mapping
from pathlib import Path

import pandas as pd

from sixphase.study.problem import Problem, did_you_mean, raise_some

COLUMNS = ("from", "to", "kind", "words")


def check_relations(relations: pd.DataFrame, known: Collection[str], file: Path | None = None) -> pd.DataFrame:
    """The relations, if each holds together; spaces around the words are taken off.

    Parameters
    ----------
    relations
        One row a relation: from, to (ids of themes, subthemes or codes), kind (one or two words: 'leads to'), words
        (what the researcher says of it; may be empty).
    known
        The ids on the map.
    file
        Where the relations were read, for the message.

    Raises
    ------
    InputError
        With every relation that names an unknown id, that goes from a thing to itself, that has no kind, or that
        stands twice.
    """
    table = relations.loc[:, list(COLUMNS)].apply(lambda column: column.astype(str).str.strip())
    problems: list[Problem] = []
    seen: set[tuple[str, str, str]] = set()
    for number, row in enumerate(table.to_dict("records"), start=1):
        one, other, kind = row["from"], row["to"], row["kind"]
        place = f"relation {number}"
        problems += [
            Problem(f"there is no theme or code '{end}' on the map", file, place, did_you_mean(end, known))
            for end in dict.fromkeys((one, other))
            if end not in known
        ]
        if one == other:
            problems.append(Problem(f"'{one}' is related to itself", file, place, "name another end, or remove it"))
        if not kind:
            problems.append(Problem("it has no kind", file, place, "say in a word or two what the relation is"))
        if (one, other, kind) in seen:
            problems.append(Problem("it stands twice", file, place, "keep one of them"))
        seen.add((one, other, kind))
    raise_some(problems)
    return table.reset_index(drop=True)


def relation_words(row: Mapping[str, str], names: Mapping[str, str]) -> str:
    """A relation as a sentence.

    >>> relation_words({"from": "T1", "to": "T2", "kind": "leads to", "words": ""}, {"T1": "Calm", "T2": "Care"})
    'Calm → Care: leads to.'
    """
    said = f"{names[row['from']]} → {names[row['to']]}: {row['kind']}."
    words = row["words"].rstrip(".")
    return f"{said} {words}." if words else said
