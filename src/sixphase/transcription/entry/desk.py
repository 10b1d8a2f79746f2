"""Deciding differences one by one: what the desk shows, and what makes a decision sound.

The desk itself is a widget for JupyterLab (`entry_widget`, with `entry_desk.js` and `entry_desk.css`).
"""

from datetime import date
from typing import Any

from sixphase.study.desk import Note, headless
from sixphase.study.problem import InputError, refuse
from sixphase.study.scores import no_score
from sixphase.study.settings import Study, read_study
from sixphase.transcription.entry.compare import Comparison, compare
from sixphase.transcription.entry.decisions import (
    CHOICES,
    OPEN,
    OTHER,
    Decision,
    Journal,
    journal_path,
)
from sixphase.transcription.entry.fields import DATE
from sixphase.transcription.entry.pair import kept_pair, pair_path
from sixphase.transcription.entry.show import difference
from sixphase.transcription.transcript import STATES

WORDLESS = ("blank", "not applicable")


def entry_desk(study: str, who: str = "") -> Any:
    """The desk at which differences between two typists are decided; a sentence where nobody looks on.

    With SIXPHASE_HEADLESS=1, as in a run, nothing private is read.

    Parameters
    ----------
    study
        The study's name; its two typings are those that were compared last.
    who
        Initials or a code of the person who decides; may be typed at the desk.
    """
    if headless():
        return Note("Opened in JupyterLab, this cell shows a desk for the differences between two typists.")
    pair = kept_pair(pair_path(study))
    if pair is None:
        return Note(f"No two typings are kept to decide on: 'sixphase compare {study} FIRST SECOND' compares two.")
    settings = read_study(study)
    comparison = compare(*pair, settings)
    if comparison.differences.empty:
        return Note("The two typings do not differ in any field.")
    from sixphase.transcription.entry.entry_widget import EntryDesk

    return EntryDesk(comparison, settings, journal_path(study), who)


def card(comparison: Comparison, rows: list[Any], place: int, journal: Journal, study: Study) -> dict[str, Any]:
    """What the desk shows of one difference, and how far the work is."""
    row, current = rows[place], journal.current()
    done = [is_decided(other, current) for other in rows]
    decision = current.get((row.form_id, row.field))
    return {
        "place": place,
        "total": len(rows),
        "done": sum(done),
        "form": row.form_id,
        "field": comparison.names[row.field],
        "kind": row.field.split(" ")[0],
        "categories": categories_of(row.field, study),
        "pieces": [[piece.kind, piece.first, piece.second] for piece in difference(row)],
        "first": {"state": row.first_state, "text": row.first},
        "second": {"state": row.second_state, "text": row.second},
        "decided": _shown(decision) if decision and done[place] else None,
        "hint": _hint(row, decision, journal),
    }


def is_decided(row: Any, current: dict[tuple[str, str], Decision]) -> bool:
    """Whether a decision counts for this difference, as it is typed now."""
    decision = current.get((row.form_id, row.field))
    return decision is not None and decision.typed == row.typed


def next_open(rows: list[Any], place: int, journal: Journal) -> int:
    """The next difference after `place` that is undecided, going round; `place` where there is none."""
    current = journal.current()
    around = [*range(place + 1, len(rows)), *range(max(place, 0))]
    return next((n for n in around if not is_decided(rows[n], current)), max(place, 0))


def decision_on(
    row: Any, choice: str, state: str, text: str, who: str, when: str, journal: Journal, study: Study
) -> Decision:
    """A sound decision on one difference.

    Parameters
    ----------
    row
        A row of `Comparison.differences`.
    choice
        'first', 'second' (then state and text are theirs), 'other', or 'open' to take a decision back.
    state, text
        What goes on instead, for 'other'.
    who, when
        The person, and the moment in ISO 8601.

    Raises
    ------
    InputError
        When there is no name, or the words cannot be: a category that the study has not, a score off its scale,
        a date that is none, an answer without words.
    """
    place, key = f"form {row.form_id}", (row.form_id, row.field)
    if not who.strip():
        raise refuse("nobody is named as the one who decides", None, place, "type your initials")
    if choice not in CHOICES:
        raise refuse(f"'{choice}' is no choice", None, place, f"choose one of: {', '.join(CHOICES)}")
    if choice == OTHER:
        state, text = sound_words(row.field, state, text, study, place)
    elif choice == OPEN:
        state, text = "blank", ""
    else:
        state, text = getattr(row, f"{choice}_state"), getattr(row, choice)
    return Decision(row.form_id, row.field, row.typed, choice, state, text, who.strip(), when, journal.last(key))


def sound_words(field: str, state: str, text: str, study: Study, place: str) -> tuple[str, str]:
    """State and words as they may stand in a field."""
    text = text.strip()
    if not field.startswith("question "):
        state = "answered" if text else "blank"
        categories = categories_of(field, study)
        if text and categories and text not in categories:
            raise refuse(f"'{text}' is not one of the categories", None, place, f"use one of: {', '.join(categories)}")
        if wrong := _off_its_scale(field, text, study):
            what, remedy = wrong
            raise refuse(what, None, place, remedy)
        if text and field == DATE and not _is_date(text):
            raise refuse(f"'{text}' is not a date", None, place, "write it as year-month-day, such as 2025-03-28")
        return state, text
    if state not in STATES:
        raise refuse(f"'{state}' is no state of an answer", None, place, f"use one of: {', '.join(STATES)}")
    if state == "answered" and not text:
        raise refuse("the answer has no words", None, place, "type them, or choose 'blank'")
    if state in WORDLESS and text:
        raise refuse(f"an answer that is {state} has no words", None, place, "delete them, or choose another state")
    return state, text


def _off_its_scale(field: str, text: str, study: Study) -> tuple[str, str] | None:
    kind, _, id_ = field.partition(" ")
    attribute = study.attributes[id_] if kind == "attribute" else None
    return no_score(text, attribute.label, attribute.scale) if attribute and attribute.scale else None


def categories_of(field: str, study: Study) -> list[str]:
    """The categories of an attribute; none for other fields."""
    kind, _, id_ = field.partition(" ")
    return list(study.attributes[id_].categories) if kind == "attribute" else []


def told(error: InputError) -> str:
    """What is wrong, as one sentence of the desk."""
    problem = error.problems[0]
    return f"Not saved: {problem.what}. {problem.remedy[:1].upper()}{problem.remedy[1:]}."


def _shown(decision: Decision) -> dict[str, str]:
    return {"choice": decision.choice, "state": decision.state, "text": decision.text, "who": decision.who}


def _hint(row: Any, decision: Decision | None, journal: Journal) -> str:
    if (row.form_id, row.field) in journal.disputed():
        return "Two people decided differently here without knowing of each other; please decide again."
    if decision is not None and decision.typed != row.typed:
        return "This was decided before, and has been typed anew since; please decide again."
    return ""


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
