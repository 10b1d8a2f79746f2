"""What is true of the simulated study, as tables."""

from collections.abc import Iterable, Iterator, Sequence

from sixphase.simulation import plan
from sixphase.simulation.people import Form, Session
from sixphase.simulation.writing import Written, chances
from sixphase.transcription.transcript import answer_id

Row = tuple[object, ...]


def form_rows(forms: Iterable[Form]) -> Iterator[Row]:
    return ((f.form_id, f.day, f.occupation_given, f.gender_given, f.calm_given) for f in forms)


def answer_rows(answers: Iterable[Written]) -> Iterator[Row]:
    return ((a.form_id, a.question, a.state, a.text) for a in answers)


def session_columns() -> tuple[str, ...]:
    groups = [f"occupation:{o}" for o in plan.OCCUPATIONS] + [f"gender:{g}" for g in plan.GENDERS]
    return ("session_date", "attended", *groups)


def session_rows(sessions: Iterable[Session]) -> Iterator[Row]:
    for session in sessions:
        jobs, genders = zip(*session.people, strict=True)
        counts = [jobs.count(o) for o in plan.OCCUPATIONS] + [genders.count(g) for g in plan.GENDERS]
        yield (session.day, len(session.people), *counts)


def theme_rows(answers: Iterable[Written]) -> Iterator[Row]:
    """Each subtheme of each answer, with its place in the de-identified words and how it is spoken of."""
    for answer in answers:
        for span in answer.spans:
            yield answer_id(answer.form_id, answer.question), span.start, span.end, span.code, span.mood


def share_rows(forms: Sequence[Form], answers: Sequence[Written]) -> Iterator[Row]:
    """For each question and subtheme: how many answers there are, how many must be expected to speak of it, do."""
    by_id = {form.form_id: form for form in forms}
    for question in plan.QUESTIONS:
        here = [a for a in answers if a.question == question and a.state in ("answered", "illegible") and a.segments]
        all_chances = [chances(by_id[a.form_id], question) for a in here]
        for place, code in enumerate(plan.SUBTHEMES):
            expected = sum(row[place] for row in all_chances)
            spread = sum(row[place] * (1 - row[place]) for row in all_chances) ** 0.5
            found = sum(code in {s.code for s in a.spans} for a in here)
            yield question, code, len(here), f"{expected:.4f}", f"{spread:.4f}", found


def identifier_rows(answers: Iterable[Written], with_words: bool) -> Iterator[Row]:
    """Each planted identifier: its answer, kind, place in the words as written, and what replaces it."""
    for answer in answers:
        if answer.planted:
            end = answer.planted_at + len(answer.planted.words)
            row = (answer_id(answer.form_id, answer.question), answer.planted.kind, answer.planted_at, end)
            yield (*row, answer.replacement, *([answer.planted.words] if with_words else []))
