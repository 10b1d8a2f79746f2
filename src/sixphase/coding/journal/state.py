"""What all journals of a study add up to at this moment."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING

from sixphase.coding.journal.codetree import CodeTree
from sixphase.coding.journal.conflicts import conflicts
from sixphase.coding.journal.events import CODEBOOK_ACTS, Event
from sixphase.coding.journal.marks import Marks
from sixphase.coding.journal.passages import Codings
from sixphase.coding.journal.record import Record, keys_of
from sixphase.coding.journal.steps import Steps
from sixphase.coding.journal.themed import Themed, ThemeRecord
from sixphase.coding.journal.things import Code, Coding, Memo
from sixphase.coding.journal.tree import grown

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Code", "Coding", "Memo", "State", "ThemeRecord"]
TABLE = ("coding_id", "answer_id", "start", "end", "code", "coder", "words", "comment", "suggested", "anchor")


class State(Themed):
    """Codes, codings, memos and marks after all acts that stand.

    It lives: a journal that it belongs to adds what its coder does. One act costs what it touches; an act on the
    codebook costs as much as there are acts on the codebook.

    Attributes
    ----------
    answers
        The text of each answer that has words, by its id, in the order of the study.
    """

    def __init__(
        self,
        answers: Mapping[str, str],
        start: Iterable[Code] = (),
        events: Sequence[Event] = (),
        *,
        held: Sequence[Event] = (),
        coders: Iterable[str] = (),
        told: Iterable[str] = (),
    ):
        self.answers = answers
        self._start, self._told = tuple(start), tuple(told)
        self._coders = frozenset(coders)
        self._order = {answer: number for number, answer in enumerate(answers)}
        self.record = Record()
        for event in held:
            self.record.hold(event)
        self.record.fill(events)
        self._codings = Codings(self.record, answers)
        self._codings.fold_all(chain(held, events))
        self._marks = Marks(self.record)
        self._steps: dict[str, Steps] = {}
        self._tree: CodeTree | None = None
        self._conflicts: tuple[str, ...] | None = None

    def add(self, event: Event) -> None:
        """Take in one more event, which nothing that is there builds on."""
        self._conflicts = None
        changed = self.record.add(event)
        for id_ in changed:
            self._touch(self.record.events[id_])
        if event.coder in self._steps:
            self._steps[event.coder].note(changed)

    def _touch(self, event: Event) -> None:
        folded = [key[1] for key in keys_of(event) if key[0] == "coding"]
        used = [self._codings.fold(id_) for id_ in ([event.id] if event.act == "code" else folded)]
        if event.act in CODEBOOK_ACTS or any(used):
            self._tree = None
        self._marks.touch(event)

    @property
    def start(self) -> tuple[Code, ...]:
        """The codes of `codebook.yml`, as they were before any act."""
        return self._start

    def steps(self, coder: str) -> Steps:
        """What a coder can undo and redo."""
        if coder not in self._steps:
            self._steps[coder] = Steps(self.record, coder)
        return self._steps[coder]

    @property
    def tree(self) -> CodeTree:
        """The codebook of today."""
        if self._tree is None:
            record = self.record
            acts = ((record.events[id_], id_ not in record.dead) for _, id_ in record.codebook)
            used = [code for code, count in self._codings.used.items() if count]
            self._tree = CodeTree(grown(self._start, acts, used))
        return self._tree

    @property
    def codes(self) -> Mapping[str, Code]:
        """All codes in the order of the tree, also those retired and merged."""
        return self.tree.codes

    def standing(self) -> list[Code]:
        """The codes that can be given, in the order of the tree."""
        return self.tree.standing()

    def children(self, code_id: str) -> list[Code]:
        """The codes right below one that can be given; '' gives the top."""
        return self.tree.children(code_id)

    def descendants(self, code_id: str) -> list[str]:
        """A code and all below it, also those retired or merged, by their ids."""
        return self.tree.descendants(code_id)

    def path(self, code_id: str) -> tuple[str, ...]:
        """The names from the top down to a code."""
        return self.tree.path(code_id)

    def coding(self, coding_id: str) -> Coding | None:
        """One coding; None where it does not stand."""
        coding = self._codings.by_id.get(coding_id)
        return coding and self._today(coding, self.tree.final())

    def codings(self, answer: str | None = None, coder: str | None = None) -> list[Coding]:
        """The codings that stand, by the order of answers, start, end, code, coder, id."""
        found: Iterable[Coding] = self._codings.by_id.values()
        if answer is not None:
            found = [self._codings.by_id[id_] for id_ in self._codings.in_answer.get(answer, ())]
        if coder is not None:
            found = (coding for coding in found if coding.coder == coder)
        final = self.tree.final()
        if final:
            found = (self._today(coding, final) for coding in found)
        return sorted(found, key=self._by_place())

    def each_coding(self) -> Iterator[Coding]:
        """All codings that stand, in no order, for counting."""
        final, found = self.tree.final(), self._codings.by_id.values()
        return (self._today(coding, final) for coding in found) if final else iter(found)

    def table(self, coders: Iterable[str] | None = None) -> "pd.DataFrame":
        """The same codings as a table, one row each; its columns are `TABLE`."""
        import pandas as pd

        wanted = None if coders is None else set(coders)
        found = [coding for coding in self.codings() if wanted is None or coding.coder in wanted]
        rows = map(attrgetter("id", "answer", *TABLE[2:]), found)
        columns = zip(*rows, strict=True) if found else [()] * len(TABLE)
        table = pd.DataFrame({name: list(column) for name, column in zip(TABLE, columns, strict=True)})
        return table.astype({name: "int64" if name in ("start", "end") else str for name in TABLE})

    def memos(self, on: str | None = None, of: str | None = None, coder: str | None = None) -> list[Memo]:
        """The memos that stand, in the order in which they were made."""
        wanted = (("on", on), ("of", of), ("coder", coder))
        return [m for m in self._marks.memos() if all(v is None or getattr(m, k) == v for k, v in wanted)]

    def readers(self) -> "pd.DataFrame":
        """Who has read which answer: marked it as read, or coded something in it; answer_id, coder."""
        import pandas as pd

        found = self._marks.read() | {(coding.answer, coding.coder) for coding in self._codings.by_id.values()}
        rows = sorted(found, key=lambda row: (self._order.get(row[0], len(self._order)), row))
        return pd.DataFrame(rows, columns=["answer_id", "coder"], dtype=str)

    def marked_read(self, coder: str) -> set[str]:
        """The answers that a coder has marked as read, whether or not something is coded in them."""
        return {answer for answer, who in self._marks.read() if who == coder}

    def finished(self, batch: str) -> set[str]:
        """The coders who have finished a batch."""
        return self._marks.finished(batch)

    def settled(self) -> "pd.DataFrame":
        """On which answers coders have settled: answer_id, batch, who (their names with commas)."""
        import pandas as pd

        rows = sorted(self._marks.settled(), key=lambda row: (self._order.get(row[0], len(self._order)), row))
        return pd.DataFrame(rows, columns=["answer_id", "batch", "who"], dtype=str)

    @property
    def coders(self) -> tuple[str, ...]:
        """Everybody with a journal, and 'published' where codings came with the answers; sorted."""
        return tuple(sorted(self._coders | set(self.record.heads)))

    @property
    def told(self) -> tuple[str, ...]:
        """Sentences on lines that do not count, on what is missing, and on acts that did not know of each other."""
        if self._conflicts is None:
            self._conflicts = conflicts(self.record)
        return (*self._told, *self.tree.told, *self._conflicts)

    def _today(self, coding: Coding, final: Mapping[str, str]) -> Coding:
        into = final.get(coding.code)
        return replace(coding, code=into) if into else coding

    def _by_place(self) -> Callable[[Coding], tuple[int, str, int, int, str, str, str]]:
        order, last = self._order, len(self._order)
        return lambda c: (order.get(c.answer, last), c.answer, c.start, c.end, c.code, c.coder, c.id)
