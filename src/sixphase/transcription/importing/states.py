"""Whether an answer was given, left blank, could not be read, or did not apply: by the study's own lists."""

from dataclasses import dataclass

from sixphase.study.settings import Import


@dataclass(frozen=True)
class States:
    """The study's words for the states, in one case."""

    blank: frozenset[str]
    illegible: tuple[str, ...]
    not_applicable: frozenset[str]

    @classmethod
    def of(cls, settings: Import) -> "States":
        return cls(
            frozenset(_same(w) for w in settings.blank) | {""},
            tuple(w for w in map(_same, settings.illegible) if w),
            frozenset(_same(w) for w in settings.not_applicable),
        )

    def read(self, text: str) -> tuple[str, str]:
        """The state of an answer, and its text without the spaces around it.

        A mark for an illegible word makes the answer illegible wherever it stands in it; what could be read is
        kept, the mark too. A word of the lists for blank and not applicable counts only when it is all there is.

        >>> states = States.of(Import())
        >>> states.read(" N/A "), states.read("the [Illegible] bag"), states.read("n/a for me")
        (('blank', ''), ('illegible', 'the [Illegible] bag'), ('answered', 'n/a for me'))
        """
        bare = text.strip()
        if len(bare) < 200:
            same = _same(bare)
            if same in self.not_applicable:
                return "not applicable", ""
            if same in self.blank:
                return "blank", ""
        low = bare.casefold()
        return ("illegible" if any(mark in low for mark in self.illegible) else "answered"), bare

    def is_blank(self, text: str) -> bool:
        return _same(text) in self.blank


def _same(text: str) -> str:
    return text.strip().casefold()
