"""Differences as people read them: in a terminal, in a notebook, and as plain text."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from sixphase.study.problem import safe
from sixphase.transcription.entry.compare import DIFFERS, FIRST_ONLY, SECOND_ONLY, Comparison
from sixphase.transcription.entry.pieces import Piece, pieces
from sixphase.transcription.entry.rates import Rate, rate_of, rates_by_field

MOST = 200  # differences in one notebook cell
AROUND = 40  # characters of unchanged text that are shown beside a difference in a terminal
_RED, _GREEN, _OFF = "\x1b[31;9m", "\x1b[32;4m", "\x1b[0m"


def as_plain(parts: Iterable[Piece]) -> str:
    """Both texts in one line: [-what the first has-]{+what the second has+}.

    >>> as_plain(pieces("I felt safe", "I felt save"))
    'I felt sa[-f-]{+v+}e'
    """
    return "".join(_marked(part, "[-{}-]", "{{+{}+}}") for part in parts)


def as_terminal(parts: Iterable[Piece], colour: bool = True, around: int = AROUND) -> str:
    """The same on one line of a terminal: long stretches that are the same are shortened, nothing can steer it."""
    short = (Piece(p.kind, _shortened(p.first, around), "") if p.kind == "same" else p for p in parts)
    first, second = (f"{_RED}[-{{}}-]{_OFF}", f"{_GREEN}{{{{+{{}}+}}}}{_OFF}") if colour else ("[-{}-]", "{{+{}+}}")
    return "".join(_marked(part, first, second, clean=_one_line) for part in short)


def as_html(parts: Iterable[Piece]) -> str:
    """The same for a notebook, every word escaped; the words 'first' and 'second' are there for screen readers.

    >>> as_html(pieces("<b>", "<i>"))
    '&lt;<del title="first typist">b</del><ins title="second typist">i</ins>&gt;'
    """
    first, second = '<del title="first typist">{}</del>', '<ins title="second typist">{}</ins>'
    return "".join(_marked(part, first, second, clean=escape) for part in parts)


def difference(row: Any) -> tuple[Piece, ...]:
    """The pieces of one row of `Comparison.differences`; a state other than 'answered' stands as [state]."""
    return pieces(*(_said(getattr(row, f"{side}_state"), getattr(row, f"{side}_compared")) for side in _SIDES))


_SIDES = ("first", "second")


def _said(state: str, text: str) -> str:
    return text if state == "answered" else f"[{state}] {text}".strip()


def report(comparison: Comparison, colour: bool = False, most: int = 50) -> str:
    """The comparison in words: what was compared, the rates, forms that stand alone, and the differences in line."""
    return "\n".join(_report(comparison, colour, most))


def _report(comparison: Comparison, colour: bool, most: int) -> Iterator[str]:
    count = comparison.forms["result"].value_counts()
    yield f"{_n(count.get('both', 0), 'form')} typed twice, {_n(len(comparison.double), 'field')} in them."
    yield from _alone(comparison)
    double = comparison.double.assign(differs=comparison.double["result"].eq(DIFFERS).astype(int), one=1)
    yield f"Fields that differ: {rate_text(rate_of(double, 'differs', 'one'))}."
    yield f"Characters that differ: {rate_text(rate_of(double, 'edits', 'characters'))}."
    yield "By question:"
    by_field = rates_by_field(double, "differs", "one", comparison.names)
    letters = rates_by_field(double, "edits", "characters", comparison.names)
    for role, rate in by_field.items():
        worded = f"; characters: {rate_text(letters[role])}" if role in letters else ""
        yield f"  {safe(comparison.names[role])}: {rate_text(rate)}{worded}"
    rows = comparison.rows()
    if rows:
        yield "The differences, [-first typist-]{+second typist+}:"
    for row in rows[:most]:
        yield f"  {safe(str(row.form_id))}  {safe(comparison.names[str(row.field)])}"
        yield f"      {as_terminal(difference(row), colour)}"
    if len(rows) > most:
        yield f"  and {len(rows) - most:,} more."


def _alone(comparison: Comparison) -> Iterator[str]:
    for result, who in ((FIRST_ONLY, "first"), (SECOND_ONLY, "second")):
        ids = comparison.forms.loc[comparison.forms["result"] == result, "form_id"].tolist()
        if ids:
            listed = ", ".join(map(safe, ids[:20])) + (f" and {len(ids) - 20:,} more" if len(ids) > 20 else "")
            yield f"Only the {who} typist has {_n(len(ids), 'form')}: {listed}."
    both = comparison.forms.loc[comparison.forms["result"] == "both", "form_id"]
    of_both = comparison.fields[comparison.fields["form_id"].isin(both)]
    for result, who in ((FIRST_ONLY, "first"), (SECOND_ONLY, "second")):
        rows = of_both[of_both["result"] == result]
        if len(rows):
            example = f"{safe(rows['form_id'].iloc[0])}, {safe(comparison.names[rows['field'].iloc[0]])}"
            yield f"In forms of both, only the {who} has {_n(len(rows), 'field')} (the first: {example})."
    for one, two in comparison.likely:
        yield f"Form {safe(one)} of the first and {safe(two)} of the second say the same: is one number mistyped?"


def rate_text(rate: Rate) -> str:
    """A rate in words.

    >>> rate_text(Rate(2, 40, 50.0, 13.8, 165.0))
    '2 of 40, 50.00 per 1,000 (95 % interval 13.80 to 165.00)'
    """
    if not rate.of:
        return "nothing to compare"
    numbers = f"{rate.per_1000:,.2f} per 1,000 (95 % interval {rate.low:,.2f} to {rate.high:,.2f})"
    return f"{rate.errors:,} of {rate.of:,}, {numbers}"


class Differences:
    """All differences of a comparison as the result of a notebook cell."""

    def __init__(self, comparison: Comparison):
        self.comparison = comparison

    def __repr__(self) -> str:
        return report(self.comparison)

    def _repr_html_(self) -> str:
        rows = self.comparison.rows()
        lines = "".join(
            f'<tr><th scope="row">{escape(str(row.form_id))}</th>'
            f"<td>{escape(self.comparison.names[str(row.field)])}</td>"
            f'<td style="text-align:left;white-space:pre-wrap">{as_html(difference(row))}</td></tr>'
            for row in rows[:MOST]
        )
        more = f" The first {MOST} are shown." if len(rows) > MOST else ""
        caption = f"{_n(len(rows), 'difference')}.{more}"
        head = "".join(f'<th scope="col">{name}</th>' for name in ("Form", "Field", "Difference"))
        return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"


def _marked(part: Piece, first: str, second: str, clean: Any = str) -> str:
    if part.kind == "same":
        return clean(part.first)
    return "".join(mark.format(clean(t)) for mark, t in ((first, part.first), (second, part.second)) if t)


def _one_line(text: str) -> str:
    return safe(text.replace("\n", " "))


def _shortened(text: str, around: int) -> str:
    return text if len(text) <= 2 * around + 5 else f"{text[:around]} ... {text[-around:]}"


def _n(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
