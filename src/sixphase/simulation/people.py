"""The people of the simulated study: who came to which session, and who returned a form."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from sixphase.simulation import plan
from sixphase.simulation.draw import Draw, scaled
from sixphase.transcription.form.number import form_number


@dataclass(frozen=True)
class Session:
    """A workshop: its day and how many came, by occupation and gender."""

    day: str
    people: tuple[tuple[str, str], ...]  # occupation, gender


@dataclass(frozen=True)
class Form:
    """A form that was returned, and the person behind it; what is not on the form is empty there."""

    form_id: str
    day: str
    occupation: str
    gender: str
    occupation_given: str
    gender_given: str
    elapsed: float  # 0 on the first day, 1 on the last
    calm_given: str = ""


def people_coming(forms: int) -> int:
    """How many people come where so many return a form, in the proportion of the study."""
    return round(forms * plan.PEOPLE / plan.FORMS)


def sessions_of(seed: int, forms: int) -> list[Session]:
    """All sessions in order, with everybody who came."""
    draw, people = Draw(seed, "people"), people_coming(forms)
    occupations = draw.shuffled(_spread(scaled(plan.OCCUPATIONS, people)))
    genders = draw.shuffled(_spread(scaled(plan.GENDERS, people)))
    everybody = list(zip(occupations, genders, strict=True))
    sizes = _sizes(Draw(seed, "sizes"), people)
    days = _days(Draw(seed, "days"), len(sizes))
    return [Session(d, tuple(everybody[s : s + n])) for d, s, n in zip(days, _starts(sizes), sizes, strict=True)]


def forms_of(seed: int, sessions: Sequence[Session], forms: int) -> list[Form]:
    """Exactly so many forms, drawn without replacement by weight (Efraimidis & Spirakis 2006), in order of days.

    Efraimidis & Spirakis: 'Weighted random sampling with a reservoir', Information Processing Letters 97, 181-185.
    """
    draw = Draw(seed, "returns")
    everybody = [(session.day, *person) for session in sessions for person in session.people]
    keys = [draw.random() ** (1 / plan.RETURNS.get(occupation, 1.0)) for _, occupation, _ in everybody]
    chosen = sorted(sorted(range(len(keys)), key=lambda i: (-keys[i], i))[:forms])
    return [_form(number, *everybody[i], Draw(seed, "form", number)) for number, i in enumerate(chosen, start=1)]


def _form(number: int, day: str, occupation: str, gender: str, draw: Draw) -> Form:
    first, last = date.fromisoformat(plan.FIRST), date.fromisoformat(plan.LAST)
    occupation_given, gender_given = (
        "" if draw.chance(plan.NOT_GIVEN[key]) else word
        for key, word in (("occupation", occupation), ("gender", gender))
    )
    elapsed = (date.fromisoformat(day) - first) / (last - first)
    return Form(form_number(number), day, occupation, gender, occupation_given, gender_given, elapsed)


def _spread(counts: dict[str, int]) -> list[str]:
    return [word for word, count in counts.items() for _ in range(count)]


def _sizes(draw: Draw, people: int) -> list[int]:
    """Sizes within the limits that add up to all people."""
    low, high = plan.SESSION_SIZES
    sizes: list[int] = []
    left = people
    while left:
        possible = [n for n in range(low, min(high, left) + 1) if left - n == 0 or left - n >= low]
        if not possible:  # fewer people than a session has: one small session
            return [*sizes, left]
        sizes.append(draw.pick(possible))
        left -= sizes[-1]
    return sizes


def _starts(sizes: Sequence[int]) -> list[int]:
    starts, place = [], 0
    for size in sizes:
        starts.append(place)
        place += size
    return starts


def _days(draw: Draw, number: int) -> list[str]:
    """Working days in order, the first and the last among them; a day twice only where there are too few."""
    first, last = date.fromisoformat(plan.FIRST), date.fromisoformat(plan.LAST)
    between = [first + timedelta(days=n) for n in range(1, (last - first).days)]
    working = [day for day in between if day.weekday() < 5 and (day.month, day.day) not in _HOLIDAYS]
    rounds, rest = divmod(max(0, number - 2), len(working))
    chosen = [*[first, last][:number], *(working * rounds), *_spread_over(working, rest, draw)]
    return [day.isoformat() for day in sorted(chosen)]


def _spread_over(days: Sequence[date], number: int, draw: Draw) -> list[date]:
    """So many different days, one from each of as many equal stretches of time."""
    ends = [len(days) * i // number for i in range(number + 1)] if number else []
    return [draw.pick(days[start:end]) for start, end in pairwise(ends)]


_HOLIDAYS = {(12, day) for day in range(23, 32)} | {(1, 1), (1, 2)}
