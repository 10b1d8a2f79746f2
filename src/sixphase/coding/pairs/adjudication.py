"""Settling where coders differ, one place at a time, in the journal of the consensus."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sixphase.coding.journal.journal import Journal
from sixphase.coding.pairs.consensus import OPEN
from sixphase.coding.pairs.deciding import Choice, Passage, kept_by, note, persons
from sixphase.coding.pairs.differences import Place
from sixphase.coding.pairs.naming import WHOLE
from sixphase.coding.pairs.work import Work
from sixphase.study.problem import InputError, refuse

OURS = frozenset(("code", "uncode", "memo", "remove_memo", "settle"))


class Adjudication(Work):
    """The differences of a batch, and the acts that settle them.

    Everything goes into the journal `consensus`; the coders' own journals stay as they are. A decision writes the
    passages that are kept, with the codings that they settle, or a note on the coding that is left out. When the last
    difference of an answer is decided, what all have in common is taken over too and the answer is marked as settled.

    See `Work` for its parameters and attributes.
    """

    def __init__(self, study: str, batch: str = WHOLE, coders: Sequence[str] = (), journal: Journal | None = None):
        super().__init__(study, batch, coders, journal)
        self._made: list[tuple[int, int]] = []  # what was decided here: the difference, and of how many acts it was

    def refresh(self) -> bool:
        """Take in what others have written since; True where something came."""
        came = self.journal.refresh()
        if came:
            self._made.clear()
            self.look()
        return came

    def decide(self, n: int, choice: Choice, who: str) -> None:
        """Decide difference `n`; returns when it is on disk.

        Parameters
        ----------
        n
            Its place in `places`.
        choice
            What is kept; see `kept_by`.
        who
            The initials of all who are present.

        Raises
        ------
        InputError
            When nobody is named or the choice cannot be; nothing is written then.
        NotSaved
            When the disk refuses; what was written of the decision before that stays, and deciding again mends it.
        """
        place, names = self.places[n], _persons(who)
        kept = kept_by(choice, place)
        self._check_codes(kept, place)
        self.check_ready()
        with self._whole():
            self._made.append((n, self._decide(n, choice, kept, names)))

    def _decide(self, n: int, choice: Choice, kept: Sequence[Passage], names: Sequence[str]) -> int:
        place = self.places[n]
        acts = self._take_back(place)
        for start, end, code in kept:
            acts += self._give(place, start, end, code, choice.reason)
        if all(code != place.code for _, _, code in kept):
            self.journal.memo(note(choice, place, kept, names, self.names), on="coding", of=place.ids[0])
            acts += 1
        self.count(n)
        return acts + self._settle_if_done(place.answer, names)

    def settle_agreed(self, who: str) -> int:
        """Take over what all agree on, wherever nothing is left to decide; the number of answers."""
        names, answers = _persons(who), self.agreed_answers()
        self.check_ready()
        with self._whole():
            acts = sum(self._settle_if_done(answer, names) for answer in answers)
        if answers:
            self._made.append((-1, acts))
        return len(answers)

    def undo(self) -> int | None:
        """Take the last decision back; the number of its difference (-1 for what was agreed), None where none is."""
        with self._whole():
            n = self._undo_last() if self._made else self._undo_earlier()
        self.look()
        return n

    def _undo_last(self) -> int:
        n, acts = self._made[-1]
        for _ in range(acts):
            self.journal.undo()
        self._made.pop()
        return n

    def _undo_earlier(self) -> int | None:
        """Undo a decision of an earlier sitting: act by act, until a difference is open again with nothing given."""
        done, settled = set(self.done), set(self.settled)
        while (event := self.journal.undo()) is not None:
            self.look()
            opened = sorted(done - self.done)
            if opened and not self.consensus.given(self.places[opened[0]]):
                return opened[0]
            lost = settled - set(self.settled)
            if event.act not in OURS or (lost and not any(self.numbers.get(answer) for answer in lost)):
                for answer in lost:
                    self._undo_agreed(answer)
                return -1
        return None

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """After a failure half-way, what was decided here is not known by count any more: look, and count anew."""
        try:
            yield
        except InputError:
            self._made.clear()
            self.look()
            raise

    def _undo_agreed(self, answer: str) -> None:
        for place in self.agreed.get(answer, ()):
            for _ in kept_by(Choice(place.coders[0]), place):
                self.journal.undo()

    def _check_codes(self, kept: Sequence[Passage], place: Place) -> None:
        standing = {code.id for code in self.state.standing()}
        for start, end, code in kept:
            if code not in standing:
                raise refuse(f"there is no code '{code[:40]}' in use", None, f"answer {place.answer}", "choose another")
            if not 0 <= start < end <= len(place.text):
                raise refuse("the passage lies outside the answer", None, f"answer {place.answer}", "choose its words")

    def _take_back(self, place: Place) -> int:
        """Take back what was decided on a place before; the number of acts."""
        given, notes = self.consensus.given(place), self.consensus.notes_on(place)
        for coding in given:
            self.journal.uncode(coding.id)
        for memo in notes:
            self.journal.remove_memo(memo)
        return len(given) + len(notes)

    def _give(self, place: Place, start: int, end: int, code: str, reason: str = "") -> int:
        comment = reason.strip()
        self.journal.code(place.answer, start, end, code, comment=comment, settles=place.ids)
        return 1

    def _settle_if_done(self, answer: str, who: Sequence[str]) -> int:
        """Take over what all have in an answer and mark it as settled, once nothing is open; the number of acts."""
        if answer in self.open or answer in self.settled:
            return 0
        acts = 1
        for place in self.agreed.get(answer, ()):
            if self.outcome(place) == OPEN:
                acts += sum(self._give(place, *passage) for passage in kept_by(Choice(place.coders[0]), place))
        self.journal.settle(answer, self.batch, list(who))
        self.settled.add(answer)
        return acts


def _persons(who: str) -> list[str]:
    names = persons(who)
    if not names:
        raise refuse("nobody is named as those who decide", remedy="type the initials of all who are present")
    return names
