"""What people wrote on the forms, with what is true of each answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from sixphase.simulation import plan
from sixphase.simulation.draw import Draw
from sixphase.simulation.grammar import Grammar, grammar
from sixphase.simulation.hand import Hand
from sixphase.simulation.identifiers import WORDS, Planted, planting
from sixphase.simulation.people import Form

MARK = "[illegible]"
AGAIN = 3  # tries for a clause that nobody has written yet: people rarely write the same long sentence


@dataclass(frozen=True)
class Segment:
    """A clause of an answer: its subtheme (None where it fits none), its mood, its words."""

    code: str | None
    mood: str
    words: str


@dataclass(frozen=True)
class Span:
    """Where an answer speaks of a subtheme, in code points, the end not included."""

    code: str
    mood: str
    start: int
    end: int


@dataclass(frozen=True)
class Written:
    """An answer as it stands on the form, and as it is once names are out."""

    form_id: str
    question: str
    state: str
    raw: str
    text: str
    spans: tuple[Span, ...] = ()
    segments: tuple[tuple[int, int], ...] = ()
    planted: Planted | None = None
    planted_at: int = 0  # in the raw words
    replacement: str = ""


def chances(form: Form, question: str) -> list[float]:
    """The chance of each subtheme in an answer of this form, in the order of `plan.SUBTHEMES`."""
    return [
        min(0.95, base * plan.BY_OCCUPATION.get((form.occupation, code), 1.0) * _by_time(code, form.elapsed))
        for code, base in zip(plan.SUBTHEMES, plan.SPEAKS[question], strict=True)
    ]


def write_all(seed: int, forms: Sequence[Form]) -> list[Written]:
    """Every answer of every form, in order.

    The replacements are numbered by kind in the order of the forms and questions; the same person, place or
    address has the same number wherever it stands.
    """
    words = grammar()
    states = {(f.form_id, q): _state(q, Draw(seed, "state", f.form_id, q)) for f in forms for q in plan.QUESTIONS}
    answered = [place for place, state in states.items() if state == "answered"]
    planted = planting(seed, answered, len(forms))
    marks: dict[tuple[str, str], str] = {}
    said: set[str] = set()
    made = []
    for form in forms:
        hand = Hand.of(Draw(seed, "hand", form.form_id))
        for question in plan.QUESTIONS:
            state = states[form.form_id, question]
            if state != "answered":
                text = MARK if state == "illegible" else ""
                made.append(Written(form.form_id, question, state, text, text))
                continue
            draw = Draw(seed, "answer", form.form_id, question)
            segments = _segments(form, question, hand, words, said, draw)
            made.append(_answer(form, question, hand, segments, planted.get((form.form_id, question)), marks, draw))
    return made


def _by_time(code: str, elapsed: float) -> float:
    early, late = plan.OVER_TIME.get(code, (1.0, 1.0))
    return early + (late - early) * elapsed


def _state(question: str, draw: Draw) -> str:
    if draw.chance(plan.BLANK[question]):
        return "blank"
    if draw.chance(plan.NOT_APPLICABLE.get(question, 0)):
        return "not applicable"
    return "illegible" if draw.chance(plan.ILLEGIBLE) else "answered"


def _segments(form: Form, question: str, hand: Hand, words: Grammar, said: set[str], draw: Draw) -> list[Segment]:
    spoken = [c for c, p in zip(plan.SUBTHEMES, chances(form, question), strict=True) if draw.chance(p)]
    made = []
    for code in draw.shuffled(spoken):
        mood = draw.weighted(plan.MOODS[question])
        clause = words.say(code, mood, form.occupation, draw)
        for _ in range(AGAIN):
            if clause not in said:
                break
            clause = words.say(code, mood, form.occupation, draw)
        said.add(clause)
        made.append(Segment(code, mood, hand.write(clause, draw)))
    if not made or draw.chance(0.06):
        made.append(Segment(None, "", hand.write(words.say_other(question, form.occupation, draw), draw)))
    if draw.chance(plan.ILLEGIBLE_WORD):
        made[0] = _with_a_word_unread(made[0], draw)
    return made


def _with_a_word_unread(segment: Segment, draw: Draw) -> Segment:
    words = segment.words.split(" ")
    words[draw.below(len(words))] = MARK
    return Segment(segment.code, segment.mood, " ".join(words))


def _answer(
    form: Form, question: str, hand: Hand, segments: list[Segment], planted: Planted | None,
    marks: dict[tuple[str, str], str], draw: Draw,
) -> Written:  # fmt: skip
    text, spans, places = "", [], []
    for segment in segments:
        link = _link(text, hand, draw)
        opens = not text or link.rstrip()[-1:] == "." or link == "\n"
        words = hand.begin(segment.words) if opens else segment.words
        text += link
        places.append((len(text), len(text) + len(words)))
        if segment.code:
            spans.append(Span(segment.code, segment.mood, *places[-1]))
        text += words
    at, mark, raw = 0, "", text
    if planted:
        link = ". " if text[-1] not in "!?." else " "
        clause = planted.clause
        at = len(text + link) + planted.start
        word = WORDS[planted.kind]
        number = 1 + sum(1 for kind, _ in marks if kind == word)
        mark = marks.setdefault((word, planted.who), f"[{word} {number}]")
        after = clause[planted.start + len(planted.words) :]
        raw = text + link + clause
        text = text + link + clause[: planted.start] + mark + after
    end = "." if hand.stops and text[-1] not in "!?.]" else ""
    state = "illegible" if MARK in text else "answered"
    return Written(
        form.form_id, question, state, raw + end, text + end, tuple(spans), tuple(places), planted, at, mark
    )  # fmt: skip


def _link(text: str, hand: Hand, draw: Draw) -> str:
    if not text:
        return ""
    link = draw.pick(grammar().links)
    if text[-1] in "!?.":
        return " "
    if hand.capitals:
        link = link.upper()
    return link.replace(" and ", " & ") if hand.strokes else link
