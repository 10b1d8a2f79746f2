"""Tests of figures against each other: equal, maximum, at most, part of a whole, sums, lists."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from sixphase.writeup.audit.figures import Figure
from sixphase.writeup.audit.findings import Evidence, Verdict
from sixphase.writeup.audit.relations import AtMost, CountOfList, Equal, Maximum, PartOf, Sum
from sixphase.writeup.audit.rounding import Printed, exactly, shown

MOST_LISTED = 12  # things of a list that are named one by one


def one_number(relation: Equal | Maximum, evidence: Evidence) -> Verdict:
    """Do all figures give the same number? One printed with fewer digits may be the other one rounded."""
    figures = evidence.named(relation.figures)
    values = list(dict.fromkeys(figure.value for figure in figures))
    finest = max(figures, key=lambda figure: figure.decimals)
    if not all(_same(figure, finest) for figure in figures):
        thing = "One largest value can be one number only" if relation.kind == "maximum" else "They count one thing"
        explains = f"{thing}, and the places give different ones; they cannot all hold."
        return Verdict(False, " against ".join(values), _with_places(figures), explains, figures)
    says = f"{finest.value} in each place" if len(values) == 1 else f"{joined(values)} within rounding"
    return Verdict(True, says, _with_places(figures), "The places give the same number.", figures)


def _same(figure: Figure, finest: Figure) -> bool:
    if figure.value == finest.value:
        return True
    return figure.family != "count" and figure.decimals < finest.decimals and finest.number in figure.printed


def at_most(relation: AtMost, evidence: Evidence) -> Verdict:
    """Is no figure above the limit?"""
    limit = evidence.figures[relation.limit]
    figures = evidence.named(relation.figures)
    explains = "A figure above its own limit cannot hold together with it.", "No figure is above its limit."
    return _within(figures, limit, explains)


def part_of(relation: PartOf, evidence: Evidence) -> Verdict:
    """Is no part larger than its whole?"""
    whole = evidence.figures[relation.whole]
    parts = evidence.named(relation.parts)
    explains = "A part cannot be larger than its whole; these cannot all hold.", "No part is larger than its whole."
    return _within(parts, whole, explains)


def _within(parts: Sequence[Figure], whole: Figure, explains: tuple[str, str]) -> Verdict:
    over = [part for part in parts if exceeds(part, whole)]
    figures = (whole, *parts)
    if not over:
        arithmetic = "; ".join(f"{part.value} <= {whole.value}" for part in parts)
        return Verdict(True, f"{joined(map(str, parts))} within {whole}", arithmetic, explains[1], figures)
    says = f"{joined(map(str, over))} exceed {whole}"
    arithmetic = "; ".join(f"{part.value} {'>' if part in over else '<='} {whole.value}" for part in parts)
    return Verdict(False, says, arithmetic, explains[0], figures)


def exceeds(figure: Figure, limit: Figure) -> bool:
    """Is a figure larger than the limit, whatever the rounding of the two?

    Rounding keeps the order, so figures with the same number of digits can be compared as printed.
    """
    if figure.decimals == limit.decimals:
        return figure.number > limit.number
    return figure.printed.low > limit.printed.high


def total(relation: Sum, evidence: Evidence) -> Verdict:
    """Do the parts add up to the whole, with as much room as the rounding of each leaves?"""
    parts = evidence.named(relation.parts)
    whole = evidence.figures[relation.whole] if relation.whole else None
    target = whole.printed if whole else exactly(Fraction(str(relation.total)))
    stated = whole.number if whole else Fraction(str(relation.total))
    added = sum((part.number for part in parts), Fraction())
    room = sum((part.printed for part in parts), exactly(0))
    figures = (*parts, whole) if whole else parts
    plus = " + ".join(part.value for part in parts)
    if added == stated:
        arithmetic = f"{plus} = {shown(stated, 6)}"
        return Verdict(True, arithmetic, arithmetic, "The parts add up to the whole.", figures)
    arithmetic = f"{plus} = {shown(added, 6)}, against {shown(stated, 6)}"
    if _meet(room, target):
        explains = "Each part was rounded by itself, which leaves room for the difference."
        return Verdict(True, f"{shown(stated, 6)} within rounding", arithmetic, explains, figures)
    explains = "The parts do not add up to the whole, even with the room that rounding leaves; they cannot all hold."
    return Verdict(False, f"{shown(added, 6)} against {shown(stated, 6)}", arithmetic, explains, figures)


def _meet(one: Printed, other: Printed) -> bool:
    first, second = sorted((one, other), key=lambda printed: (printed.low, printed.high))
    return second.low < first.high or (second.low == first.high and first.with_high)


def count_of_list(relation: CountOfList, evidence: Evidence) -> Verdict:
    """Is each stated number the number of things listed?"""
    items = tuple(evidence.lists[relation.list_] if relation.list_ is not None else relation.items or ())
    figures = evidence.named(relation.figures)
    stated = list(dict.fromkeys(figure.value for figure in figures))
    agrees = all(figure.whole_number == len(items) for figure in figures)
    says = f"{len(items)} stated and listed" if agrees else f"{joined(stated)} stated, {len(items)} listed"
    listed = "; ".join(items[:MOST_LISTED]) + ("; ..." if len(items) > MOST_LISTED else "")
    arithmetic = f"stated: {_with_places(figures)}; listed: {len(items)} ({listed})"
    explains = "What is stated is what is listed."
    if not agrees:
        explains = "A stated number and the number of things listed differ; they cannot both hold."
    return Verdict(agrees, says, arithmetic, explains, figures)


def joined(words: Iterable[str]) -> str:
    """Words as a sentence lists them.

    >>> joined(["455", "589", "600"])
    '455, 589 and 600'
    """
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def _with_places(figures: Sequence[Figure]) -> str:
    return ", ".join(f"{figure.value} ({figure.where})" for figure in figures)
