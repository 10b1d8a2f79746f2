"""The audit: every declared relation tested against the figures, the lists and the answers.

Findings come from the numbers alone. A relation says which figures belong together and never what is wrong with
them, so a figure that is put right takes its own findings away and leaves all others as they are. Relations are
therefore best declared around the figure that they question. For the published study this means:

- the participants of the abstract are the whole of one relation, of which the forms and the women are parts. Were
  there more participants than forms and women, this one finding would go: people may well hand in fewer forms than
  there are people;
- that the women are more than the forms does not depend on the abstract at all, so it is a relation of its own,
  and holds only provided that gender was read off the forms;
- the two percentages imply their wholes without the abstract, and so does the majority, which is claimed in the
  same section as the forms. Neither names the participants of the abstract, so neither changes with them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sixphase.study.problem import InputError, Problem
from sixphase.writeup.audit.comparing import at_most, count_of_list, one_number, part_of, total
from sixphase.writeup.audit.durations import duration
from sixphase.writeup.audit.figures import Figure
from sixphase.writeup.audit.figures_file import read_figures
from sixphase.writeup.audit.findings import Evidence, Finding, Repeat, Verdict, finding
from sixphase.writeup.audit.names import check_names
from sixphase.writeup.audit.quoted import verbatim_repeats
from sixphase.writeup.audit.relation import Relation
from sixphase.writeup.audit.relations_file import read_relations
from sixphase.writeup.audit.shares import majority, percentage

TESTS: dict[str, Callable[[Any, Evidence], Verdict]] = {
    "equal": one_number,
    "maximum": one_number,
    "at_most": at_most,
    "part_of": part_of,
    "sum": total,
    "percentage": percentage,
    "count_of_list": count_of_list,
    "majority": majority,
    "duration": duration,
    "verbatim_repeats": verbatim_repeats,
}


def audit(
    figures: Mapping[str, Figure],
    relations: Sequence[Relation],
    lists: Mapping[str, Sequence[str]] | None = None,
    repeats: Sequence[Repeat] | None = None,
) -> tuple[Finding, ...]:
    """Test every relation; one finding each, in the order declared, those that agree included.

    Parameters
    ----------
    figures
        Reported figures by id, as `read_figures` gives them.
    relations
        Declared relations, as `read_relations` gives them.
    lists
        Lists that the study itself holds, by name: 'themes', 'subthemes of T1', ...
    repeats
        Groups of answers that say the same; None where the answers were not looked at.

    Returns
    -------
    tuple of Finding
        `agrees` tells a disagreement from an agreement.

    Raises
    ------
    InputError
        When a relation names a figure, a list or a relation that is not there.

    References
    ----------
    Brown & Heathers 2017 (GRIM), whose test of means this follows in spirit.
    """
    check_names(relations, figures, lists or {}, repeats is not None)
    evidence = Evidence(figures, {relation.id: relation for relation in relations}, lists or {}, repeats or ())
    return tuple(finding(relation, TESTS[relation.kind](relation, evidence)) for relation in relations)


def audit_study_files(
    figures_csv: Path,
    relations_yml: Path,
    lists: Mapping[str, Sequence[str]] | None = None,
    repeats: Sequence[Repeat] | None = None,
) -> tuple[Finding, ...]:
    """Read the two files of a paper and audit it; see `audit`.

    Raises
    ------
    InputError
        With all that is wrong in both files, so that it can be mended in one go.
    """
    figures, relations = read_audit_files(figures_csv, relations_yml)
    check_names(relations, figures, lists or {}, repeats is not None, relations_yml)
    return audit(figures, relations, lists, repeats)


def read_audit_files(figures_csv: Path, relations_yml: Path) -> tuple[dict[str, Figure], tuple[Relation, ...]]:
    """The figures and the relations of a paper; faults of both files are told together."""
    problems: list[Problem] = []
    figures: dict[str, Figure] = {}
    relations: tuple[Relation, ...] = ()
    try:
        figures = read_figures(figures_csv)
    except InputError as error:
        problems += error.problems
    try:
        relations = read_relations(relations_yml)
    except InputError as error:
        problems += error.problems
    if problems:
        raise InputError(problems)
    return figures, relations


def untested(figures: Mapping[str, Figure], relations: Iterable[Relation]) -> tuple[Figure, ...]:
    """The figures that no relation names, so that nothing is said of them."""
    named = {use.figure for relation in relations for use in relation.uses()}
    return tuple(figure for id_, figure in figures.items() if id_ not in named)
