"""Guessing what a column is, from its name and from what stands in it; every guess has its reason."""

from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from sixphase.study.settings import Study
from sixphase.transcription.importing import dates
from sixphase.transcription.importing.roles import Role
from sixphase.transcription.importing.states import States
from sixphase.transcription.importing.table import Table
from sixphase.transcription.importing.wording import (
    ANSWER,
    DATES,
    FORM_IDS,
    OF_TOOLS,
    QUESTION,
    asks_openly,
    is_counted,
    plain,
)

ALIKE = 88.0  # of 100: rapidfuzz's ratio of two labels, at which they are taken for one with a slip
LOOKED_AT = 500  # rows that a guess looks at
EMPTY = "it is empty"
_SHORT = 4  # words; what people answer to an open question is longer on average


@dataclass(frozen=True)
class Guess:
    """What a column is taken for, why, and whether a person (or its exact name) said so; None where nobody knows."""

    column: str
    role: Role | None
    why: str
    sure: bool


def completed(table: Table, study: Study, roles: dict[str, Guess]) -> dict[str, Guess]:
    """A guess for every column that nobody spoke of: exact names before likenesses, likenesses before contents."""
    taken = {guess.role for guess in roles.values() if guess.role}
    states = States.of(study.transcripts)
    open_columns = [c for c in table.names if c not in roles]
    long = any(g.role == Role("answer") for g in roles.values()) or _is_long(table, study)
    for finder in (_by_name, _by_likeness, _by_content):
        for column in list(open_columns):
            at = table.names.index(column)
            values = [row[at].strip() for row in table.rows[:LOOKED_AT]]
            guess = finder(column, [v for v in values if not states.is_blank(v)], study, taken, long)
            if finder is _by_content and column in table.asked and not study.questions:
                guess = Guess(column, Role("question"), "it stands as a question in the text; a new question", False)
            if guess and not (guess.role in taken and is_single(guess.role)):
                roles[column] = guess
                open_columns.remove(column)
                taken |= {guess.role} if guess.role else set()
    return roles | {c: Guess(c, None, "nothing tells what this is", False) for c in open_columns}


def is_single(role: Role | None) -> bool:
    return (
        role is not None and role.kind != "leave out" and not (role.kind in ("question", "attribute") and not role.id)
    )


def _is_long(table: Table, study: Study) -> bool:
    """A row an answer: a column that says which question, and one that holds the answer."""
    names = {plain(column) for column in table.names}
    asked = {plain(text) for q in study.questions for text in (q.id, q.asks)}
    return bool(names & QUESTION) and bool(names & ANSWER) and not len(names & asked) > 1


def _by_name(column: str, values: list[str], study: Study, taken: set, long: bool) -> Guess | None:
    """By its whole name; else, not so sure, by the last of the names that stand above each other."""
    found = _named(column, plain(column), values, study, taken, long)
    above, mark, last = column.rpartition(" / ")
    if found or not (mark and above):
        return found
    found = _named(column, plain(last), values, study, taken, long)
    why = found.why if found and found.role == Role("leave out") else "the last of its names"
    return replace(found, why=why, sure=False) if found else None


def _named(column: str, name: str, values: list[str], study: Study, taken: set, long: bool) -> Guess | None:
    for question in study.questions:
        if name in (plain(question.id), plain(question.asks)):
            return Guess(column, Role("question", question.id), "its name", True)
    for id_, attribute in study.attributes.items():
        if name in (plain(id_), plain(attribute.label)):
            return Guess(column, Role("attribute", id_), "its name", True)
    if long and name in QUESTION | ANSWER:
        return Guess(column, Role("which question" if name in QUESTION else "answer"), "its name", True)
    if name in FORM_IDS and Role("form_id") not in taken:
        return Guess(column, Role("form_id"), "its name", name.startswith("form"))
    if name in DATES and Role("session_date") not in taken and _share(values, dates.is_like_a_date) >= 0.5:
        return Guess(column, Role("session_date"), "its name", "date" in name)
    if name in OF_TOOLS:
        return Guess(column, Role("leave out"), "survey tools and spreadsheets add it", False)
    return None


def _by_likeness(column: str, values: list[str], study: Study, taken: set, long: bool) -> Guess | None:  # noqa: ARG001
    if long and not study.attributes:
        return None
    wanted: list[tuple[str, Role]] = (
        [] if long else [(t, Role("question", q.id)) for q in study.questions for t in (q.id, q.asks)]
    )
    wanted += [(t, Role("attribute", id_)) for id_, a in study.attributes.items() for t in (id_, a.label)]
    scored = [(_alike(plain(column), plain(text)), text, role) for text, role in wanted if role not in taken]
    score, text, role = max(scored, key=lambda each: each[0], default=(0.0, "", None))
    return Guess(column, role, f"its name is like '{cut_short(text, 40)}'", False) if score >= ALIKE else None


def _alike(one: str, other: str) -> float:
    """How alike two labels are; a short one may stand inside a long one only as whole words."""
    if min(len(one), len(other)) < 4:
        return 100.0 * (other in one.split() or one in other.split())
    inside = 95.0 if f" {min(one, other, key=len)} " in f" {max(one, other, key=len)} " else 0.0
    return max(fuzz.ratio(one, other), inside)


def _by_content(column: str, values: list[str], study: Study, taken: set, long: bool) -> Guess | None:
    if not values:
        return _of_nothing(column, study, long)
    for id_, attribute in study.attributes.items():
        categories = {c.casefold() for c in attribute.categories}
        if Role("attribute", id_) not in taken and _share(values, lambda v, c=categories: v.casefold() in c) >= 0.8:
            return Guess(column, Role("attribute", id_), "it holds the categories of this attribute", False)
    if Role("session_date") not in taken and _share(values, dates.is_date) >= 0.8:
        return Guess(column, Role("session_date"), "it holds dates", False)
    if Role("form_id") not in taken and not long and len(values) > 1 and _are_numbers_of_forms(values):
        return Guess(column, Role("form_id"), "each row has another, with figures", False)
    words = sum(len(v.split()) for v in values) / len(values)
    distinct = len({v.casefold() for v in values}) / len(values)
    if not long and not study.questions:
        if words >= _SHORT:
            return Guess(column, Role("question"), "it holds sentences; a new question", False)
        if asks_openly(column) and distinct > 0.5:
            return Guess(column, Role("question"), "it asks openly, and answers differ; a new question", False)
    if (
        words < _SHORT
        and (distinct <= 0.5 or len(values) < 10)
        and not study.attributes
        and not _share(values, _is_number) > 0.5
    ):
        return Guess(column, Role("attribute"), "it holds a few words; a new attribute", False)
    if not study.attributes and _are_scores(values):
        why = "it holds whole numbers up to ten, as a score does; a new attribute: say its scale in study.yml later"
        return Guess(column, Role("attribute"), why, False)
    return None


def _of_nothing(column: str, study: Study, long: bool) -> Guess:
    """A column without a word: a question that nobody answered, or one that can be left out surely."""
    if not long and not study.questions and (asks_openly(column) or is_counted(column)):
        return Guess(column, Role("question"), "it asks openly, though nobody answered; a new question", False)
    return Guess(column, Role("leave out"), EMPTY, True)


def _are_numbers_of_forms(values: list[str]) -> bool:
    """Each another, short, without a space, and with a figure: 'C-01', 'A17'. Bare numbers may count anything."""
    odd = any(len(v) > 20 or " " in v or not any(c.isdigit() for c in v) or _is_number(v) for v in values)
    return not odd and len(set(values)) == len(values)


def _are_scores(values: list[str]) -> bool:
    """Whole numbers from 0 to 10, some of them more than once: rows that are counted have each another."""
    return _share(values, lambda v: v.isdecimal() and int(v) <= 10) == 1 and 1 < len(set(values)) < len(values)


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()


def _share(values: list[str], test) -> float:
    return sum(1 for v in values if test(v)) / len(values) if values else 0.0


def cut_short(text: str, most: int) -> str:
    """A text for one line of a terminal."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
