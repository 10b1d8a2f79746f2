"""Two people type the same forms, each with errors that are known."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sixphase.simulation import plan
from sixphase.simulation.draw import Draw
from sixphase.simulation.people import Form
from sixphase.simulation.scores import possible_scores
from sixphase.simulation.writing import MARK, Written

HEADINGS = {"Form": "form_id", "Date": "session_date", "Job": "attribute occupation", "Gender": "attribute gender"}
HEADINGS |= {"Calm": "attribute calm"} | {f"Q{n}": f"question {id_}" for n, id_ in enumerate(plan.QUESTIONS, start=1)}
NEAR = {  # letters that lie beside each other on a British keyboard
    "a": "qs", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk",
    "k": "jl", "l": "ko", "m": "nj", "n": "bm", "o": "ip", "p": "ol", "q": "wa", "r": "et", "s": "ad", "t": "ry",
    "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "xa",
}  # fmt: skip


@dataclass(frozen=True)
class Slip:
    """An error of a typist: in which field of which form, what kind, where in the words, what was there and is.

    Kinds are 'substitution', 'omission', 'doubling' (of a letter), 'field' (another box of a closed question, or
    another score) and 'form' (the form left out).
    """

    typist: str
    form_id: str
    field: str
    kind: str
    start: int | None
    written: str
    typed: str


@dataclass(frozen=True)
class Typed:
    """What one person typed, as rows under `HEADINGS`, and the errors in it."""

    rows: tuple[tuple[str, ...], ...]
    slips: tuple[Slip, ...]

    def as_csv(self) -> str:
        file = io.StringIO()
        csv.writer(file, lineterminator="\n").writerows([tuple(HEADINGS), *self.rows])
        return file.getvalue()


def type_all(seed: int, forms: Sequence[Form], answers: Sequence[Written]) -> dict[str, Typed]:
    """Both transcripts, by the name of the typist; no form is left out by both."""
    order = iter(Draw(seed, "left out").shuffled(range(len(forms))))
    words = {(a.form_id, a.question): a for a in answers}
    made = {}
    for typist, rates in plan.TYPISTS.items():
        number = round(rates["forms_left_out"] * len(forms) / plan.FORMS)
        out = {next(order) for _ in range(min(number, len(forms) // 3))}
        made[typist] = _typed(seed, typist, rates, forms, out, words)
    return made


def _typed(
    seed: int, typist: str, rates: Mapping[str, float], forms: Sequence[Form], out: set[int],
    words: Mapping[tuple[str, str], Written],
) -> Typed:  # fmt: skip
    rows, slips = [], []
    for place, form in enumerate(forms):
        if place in out:
            slips.append(Slip(typist, form.form_id, "", "form", None, "", ""))
            continue
        draw = Draw(seed, "typing", typist, form.form_id)
        scores = Draw(seed, "typing", "calm", typist, form.form_id)
        cells, wrong = _boxes(typist, form, rates["per_1000_fields"] / 1000, draw, scores)
        for question in plan.QUESTIONS:
            text, found = _answer(typist, words[form.form_id, question], rates["per_1000_characters"] / 1000, draw)
            cells.append(text)
            wrong += found
        rows.append((form.form_id, "/".join(form.day.split("-")[::-1]), *cells))
        slips += wrong
    return Typed(tuple(rows), tuple(slips))


def _boxes(typist: str, form: Form, rate: float, draw: Draw, scores: Draw) -> tuple[list[str], list[Slip]]:
    """The closed questions and the score; an error is another of the boxes, or another score."""
    cells, slips = [], []
    for field, right, boxes, stream in (
        ("occupation", form.occupation_given, list(plan.OCCUPATIONS), draw),
        ("gender", form.gender_given, list(plan.GENDERS), draw),
        ("calm", form.calm_given, [str(score) for score in possible_scores()], scores),
    ):
        typed = stream.pick([box for box in boxes if box != right]) if stream.chance(rate) else right
        if typed != right:
            slips.append(Slip(typist, form.form_id, f"attribute {field}", "field", None, right, typed))
        cells.append(typed)
    return cells, slips


def _answer(typist: str, answer: Written, rate: float, draw: Draw) -> tuple[str, list[Slip]]:
    if answer.state in ("blank", "not applicable"):
        blank = "" if typist == "first" else "-"
        return (blank if answer.state == "blank" else "not applicable"), []
    text = answer.raw
    marked = {place for start in _places(text, MARK) for place in range(start, start + len(MARK))}
    letters = [i for i, letter in enumerate(text) if letter.lower() in NEAR and i not in marked]
    if not letters:
        return text, []
    changes = {
        letters[i]: _change(text, letters[i], draw) for i in draw.hits(len(letters), rate * len(text) / len(letters))
    }
    typed = "".join(changes[i][1] if i in changes else letter for i, letter in enumerate(text))
    field = f"question {answer.question}"
    return typed, [Slip(typist, answer.form_id, field, kind, i, text[i], new) for i, (kind, new) in changes.items()]


def _change(text: str, place: int, draw: Draw) -> tuple[str, str]:
    """What is typed for a letter; a word of one letter is never left out, since a space would go with it."""
    letter, alone = text[place], not text[max(0, place - 1) : place + 2].strip()[1:]
    kind = draw.weighted({"substitution": 0.5, "omission": 0.3, "doubling": 0.2})
    if kind == "omission" and not alone:
        return kind, ""
    if kind == "doubling":
        return kind, letter * 2
    near = draw.pick(NEAR[letter.lower()])
    return "substitution", near.upper() if letter.isupper() else near


def _places(text: str, words: str) -> Iterator[int]:
    start = text.find(words)
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


def slip_rows(typed: Iterable[Typed]) -> Iterator[tuple[object, ...]]:
    """All errors as rows of a table."""
    for one in typed:
        for slip in one.slips:
            start = "" if slip.start is None else slip.start
            yield slip.typist, slip.form_id, slip.field, slip.kind, start, slip.written, slip.typed
