"""What one simulated coder does on the themes once both have coded: records, relations, marks, quotes, decisions.

The marks are right by construction: a passage is marked for or against its theme as the mood says that was planted.
"""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from sixphase.simulation.writing import Span, Written
from sixphase.transcription.transcript import answer_id

Act = tuple[str, dict[str, Any]]
THEMES = ("T1", "T2", "T3", "T4")
SIDES = {"for": 6, "against": 3}  # how many passages of each theme are marked
LENGTHS = (40, 140)  # code points of what is quoted
READ = 8  # answers without a code that are decided on
ABOUT = {  # invented
    "T1": ("To know what compassion is changes whom it is for", "what a person came to understand", "what was done"),
    "T2": ("How the day is given decides what it gives", "teaching, pace, room and trainers", "what was taught"),
    "T3": ("What is practised is taken along", "exercises, and plans to use them", "praise of the day"),
    "T4": ("Others make it possible", "what the group gave", "the trainers"),
}
RELATIONS = (  # invented
    ("T2", "T1", "opens", "Who is taught well understands."),
    ("T1", "T3", "gives reasons for", "Who understands has a reason to practise."),
    ("T4", "T3", "keeps up", "Those who meet again practise longer."),
)


def theme_acts(seed: int, answers: Sequence[Written], codings: Mapping[str, Act]) -> Iterator[Act]:
    """The acts, each as (act, fields).

    Parameters
    ----------
    codings
        The coder's own codings by the id of their event.
    """
    for theme, said in ABOUT.items():
        yield "describe_theme", {"code": theme, **dict(zip(("concept", "belongs", "not_belongs"), said, strict=True))}
    for one, other, kind, words in RELATIONS:
        yield "relate", {"from": one, "to": other, "kind": kind, "words": words}
    moods = {answer_id(a.form_id, a.question): a.spans for a in answers}
    for theme in THEMES:
        marked = _marked(theme, moods, codings)
        for id_, side in marked:
            yield "stand", {"coding": id_, "theme": theme, "side": side}
        yield from _quotes(theme, marked, codings)
    coded = {fields["answer"] for act, fields in codings.values() if act == "code"}
    for id_ in _bare(seed, answers, coded):
        yield "look", {"answer": id_, "verdict": "rightly in no theme", "text": ""}


def _marked(theme: str, moods: Mapping[str, Sequence[Span]], codings: Mapping[str, Act]) -> list[tuple[str, str]]:
    """The first passages of each mood, one a form: id of the coding, and side."""
    found: list[tuple[str, str]] = []
    left, forms = dict(SIDES), set()
    for id_, (_, fields) in codings.items():
        form = fields["answer"].split(".")[0]
        mood = next((s.mood for s in moods[fields["answer"]] if s.code == fields["code"]), "")
        if fields["code"].startswith(f"{theme}.") and left.get(mood, 0) and form not in forms:
            found.append((id_, mood))
            left[mood] -= 1
            forms.add(form)
    return found


def _quotes(theme: str, marked: Sequence[tuple[str, str]], codings: Mapping[str, Act]) -> Iterator[Act]:
    """Two passages for the theme and one against it, neither very short nor very long."""
    left, place = {"for": 2, "against": 1}, 0
    for id_, side in marked:
        fields = codings[id_][1]
        if left[side] and LENGTHS[0] <= fields["end"] - fields["start"] <= LENGTHS[1]:
            chosen = {name: fields[name] for name in ("answer", "start", "end", "words")}
            yield "quote", {**chosen, "theme": theme, "place": place}
            left[side] -= 1
            place += 1


def _bare(seed: int, answers: Sequence[Written], coded: set[str]) -> list[str]:
    """Answers that fit no subtheme and got no code, in the order in which the notebook draws them to be read."""
    ids = [answer_id(a.form_id, a.question) for a in answers if a.state == "answered" and not a.spans]
    return sorted(set(ids) - coded, key=lambda id_: sha256(f"{seed}:untouched:{id_}".encode()).hexdigest())[:READ]
