"""A score on every form, how calm somebody is at the end of the day, and what it has to do with what they write."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from sixphase.simulation import plan
from sixphase.simulation.draw import Draw
from sixphase.simulation.people import Form
from sixphase.simulation.writing import Written


def possible_scores() -> range:
    """Every score that can be given."""
    low, high = plan.CALM
    return range(low, high + 1)


def with_scores(seed: int, forms: Sequence[Form], answers: Sequence[Written]) -> list[Form]:
    """The forms with the score that each person gave; some gave none.

    Scores have a stream of random numbers of their own: without them all else is the same.
    """
    calmer = _calmer(answers)
    return [
        replace(form, calm_given=_given(form.form_id in calmer, Draw(seed, "calm", form.form_id))) for form in forms
    ]


def score_rows(forms: Sequence[Form], answers: Sequence[Written]) -> Iterator[tuple[object, ...]]:
    """Those who speak of the subtheme that goes with calm, and the others: the mean to be expected, and that found.

    A row has attribute, code, whether they speak of it, forms, forms with a score, expected (mean of scores), spread
    (one standard deviation of such a mean), found (mean; empty where nobody gave a score).
    """
    calmer, (code, points) = _calmer(answers), plan.CALMER
    for speaks in (True, False):
        here = [form for form in forms if (form.form_id in calmer) == speaks]
        scores = [int(form.calm_given) for form in here if form.calm_given]
        mean, variance = _expected()
        spread = f"{(variance / len(scores)) ** 0.5:.4f}" if scores else ""
        found = f"{sum(scores) / len(scores):.4f}" if scores else ""
        expected = f"{mean + points * speaks:.4f}"
        yield "calm", code, "yes" if speaks else "no", len(here), len(scores), expected, spread, found


def _calmer(answers: Sequence[Written]) -> Set[str]:
    """The forms on which the subtheme that goes with calm is spoken of, in whatever mood."""
    return {answer.form_id for answer in answers if plan.CALMER[0] in {span.code for span in answer.spans}}


def _given(calmer: bool, draw: Draw) -> str:
    score = draw.weighted(plan.CALM_SCORES) + plan.CALMER[1] * calmer
    return "" if draw.chance(plan.NOT_GIVEN["calm"]) else str(score)


def _expected() -> tuple[float, float]:
    """Mean and variance of the scores of those who are not calmer."""
    whole = sum(plan.CALM_SCORES.values())
    mean = sum(score * weight for score, weight in plan.CALM_SCORES.items()) / whole
    return mean, sum((score - mean) ** 2 * weight for score, weight in plan.CALM_SCORES.items()) / whole
