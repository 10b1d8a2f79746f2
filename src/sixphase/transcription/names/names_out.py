"""Names out: the texts of a study without what could tell who somebody is."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, overload

import pandas as pd

from sixphase.study.problem import InputError, Problem
from sixphase.transcription.names.decisions import Decision, standing
from sixphase.transcription.names.found import KINDS, MARK, Candidate, Found
from sixphase.transcription.names.key import Key, KeyEntry, Numbering
from sixphase.transcription.names.lists import Lists
from sixphase.transcription.names.looking import BORN_BY, look
from sixphase.transcription.names.vocabulary import vocabulary
from sixphase.transcription.transcript import answer_id

PLACES = 5  # answers that are named where words of many wait
YOUNGEST = 16  # years: nobody who was at a session is younger


@dataclass(frozen=True, slots=True)
class Replaced:
    """One replacement: in which answer, what stood where, what stands there now, and how it was found."""

    answer: str
    start: int
    end: int
    mark: str
    kind: str
    how: str


@dataclass(frozen=True)
class NamesOut:
    """What came out.

    Attributes
    ----------
    texts
        The texts without names, in the shape in which they were given.
    counts
        Replacements by kind; kinds without any are left out.
    replaced
        Every replacement, in order.
    undecided
        Words that look like names and that nobody has decided on; they stand in `texts` as they were.
    new_keys
        What the key does not hold yet.
    lost
        Decisions for one place whose word no longer stands there.
    """

    texts: dict[str, str] | pd.DataFrame
    counts: dict[str, int]
    replaced: tuple[Replaced, ...]
    undecided: tuple[Candidate, ...]
    new_keys: tuple[KeyEntry, ...]
    lost: tuple[Decision, ...]


def names_out(
    texts: Mapping[str, str] | pd.DataFrame,
    lists: Lists | None = None,
    decisions: Iterable[Decision] = (),
    key: Key | None = None,
    undecided: Literal["refuse", "mark"] = "refuse",
    sessions: Iterable[str] = (),
    progress: Callable[[int], object] | None = None,
) -> NamesOut:
    """Replace what could tell who somebody is.

    Replaced without asking: what has a form of its own (`forms.own_forms`), names after titles
    (`titles.titled_names`), names that the study lists (`listed.listed_names`), and what people decided to replace.
    Other words that look like names (`candidates.likely_names`) are for a person to judge.

    Parameters
    ----------
    texts
        Texts by the id of their answer; or a table with the column `text` and either `answer_id` or `form_id` and
        `question`.
    lists, decisions, key
        The study's lists, the decisions made so far, and the replacements given so far.
    undecided
        'refuse': candidates that nobody decided on are an error. 'mark': they stay and are told in the result.
    sessions
        The dates of the sessions (2022-05-19), none of which is a date of birth.
    progress
        Called with the number of texts done, now and then.

    Raises
    ------
    InputError
        When there are candidates without a decision and `undecided` is 'refuse'.

    Notes
    -----
    Nothing is read or written. The cost grows with the length of the texts. The same texts, lists, decisions and key
    give the same result; with the new key and the same texts too.

    Examples
    --------
    >>> done = names_out({"F1.q": "Dr Khan rang 07700 900123. Dr Khan’s call was kind.", "F2.q": "May I say thanks"})
    >>> done.texts["F1.q"]
    'Dr [NAME 1] rang [PHONE 1]. Dr [NAME 1]’s call was kind.'
    >>> done.texts["F2.q"], done.counts
    ('May I say thanks', {'NAME': 2, 'PHONE': 1})
    """
    lists, key, decided = lists or Lists(), key or Key(), standing(decisions)
    given = _by_answer(texts)
    known = vocabulary(given.values(), lists)
    dates = frozenset(filter(None, sessions))
    born_by = min((int(day[:4]) for day in dates), default=BORN_BY + YOUNGEST) - YOUNGEST
    taken = {m.group() for text in given.values() if "[" in text for m in MARK.finditer(text)}
    numbering = Numbering(key, lists, sorted(taken))
    out: dict[str, str] = {}
    replaced: list[Replaced] = []
    asked: list[Candidate] = []
    lost: list[Decision] = []
    for number, (answer, text) in enumerate(given.items()):
        found, candidates, gone = look(answer, text, known, lists, decided, dates, born_by)
        out[answer] = _replace(answer, text, found, numbering, replaced) if found else text
        asked += candidates
        lost += gone
        if progress and number % 1000 == 999:
            progress(number + 1)
    if asked and undecided == "refuse":
        raise left_undecided(asked)
    counts = Counter(r.kind for r in replaced)
    told = {kind: counts[kind] for kind in KINDS if counts[kind]}
    return NamesOut(_as_given(texts, out), told, tuple(replaced), tuple(asked), tuple(numbering.new), tuple(lost))


def _replace(answer: str, text: str, found: Sequence[Found], numbering: Numbering, replaced: list[Replaced]) -> str:
    pieces, at = [], 0
    for f in found:
        mark = numbering.mark(f.kind, f.who, text[f.start : f.end])
        replaced.append(Replaced(answer, f.start, f.end, mark, MARK.fullmatch(mark)[1], f.how))  # type: ignore[index]
        pieces += [text[at : f.start], mark]
        at = f.end
    return "".join(pieces) + text[at:]


def left_undecided(asked: Sequence[Candidate], study: str = "STUDY") -> InputError:
    """The error that words wait for a decision; it says where, and not which: what is printed may end in a log."""
    answers = list(dict.fromkeys(c.answer for c in asked))
    places = f"{', '.join(answers[:PLACES])}{' …' if len(answers) > PLACES else ''}"
    few = len(asked) == 1
    words = "a word that looks like a name waits" if few else f"{len(asked):,} words that look like names wait"
    desk = f"decide on each at the desk in notebook 01, or in a spreadsheet: sixphase names {study} --sheet"
    where = "" if few else f", in {len(answers):,} answer{'s' * (len(answers) > 1)}"
    remedy = f"{desk}; or let them stand: --leave-candidates"
    return InputError(Problem(f"{words} for a decision{where} ({places})", None, "", remedy))


@overload
def _as_given(texts: pd.DataFrame, out: dict[str, str]) -> pd.DataFrame: ...
@overload
def _as_given(texts: Mapping[str, str], out: dict[str, str]) -> dict[str, str]: ...
def _as_given(texts: Mapping[str, str] | pd.DataFrame, out: dict[str, str]) -> dict[str, str] | pd.DataFrame:
    return texts.assign(text=list(out.values())) if isinstance(texts, pd.DataFrame) else out


def _by_answer(texts: Mapping[str, str] | pd.DataFrame) -> dict[str, str]:
    if not isinstance(texts, pd.DataFrame):
        return dict(texts)
    if "answer_id" in texts:
        ids = list(texts["answer_id"])
    else:
        ids = [answer_id(form, question) for form, question in zip(texts["form_id"], texts["question"], strict=True)]
    given = dict(zip(ids, texts["text"], strict=True))
    if len(given) < len(ids):
        raise ValueError("an answer stands twice in the table")
    return given
