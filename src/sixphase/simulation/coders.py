"""Two coders read the same answers; how often each finds and adds a subtheme is known, and so is their agreement."""

from collections.abc import Sequence
from dataclasses import dataclass

from sixphase.simulation import plan
from sixphase.simulation.draw import Draw
from sixphase.simulation.writing import Span, Written
from sixphase.transcription.transcript import answer_id


@dataclass(frozen=True)
class Agreement:
    """What two coders of known skill agree on, of one code over all answers that can be coded."""

    code: str
    answers: int
    with_code: int
    percent: float
    kappa: float


def codings_of(seed: int, coder: str, answers: Sequence[Written]) -> list[tuple[str, int, int, str]]:
    """One coder's codings as answer, start, end, code; only answers whose state is 'answered' are coded."""
    made = []
    for answer in answers:
        if answer.state == "answered":
            draw = Draw(seed, coder, answer.form_id, answer.question)
            id_ = answer_id(answer.form_id, answer.question)
            made += [(id_, start, end, code) for start, end, code in _codings(coder, answer, draw)]
    return made


def expected_agreement(answers: Sequence[Written]) -> list[Agreement]:
    """The percentage and Cohen's kappa (1960) that the two must be expected to have, for each code.

    The unit is an answer; a coder gives it the code or does not. With the answers that have the code known, the
    share in which both give it is the mean of the products of their chances, since they read independently of
    each other; kappa is that of these expected shares.
    """
    codable = [answer for answer in answers if answer.state == "answered"]
    holding = [sum(code in {s.code for s in a.spans} for a in codable) for code in plan.SUBTHEMES]
    return [_expected(code, len(codable), n) for code, n in zip(plan.SUBTHEMES, holding, strict=True)]


def _codings(coder: str, answer: Written, draw: Draw) -> list[tuple[int, int, str]]:
    skill = plan.CODERS[coder]
    there = {span.code: span for span in answer.spans}
    found = []
    for code in plan.SUBTHEMES:
        if code in there and draw.chance(skill["finds"]):
            found.append((*_quoted(answer.text, there[code], skill["word_off"], draw), code))
        elif code not in there and draw.chance(skill["adds"]):
            found.append((*draw.pick(answer.segments), code))
    return sorted(found)


def _quoted(text: str, span: Span, off: float, draw: Draw) -> tuple[int, int]:
    """The passage that is marked: now and then without its first or its last word."""
    words = text[span.start : span.end].split(" ")
    if len(words) < 3 or not draw.chance(off):
        return span.start, span.end
    if draw.chance(0.5):
        return span.start + len(words[0]) + 1, span.end
    return span.start, span.end - len(words[-1]) - 1


def _expected(code: str, answers: int, holding: int) -> Agreement:
    one, two = plan.CODERS.values()
    share = holding / answers if answers else 0.0
    both = share * one["finds"] * two["finds"] + (1 - share) * one["adds"] * two["adds"]
    first = share * one["finds"] + (1 - share) * one["adds"]
    second = share * two["finds"] + (1 - share) * two["adds"]
    agreed = 1 - first - second + 2 * both
    chance = first * second + (1 - first) * (1 - second)
    return Agreement(code, answers, holding, agreed, (agreed - chance) / (1 - chance))
