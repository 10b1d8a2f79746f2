"""What a filled-in coding sheet changes: the acts that are to be added to a coder's journal."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sixphase.coding.journal.replay import replay
from sixphase.coding.journal.state import State
from sixphase.coding.journal.things import LOST, Coding
from sixphase.coding.sheets.defining import new_codes
from sixphase.coding.sheets.labels import Labels, same
from sixphase.coding.sheets.layout import Row
from sixphase.coding.sheets.locating import located
from sixphase.coding.sheets.reading import read_rows
from sixphase.coding.sheets.taking_in import Act
from sixphase.study.problem import InputError, Problem, raise_some, refuse

Place = tuple[int, int, str]  # start, end, the code's id (or, of a code that is still to be made, its name)


@dataclass(frozen=True)
class _Wish:
    """A coding that a row asks for."""

    row: Row
    new: bool


def read_coding_sheet(path: Path, study: str, coder: str, make_codes: bool = False) -> list[Act]:
    """The acts that make a coder's codings what the sheet says; nothing is written.

    A row is compared with what it was written from. So reading a sheet twice changes nothing, and what the coder did
    elsewhere in the meantime stays: a coding is taken back only where its row says so.

    Parameters
    ----------
    make_codes
        Make the codes that the codebook does not have: as the sheet 'Codebook' says, else at the top.

    Raises
    ------
    InputError
        With the row and column of everything that cannot be taken; nothing may be taken in then.
    """
    state = replay(study)
    labels = Labels(state)
    rows = read_rows(path, lambda name: _is_code(labels, name))
    by_answer: dict[str, list[Row]] = defaultdict(list)
    problems: list[Problem] = []
    for row in rows:
        if row.answer in state.answers:
            by_answer[row.answer].append(row)
        else:
            what, remedy = f"there is no answer '{row.answer[:60]}' with words", "do not change the column answer_id"
            problems.append(Problem(what, path, f"row {row.number}, column answer_id", remedy))
    defined = new_codes(path, labels, problems, make_codes)
    fresh = {same(name): act.code for name, act in defined.items()} if make_codes else None
    held, readers = _held(state, coder), state.readers()
    read = set(readers.loc[readers["coder"] == coder, "answer_id"])
    acts: list[Act] = []
    for answer, of_answer in by_answer.items():
        wishes = _wishes(state, labels, answer, of_answer, held[answer], fresh, path, problems)
        acts += _acts(answer, of_answer, wishes, held[answer])
        if any(row.read for row in of_answer) and answer not in read and not wishes:
            acts.append(Act("read", answer))
    raise_some(problems)
    made = {act.code: act for act in defined.values()}
    others = dict.fromkeys(act.code for act in acts if act.new and act.code not in made)
    return [*made.values(), *(Act("make_code", code=name, new=True) for name in others), *acts]


def _is_code(labels: Labels, name: str) -> bool:
    try:
        return labels.find(name) is not None
    except InputError:
        return True


def _held(state: State, coder: str) -> Mapping[str, list[Coding]]:
    """A coder's codings by answer; one whose words are lost has no place that a sheet could say."""
    held: dict[str, list[Coding]] = defaultdict(list)
    for coding in state.codings(coder=coder):
        if coding.anchor != LOST:
            held[coding.answer].append(coding)
    return held


def _wishes(
    state: State,
    labels: Labels,
    answer: str,
    rows: Sequence[Row],
    held: Sequence[Coding],
    fresh: dict[str, str] | None,
    path: Path,
    problems: list[Problem],
) -> dict[Place, _Wish]:
    """Every coding that the rows of an answer ask for; what cannot be understood goes to `problems`.

    `fresh` holds the codes that are to be made; None where none may be.
    """
    wishes: dict[Place, _Wish] = {}
    today = {coding.id: coding for coding in held}
    for row in rows:
        known = [(today[id_].start, today[id_].end) for id_, *_ in row.base.codings if id_ in today]
        column = "passage"
        try:
            if not row.codes and row.passage and not row.base.codings:
                raise refuse("a passage is marked, and no code is given", remedy="write a code, or empty the passage")
            span = located(state.answers[answer], row.passage, known) if row.codes else (0, 0)
            for written, column in row.codes:  # noqa: B007
                code, new = _code(labels, written, fresh, {c.code for c in held})
                wishes.setdefault((*span, code), _Wish(row, new))
        except InputError as error:
            place = f"row {row.number}, column {column if row.codes else 'codes'}"
            problems += [Problem(p.what, path, place, p.remedy) for p in error.problems]
    return wishes


def _code(labels: Labels, written: str, fresh: dict[str, str] | None, given: set[str]) -> tuple[str, bool]:
    code = labels.find(written)
    if code is None and fresh is None:
        raise refuse(f"there is no code '{written[:60]}'", remedy=labels.remedy(written))
    if code is None:
        assert fresh is not None
        return fresh.setdefault(same(written), written), True
    if code.into:
        return code.into, False
    if not code.stands and code.id not in given:
        raise refuse(f"the code '{written[:60]}' is not given any more", remedy=labels.remedy(written))
    return code.id, False


def _acts(answer: str, rows: Sequence[Row], wishes: Mapping[Place, _Wish], held: Sequence[Coding]) -> list[Act]:
    today = {coding.id: coding for coding in held}
    places = {(c.start, c.end, c.code): c for c in held}
    base = {id_: (start, end, code) for row in rows for id_, code, start, end in row.base.codings}
    gone = [today[id_] for id_, was in base.items() if id_ in today and not {was, _place(today[id_])} & wishes.keys()]
    acts = []
    for place, wish in wishes.items():
        if place in places:
            acts += _comment(places[place], wish.row)
        elif place not in base.values():
            start, end, code = place
            made = Act("code", answer, start, end, code, comment=wish.row.comment or None, new=wish.new)
            old = _replaced(gone, place, wish.row)
            if old is None:
                acts.append(made)
            else:
                gone.remove(old)
                acts.append(replace(made, act="change", coding=old.id, comment=_new_comment(old, wish.row)))
    return [*acts, *(Act("uncode", answer, coding=coding.id) for coding in gone)]


def _replaced(gone: Sequence[Coding], place: Place, row: Row) -> Coding | None:
    """The coding of the same row that a new one takes the place of: on the same passage, else with the same code."""
    own = [coding for coding in gone if coding.id in {id_ for id_, *_ in row.base.codings}]
    same = [c for c in own if (c.start, c.end) == place[:2]] or [c for c in own if c.code == place[2]]
    return same[0] if same else None


def _comment(coding: Coding, row: Row) -> list[Act]:
    comment = _new_comment(coding, row)
    return [] if comment is None else [Act("change", coding.answer, coding=coding.id, comment=comment)]


def _new_comment(coding: Coding, row: Row) -> str | None:
    """The comment where somebody wrote another into the row; None where it stays."""
    changed = row.comment != row.base.comment.strip() and row.comment != coding.comment.strip()
    return row.comment if changed else None


def _place(coding: Coding) -> Place:
    return coding.start, coding.end, coding.code
