"""Tests of percentages and of majorities, by the whole numbers that they leave possible."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from sixphase.writeup.audit.comparing import joined
from sixphase.writeup.audit.figures import Figure
from sixphase.writeup.audit.findings import Evidence, Verdict
from sixphase.writeup.audit.intervals import Span, common, counts_of, wholes_of
from sixphase.writeup.audit.relations import Majority, Percentage, Share
from sixphase.writeup.audit.rounding import shown

ROUNDING = "Each percentage is taken as rounded to the digits printed, a tie up or to the even digit."


def percentage(relation: Percentage, evidence: Evidence) -> Verdict:
    """Can all percentages be shares of one whole, which is reported or not?"""
    if relation.whole:
        return _of_known_whole(relation, evidence)
    spans = [span_of(share, evidence) for share in relation.shares]
    shared, figures = common(spans), _figures(relation, evidence)
    arithmetic = "; ".join(_division(share, evidence) for share in relation.shares)
    if not shared.empty:
        explains = f"There is a number for {relation.called} that fits. {ROUNDING}"
        return Verdict(True, f"{shared} fits", arithmetic, explains, figures)
    if any(span.empty for span in spans):
        why = f"No whole number for {relation.called} gives one of the counts the percentage printed with it"
    else:
        why = f"The numbers possible for {relation.called} do not overlap, so no number satisfies all"
    says = f"no common whole ({' against '.join(map(str, spans))})"
    return Verdict(False, says, arithmetic, f"{why}; they cannot all hold. {ROUNDING}", figures)


def span_of(share: Share, evidence: Evidence) -> Span:
    """The wholes that a count and its percentage leave possible."""
    assert share.count is not None  # the relation asks for it where the whole is not reported
    return wholes_of(evidence.figures[share.count].whole_number, evidence.figures[share.percent].printed)


def _division(share: Share, evidence: Evidence) -> str:
    """How the span comes about, such as '455 / 0.715 to 455 / 0.705 -> 637 to 645'."""
    assert share.count is not None
    count, percent = evidence.figures[share.count].value, evidence.figures[share.percent].printed
    least, most = shown(percent.high / 100, 9), shown(percent.low / 100, 9)
    ends = f"{count} / {least} to {count} / {most}" if percent.low > 0 else f"{count} / {least} or more"
    return f"{ends} -> {span_of(share, evidence)}"


def _of_known_whole(relation: Percentage, evidence: Evidence) -> Verdict:
    whole = evidence.figures[relation.whole or ""]
    fits = [_fits(share, whole, evidence) for share in relation.shares]
    arithmetic = "; ".join(_share_of(share, whole, evidence) for share in relation.shares)
    figures = _figures(relation, evidence)
    percents = evidence.named([share.percent for share in relation.shares])
    if all(fits):
        says = f"{joined(map(str, percents))} of {whole}"
        return Verdict(True, says, arithmetic, f"Each percentage can be one of {whole}. {ROUNDING}", figures)
    off = [str(percent) for percent, fit in zip(percents, fits, strict=True) if not fit]
    explains = f"No count out of {whole}, or not the one reported, is printed as {joined(off)}; they cannot all hold."
    return Verdict(False, f"{joined(off)} does not fit {whole}", arithmetic, f"{explains} {ROUNDING}", figures)


def _fits(share: Share, whole: Figure, evidence: Evidence) -> bool:
    percent = evidence.figures[share.percent].printed
    if share.count is None:
        return not counts_of(whole.whole_number, percent).empty
    return whole.whole_number in wholes_of(evidence.figures[share.count].whole_number, percent)


def _share_of(share: Share, whole: Figure, evidence: Evidence) -> str:
    percent = evidence.figures[share.percent]
    if share.count is None:
        counts = counts_of(whole.whole_number, percent.printed)
        return f"counts of {whole.value} that print as {percent}: {counts}"
    count = evidence.figures[share.count]
    if not whole.whole_number:
        return f"{count.value} / 0, against {percent}"
    true = shown(Fraction(100 * count.whole_number, whole.whole_number), percent.decimals + 2)
    return f"100 x {count.value} / {whole.value} = {true}, against {percent.value}"


def _figures(relation: Percentage, evidence: Evidence) -> tuple[Figure, ...]:
    ids = [id_ for share in relation.shares for id_ in (share.count, share.percent)]
    return evidence.named([id_ for id_ in dict.fromkeys([*ids, relation.whole]) if id_])


@dataclass(frozen=True)
class Base:
    """A whole of which something may be the majority: whole people, and where they are known from."""

    span: Span
    source: str

    def holds(self, part: int) -> bool | None:
        """Is `part` more than half of it? None where it depends on the number within the span."""
        low, high = self.span.low, self.span.high
        if self.span.empty or 2 * part <= low or (high is not None and part > high):
            return False
        return True if high is not None and 2 * part > high else None

    def says(self, part: int) -> str:
        verdict = {True: "a majority", False: "no majority", None: "a majority of some"}[self.holds(part)]
        return f"of {self.span} ({self.source}): {self._half()} -> {verdict}"

    def _half(self) -> str:
        low, high = self.span.low, self.span.high
        if self.span.empty:
            return "no whole number fits"
        ends = [shown(Fraction(end, 2), 1) for end in (low, high) if end is not None]
        return f"half is {' to '.join(dict.fromkeys(ends))}" + ("" if high is not None else " or more")


def majority(relation: Majority, evidence: Evidence) -> Verdict:
    """Is the part more than half of each whole that is reported or that percentages imply?"""
    part = evidence.figures[relation.part]
    bases = list(_bases(relation, evidence))
    held = [base.holds(part.whole_number) for base in bases]
    arithmetic = f"{part.value} " + "; ".join(base.says(part.whole_number) for base in bases)
    figures = _majority_figures(relation, evidence)
    failed = [str(base.span) for base, holds in zip(bases, held, strict=True) if holds is False]
    held_of = [str(base.span) for base, holds in zip(bases, held, strict=True) if holds is not False]
    if not failed and None in held:
        explains = "A majority is more than half; here that depends on the exact number, and some numbers allow it."
        return Verdict(True, f"{part.value} can be a majority of {joined(held_of)}", arithmetic, explains, figures)
    if not failed:
        explains = "A majority is more than half, and the part is more than half of each whole."
        return Verdict(True, f"{part.value} is a majority of {joined(held_of)}", arithmetic, explains, figures)
    says = f"{part.value} is no majority of {' or of '.join(failed)}"
    explains = f"A majority is more than half, which {part} would not be of {' or of '.join(failed)}"
    if held_of:
        explains += f"; of {' or of '.join(held_of)} it would be, so it depends on which whole is meant"
    return Verdict(False, says, arithmetic, f"{explains}.", figures, on_one_reading=bool(held_of))


def _bases(relation: Majority, evidence: Evidence) -> Iterator[Base]:
    for share in _implying(relation, evidence):
        count, percent = evidence.figures[share.count or ""], evidence.figures[share.percent]
        yield Base(span_of(share, evidence), f"implied by {count} at {percent}")
    for figure in evidence.named(relation.wholes):
        yield Base(Span(figure.whole_number, figure.whole_number), f"{figure.unit}, {figure.where}")


def _implying(relation: Majority, evidence: Evidence) -> Iterator[Share]:
    for id_ in relation.implied_by:
        named = evidence.relations[id_]
        if isinstance(named, Percentage):
            yield from (share for share in named.shares if share.count)


def _majority_figures(relation: Majority, evidence: Evidence) -> tuple[Figure, ...]:
    implied = [id_ for share in _implying(relation, evidence) for id_ in (share.count, share.percent) if id_]
    return evidence.named(list(dict.fromkeys([relation.part, *implied, *relation.wholes])))
