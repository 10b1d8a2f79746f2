"""The desk at which coders settle where they differ: what it shows of each difference.

The desk itself is a widget for JupyterLab (`desk_widget`, with `adjudication_desk.js` and `adjudication_desk.css`).
"""

import os
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from sixphase.coding.pairs.adjudication import Adjudication
from sixphase.coding.pairs.choosing import alone, next_work
from sixphase.coding.pairs.consensus import CHANGED, KEPT, LEFT_OUT, OPEN
from sixphase.coding.pairs.deciding import described
from sixphase.coding.pairs.differences import Place
from sixphase.study.problem import InputError
from sixphase.transcription.entry.desk import Note

LONGEST = 60  # characters of a passage in a list
TOLD = {OPEN: "Undecided.", LEFT_OUT: "Decided: left out.", CHANGED: "Decided: another code instead."}
HEADLESS = "Opened in JupyterLab, this cell shows a desk for settling differences between coders."
ALONE = "Nobody else codes this study, so there is nothing to settle; the notebook goes on without it."


def adjudication_desk(study: str, batch: str = "", *, coders: Sequence[str] = (), who: str = "") -> Any:
    """The desk at which differences between coders are settled; a sentence where nobody looks on.

    Parameters
    ----------
    study, batch
        Names; without a batch it is the first finished one in which something is left to settle, or the whole study
        where nothing is assigned. 'all' is everything that two have read.
    coders
        Who is compared; left out, all of the batch.
    who
        The initials of all who are present; may be typed at the desk.

    Returns
    -------
    The widget, or a sentence: in a run (SIXPHASE_HEADLESS=1), where one person codes alone, and where coders have not
    finished the batch.
    """
    if os.environ.get("SIXPHASE_HEADLESS") == "1":
        return Note(HEADLESS)
    try:
        if not batch and not coders and alone(study):
            return Note(ALONE)
        work = Adjudication(study, batch, coders) if batch else next_work(study, coders)
    except InputError as error:
        return Note(str(error))
    from sixphase.coding.pairs.desk_widget import AdjudicationDesk

    return AdjudicationDesk(work, questions_of(study), who)


def questions_of(study: str) -> dict[str, str]:
    """The question that each answer answers, as it was asked."""
    from sixphase.study.settings import read_study
    from sixphase.transcription.answers import read_answers

    asked = {question.id: question.asks for question in read_study(study).questions}
    answers = read_answers(study)
    return {id_: asked.get(q, q) for id_, q in zip(answers["answer_id"], answers["question"], strict=True)}


def card(work: Adjudication, n: int, questions: dict[str, str]) -> dict[str, Any]:
    """What the desk shows of one difference, and how far the work is; positions are code points."""
    agreed = len(work.agreed_answers())
    so_far = {
        "place": n,
        "total": len(work.places),
        "done": len(work.done),
        "agreed": agreed,
        "agreed_told": agreed_told(work, agreed),
    }
    return so_far | (_of_place(work, work.places[n], questions) if work.places else {})


def agreed_told(work: Adjudication, agreed: int) -> str:
    """How many answers are settled, and how many wait without a difference, as a sentence."""
    settled = len(work.settled & work.compared.keys())
    so_far = f"{settled:,} of {len(work.compared):,} answers are settled."
    if not agreed:
        return so_far
    return f"{so_far} In {agreed:,} more nothing is left to decide."


def _of_place(work: Adjudication, place: Place, questions: dict[str, str]) -> dict[str, Any]:
    return {
        "answer": place.answer,
        "question": questions.get(place.answer, ""),
        "code": work.names[place.code],
        "code_id": place.code,
        "what": described(place, work.names),
        "decided": _decided(work, place),
        "sides": [_side(work, place, coder) for coder in place.coders],
        "words": _words(place),
    }


def _side(work: Adjudication, place: Place, coder: str) -> dict[str, Any]:
    """The answer as one coder coded it: the words with this code marked, and every code that it got."""
    here = {coding.id for coding in place.passages[coder]}
    codings = work.state.codings(answer=place.answer, coder=coder)
    return {
        "coder": coder,
        "pieces": pieces(place.text, [(c.start, c.end) for c in place.passages[coder]]),
        "codes": [[f"{work.names[c.code]}: {_short(_words_of(c, place))}", c.id in here] for c in codings],
    }


def pieces(text: str, passages: Sequence[tuple[int, int]]) -> list[list[Any]]:
    """A text cut where passages begin and end: each piece with whether it lies in one.

    >>> pieces("so kind!", [(3, 7)])
    [['so ', False], ['kind', True], ['!', False]]
    """
    cuts = sorted({0, len(text), *(end for passage in passages for end in passage)})
    spans = [(start, end) for start, end in pairwise(cuts) if start < end]
    found: list[list[Any]] = []
    for start, end in spans:
        inside = any(first <= start and end <= last for first, last in passages)
        if found and found[-1][1] == inside:
            found[-1][0] += text[start:end]
        else:
            found.append([text[start:end], inside])
    return found


def _words(place: Place) -> list[list[Any]]:
    """The passages that can be given another code: each that is there, all of them together, the whole answer."""
    spans = dict.fromkeys((coding.start, coding.end) for coding in place.codings)
    spans |= dict.fromkeys([(place.start, place.end), (0, len(place.text))])
    return [[start, end, _short(place.text[start:end])] for start, end in spans]


def _decided(work: Adjudication, place: Place) -> str:
    outcome = work.outcome(place)
    if outcome != KEPT:
        return TOLD[outcome]
    given = [_short(place.text[c.start : c.end]) for c in work.consensus.given(place) if c.code == place.code]
    return f"Decided: kept on {' and '.join(f'‘{words}’' for words in given)}."


def _words_of(coding: Any, place: Place) -> str:
    return coding.words if coding.anchor == "lost" else place.text[coding.start : coding.end]


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST else f"{flat[: LONGEST - 1]}…"
