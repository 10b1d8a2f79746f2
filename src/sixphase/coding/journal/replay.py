"""From the files of a study to its state: codebook, answers, published codings and every journal."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sixphase.coding.codings import published_codings
from sixphase.coding.journal.events import Event
from sixphase.coding.journal.file import PUBLISHED, JournalFile, journal_files
from sixphase.coding.journal.shapes import KNOWN
from sixphase.coding.journal.state import State
from sixphase.coding.journal.things import Code
from sixphase.coding.journal.tree import codes_of
from sixphase.study.codebook import codebook_or_empty
from sixphase.study.problem import safe
from sixphase.transcription.answers import read_answers, with_words


@dataclass(frozen=True)
class Ground:
    """What journals stand on: answers, where the codebook started, and the codings that came with the answers."""

    answers: dict[str, str]
    start: tuple[Code, ...]
    held: tuple[Event, ...]


def replay(study: str) -> State:
    """The state of a study: what `codebook.yml`, the answers and all journals add up to.

    Raises
    ------
    InputError
        When the answers or the codebook have a mistake. A line of a journal never raises: it is told in `told`.
    """
    with no_collecting():
        files, told = journal_files(study)
        for file in files:
            file.grow()
        return state_of(ground_of(study), files, told)


def ground_of(study: str) -> Ground:
    """Answers with words, the codes of `codebook.yml`, and the published codings of a study."""
    answers, book = with_words(read_answers(study)), codebook_or_empty(study)
    held: list[Event] = []
    if (answers["theme"] != "").any() and (answers["subtheme"] != "").any():
        said = published_codings(answers, book)
        held = [_published(*row) for row in zip(said["answer_id"], said["code"], said["words"], strict=True)]
    texts = dict(zip(answers["answer_id"].tolist(), answers["text"].tolist(), strict=True))
    return Ground(texts, tuple(codes_of(book)), tuple(held))


def state_of(ground: Ground, files: Sequence[JournalFile], told: Sequence[str] = ()) -> State:
    """The state that the files of several coders add up to."""
    events: list[Event] = []
    problems = list(told)
    held: dict[str, Event] = {event.id: event for event in ground.held}
    for file in files:
        problems += file.problems()
        for _, event in file.lines.values():
            if held.setdefault(event.id, event) is event:
                events.append(event)
            else:
                problems.append(f"an act of {event.coder} has an id that another has, and does not count")
    unknown = {event.act for event in events} - KNOWN
    problems += [
        f"acts that this program does not know are kept and not counted: {safe(act)}" for act in sorted(unknown)
    ]
    coders = {file.coder for file in files if file.lines} | ({PUBLISHED} if ground.held else set())
    return State(ground.answers, ground.start, events, held=ground.held, coders=coders, told=problems)


def _published(answer: str, code: str, words: str) -> Event:
    fields = {"answer": answer, "start": 0, "end": len(words), "words": words, "before": "", "behind": "", "code": code}
    return Event(f"{PUBLISHED}:{answer}", (), "", PUBLISHED, "code", fields)


@contextmanager
def no_collecting() -> Iterator[None]:
    """Hundreds of thousands of small things are made and none is thrown away; looking for rubbish would take long."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
