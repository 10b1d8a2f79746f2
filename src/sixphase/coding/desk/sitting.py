"""One person's time at the desk: what is in view, and what each message of the screen does. No widget is needed."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from sixphase.coding.desk import looks
from sixphase.coding.desk.acts import ACTS
from sixphase.coding.desk.book import book_of, counts_of
from sixphase.coding.desk.duty import duty_of, own_answers
from sixphase.coding.desk.given import Given
from sixphase.coding.desk.pages import answers_for, starts_of
from sixphase.coding.desk.progress import Progress
from sixphase.coding.desk.reading import Reading, Wanted, answers_with_attributes
from sixphase.coding.desk.showing import card_of, told
from sixphase.coding.journal.journal import open_journal
from sixphase.coding.journal.replay import no_collecting
from sixphase.coding.journal.things import CLOSE, LOST
from sixphase.coding.pairs.blind import visible_coders
from sixphase.coding.pairs.naming import check_coder
from sixphase.study.problem import InputError
from sixphase.study.settings import read_study

LEAVES_BOOK = ("code", "change", "uncode", "read", "memo", "change_memo", "finish")  # acts that no code changes by
Answer = dict[str, Any]


class Sitting:
    """A journal, the answers, and what of them is in view.

    Parameters
    ----------
    study, coder
        Names of the study and of the person.
    batch
        Only what this batch assigns to the coder.
    answers
        Only these answers.

    Raises
    ------
    InputError
        When there is no such study, nobody may code under this name, or the batch has nothing for this coder.
    """

    def __init__(self, study: str, coder: str, batch: str = "", answers: Sequence[str] = ()):
        self.study, self.batch, self.settings = study, batch, read_study(study)
        check_coder(coder, self.settings.coding)
        self.asks = {question.id: question.asks for question in self.settings.questions}
        with no_collecting():
            self.journal = open_journal(study, coder)
            self.coder = self.journal.coder
            only, self._named = answers_for(study, self.coder, batch, answers), bool(len(answers))
            self.reading = Reading(answers_with_attributes(study, self.state.answers), only)
            self.take_in()
        self.look(Wanted())

    @property
    def state(self) -> Any:
        """What all journals replay to."""
        return self.journal.state

    def take_in(self) -> None:
        """Look at everything anew, after others have written or much has changed."""
        self.given = Given(self.state, self.coder, visible_coders(self.study, self.state, self.coder, self.batch))
        self.duty = duty_of(self.study, self.coder, self.batch)
        self.own = own_answers(self.reading.ids, self.duty, named=self._named)
        asked = [self.reading.columns["question"][self.reading.place[answer]] for answer in self.own]
        self.progress = Progress(list(self.own), asked, self.asks, self.given.is_done)

    def hear(self, message: Mapping[str, Any]) -> Answer:
        """What the screen is to show after a message: only what has changed.

        A message has `serial`, `act`, and what the act needs; an act is one of `ACTS`, which writes to the journal,
        or of `looks.LOOKS`, which does not. Where an act was refused, the reply has `wrong` and nothing is changed.
        """
        reply: Answer = {"serial": message.get("serial", 0)}
        try:
            with (
                no_collecting()
            ):  # looking for rubbish among all codings would keep the coder waiting: later is as well
                came = self.journal.refresh()
                if came:
                    self.take_in()
                done = self._heard(str(message.get("act", "")), message)
                return {**(self.everything() if came else {}), **done, **reply}
        except InputError as error:
            return {**reply, "wrong": f"Not saved: {told(error)}", "again": type(error) is not InputError}
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            return {**reply, "wrong": f"Not saved: the journals cannot be read ({why}).", "again": True}

    def _heard(self, act: str, message: Mapping[str, Any]) -> Answer:
        return self._do(ACTS[act], message, act) if act in ACTS else looks.LOOKS[act](self, message)

    def _do(self, act: Callable[..., Any], message: Mapping[str, Any], name: str) -> Answer:
        said, touched = act(self.journal, {**message, "batches": self.duty.batches})
        reply: Answer = {"saved": said, "undo": self.journal.can_undo, "redo": self.journal.can_redo}
        if touched is None:
            self.take_in()
            reply |= self.everything()
        else:
            for answer in touched:
                self.given.touch(self.state, answer, message["read"] if name == "read" else None)
                self.progress.touch(answer)
            reply["cards"] = [self.card(answer) for answer in touched if answer in self.reading.place]
            reply |= self.numbers()
        if name not in LEAVES_BOOK and not (name in ("undo", "redo") and touched):
            reply["book"] = book_of(self.state)
        if "on" in message:
            reply |= looks.memos(self, message)
        return reply

    def everything(self) -> Answer:
        """All that can change when others have written: the page in view, the codebook, the counts."""
        return {**self.in_view(), **self.numbers(), "book": book_of(self.state), "told": list(self.journal.told)} | {
            "undo": self.journal.can_undo,
            "redo": self.journal.can_redo,
            "finished": all(self.coder in self.state.finished(batch) for batch in self.duty.batches),
        }

    def look(self, wanted: Wanted) -> None:
        """Choose other answers; the first page of them comes into view."""
        self.wanted, self.page = wanted, 0
        self.found = self.reading.choose(wanted, self._holds)
        self.starts = starts_of([len(self.reading.folded[place]) for place in self.found])

    def in_view(self) -> Answer:
        """The page in view: which answers, how many there are, and what was chosen."""
        starts = self.starts
        self.page = min(self.page, len(starts) - 1)
        first = starts[self.page]
        shown = self.found[first : [*starts, len(self.found)][self.page + 1]]
        where = {"first": first, "total": len(self.found), "page": self.page, "pages": len(starts)}
        return {"page": where, "cards": [self.card(self.reading.ids[n]) for n in shown], "whole": True} | {
            "wanted": vars(self.wanted)
        }

    def page_with(self, position: int) -> int:
        """The page on which the answer at a position of those found stands."""
        return max(n for n, start in enumerate(self.starts) if start <= position)

    def numbers(self) -> Answer:
        """Counts by code, how far the coder is, by question, and how many codings are lost and close."""
        adrift = [at for answer, found in self.given.adrift.items() if answer in self.reading.place for at in found]
        drift = {"adrift": [adrift.count(LOST), adrift.count(CLOSE)]}
        return {"counts": counts_of(self.state, self.given.counts), "progress": self.progress.rows(), **drift}

    def card(self, answer: str) -> Answer:
        return card_of(answer, self.state, self.reading, self.given, self.asks)

    def _holds(self, kind: str, value: str) -> Collection[str]:
        if kind == "scope":
            return self.own
        if kind == "code":
            return self.given.with_codes(self.state.descendants(value) if value in self.state.codes else ())
        return looks.held(self, value)
