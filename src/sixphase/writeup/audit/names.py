"""Holding the names that relations use against what there is."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from sixphase.study.problem import MOST_PROBLEMS, Problem, did_you_mean, raise_some
from sixphase.writeup.audit.figures import Figure
from sixphase.writeup.audit.relation import Relation
from sixphase.writeup.audit.relations import CountOfList, Duration, Majority, VerbatimRepeats

Fault = tuple[str, str, str]  # key, what is wrong, what to do


def check_names(
    relations: Iterable[Relation],
    figures: Mapping[str, Figure],
    lists: Collection[str] = (),
    repeats_known: bool = True,
    file: Path | None = None,
) -> None:
    """Hold what the relations name against what there is: figures, their units, lists, other relations, repeats.

    Raises
    ------
    InputError
        With the relation, the key and the name that is not there or does not fit.
    """
    declared = {relation.id: relation for relation in relations}
    problems: list[Problem] = []
    for relation in declared.values():
        for key, what, remedy in _misnamed(relation, figures, lists, repeats_known, declared):
            problems.append(Problem(what, file, f"relation {relation.id}, key {key}", remedy))
        if len(problems) > MOST_PROBLEMS:
            break
    raise_some(problems)


def _misnamed(
    relation: Relation,
    figures: Mapping[str, Figure],
    lists: Collection[str],
    repeats_known: bool,
    declared: Mapping[str, Relation],
) -> Iterator[Fault]:
    faults = list(_figures_misnamed(relation, figures))
    yield from faults or _uncomparable(relation, figures)
    if isinstance(relation, CountOfList) and relation.list_ is not None and relation.list_ not in lists:
        remedy = _near(relation.list_, lists) if lists else "the study has no lists: write the 'items' here instead"
        yield "list", f"there is no list called '{relation.list_}'", remedy
    if isinstance(relation, Majority):
        shares = [id_ for id_, other in declared.items() if other.kind == "percentage"]
        for name in sorted(set(relation.implied_by) - set(shares)):
            remedy = _near(name, shares) if shares else "declare one first"
            yield "implied_by", f"there is no percentage relation called '{name}'", remedy
    if isinstance(relation, VerbatimRepeats) and not repeats_known:
        yield (
            "kind",
            "repeats cannot be looked for without answers",
            "add answers to the study, or remove this relation",
        )


def _figures_misnamed(relation: Relation, figures: Mapping[str, Figure]) -> Iterator[Fault]:
    for use in relation.uses():
        figure = figures.get(use.figure)
        if figure is None:
            yield use.key, f"there is no figure called '{use.figure}'", _near(use.figure, figures)
        elif figure.unit not in use.units:
            what = f"the figure '{figure.id}' is in the unit '{figure.unit}', which makes no sense here"
            yield use.key, what, f"name a figure in one of: {', '.join(sorted(use.units))}"


def _uncomparable(relation: Relation, figures: Mapping[str, Figure]) -> Iterator[Fault]:
    families = sorted({figures[use.figure].family for use in relation.uses()})
    if relation.comparable and len(families) > 1:
        yield "kind", f"the figures cannot be compared: {' and '.join(families)}", "name figures of one sort"
    if isinstance(relation, Duration):
        clock = [figures[name].unit == "time" for name in (relation.start, relation.end)]
        hours = figures[relation.stated].unit in {"hours", "minutes"}
        if len({*clock, hours}) > 1:
            remedy = "two times with hours or minutes, or two dates with days, weeks, months or years"
            yield "stated", "the start, the end and the stated length do not go together", remedy


def _near(name: str, known: Collection[str]) -> str:
    """`did_you_mean`, which compares with every name, kept to lists that a person can read."""
    return did_you_mean(name, known) if len(known) <= 200 else "look the name up in its file"
