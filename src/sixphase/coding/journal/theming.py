"""Acts on themes: their records, how they relate, what speaks for and against them, quotes."""

from sixphase.coding.journal.asking import check_span, given_code, text_of
from sixphase.coding.journal.theme_acts import RECORD, SIDES
from sixphase.coding.journal.themed import ThemeRecord
from sixphase.coding.journal.undoing import Undoing
from sixphase.study.problem import did_you_mean, refuse


class Theming(Undoing):
    """What a person decides on themes; a part of `Journal`."""

    def describe_theme(
        self,
        theme: str,
        *,
        concept: str | None = None,
        belongs: str | None = None,
        not_belongs: str | None = None,
        reason: str = "",
    ) -> ThemeRecord:
        """Write down the idea that holds a theme together, what belongs to it and what does not."""
        with self._ours() as handle:
            given_code(self.state, theme)
            was = self.state.records.get(theme, ThemeRecord(theme))
            said = dict(zip(RECORD, (concept, belongs, not_belongs), strict=True))
            new = {name: _words(text, name) for name, text in said.items() if text is not None}
            new = {name: text for name, text in new.items() if getattr(was, name) != text}
            if new:
                self._keep(handle, "describe_theme", {"code": theme, **new, **because(reason)})
            return self.state.records.get(theme, was)

    def relate(self, source: str, target: str, kind: str, words: str = "", *, reason: str = "") -> str:
        """Say that a theme has to do with another: in a word or two (`kind`), and in a sentence; gives its id."""
        with self._ours() as handle:
            ends = [given_code(self.state, end).id for end in (source, target)]
            if ends[0] == ends[1]:
                raise refuse("a theme has no relation to itself", remedy="choose two themes")
            fields = {"from": ends[0], "to": ends[1], "kind": _some(kind, "a relation needs a word")}
            held = self.state.relations()[["from", "to", "kind"]].itertuples(index=False, name=None)
            if tuple(fields.values()) in held:
                raise refuse("this relation stands already", remedy="take it away first, or use another word")
            fields |= {"words": _words(words, "words"), **because(reason)}
            return self._keep(handle, "relate", fields).id

    def unrelate(self, relation: str, *, reason: str = "") -> None:
        """Take a relation away."""
        with self._ours() as handle:
            if relation not in set(self.state.relations()["relation_id"]):
                raise refuse(f"there is no relation '{relation}' that stands", remedy="use the id of a relation")
            self._keep(handle, "unrelate", {"relation": relation, **because(reason)})

    def stand(self, coding: str, theme: str, side: str = "for", *, reason: str = "") -> str:
        """Mark a passage (by its coding) as speaking 'for' or 'against' a theme; gives the id of the mark."""
        with self._ours() as handle:
            if self.state.coding(coding) is None:
                raise refuse(f"there is no coding '{coding}' that stands", remedy="use the id of a coding")
            given_code(self.state, theme)
            if side not in SIDES:
                raise refuse(f"a passage cannot stand '{side}'", remedy=did_you_mean(str(side), SIDES))
            fields = {"coding": coding, "theme": theme, "side": side, **because(reason)}
            return self._keep(handle, "stand", fields).id

    def unstand(self, stand: str, *, reason: str = "") -> None:
        """Take an own mark away, and those of one's own on the same passage and theme that it replaced."""
        with self._ours() as handle:
            now = self.state.stands()
            if not ((now["stand_id"] == stand) & (now["who"] == self.coder)).any():
                raise refuse(f"there is no mark '{stand}' of yours", remedy="use the id of one of your marks")
            self._keep(handle, "unstand", {"stand": stand, **because(reason)})

    def look(self, answer: str, verdict: str, text: str = "") -> None:
        """Keep what was decided on an answer that no theme touches."""
        with self._ours() as handle:
            text_of(self.state, answer)
            verdict = _some(verdict, "a decision needs a word")
            self._keep(handle, "look", {"answer": answer, "verdict": verdict, "text": _words(text, "text")})

    def quote(
        self,
        answer: str,
        start: int,
        end: int,
        theme: str,
        *,
        place: int | None = None,
        shown: str = "",
        reason: str = "",
    ) -> str:
        """Choose words of an answer as a quote for a theme, at a place among its quotes; gives the quote's id.

        `shown` are ids of attributes of the speaker, parted by spaces, that are to stand beside it; left out, the
        program shows those that tell nobody apart.
        """
        with self._ours() as handle:
            text = text_of(self.state, answer)
            check_span(text, answer, start, end)
            given_code(self.state, theme)
            chosen = self.state.quotes()
            if place is not None and (not isinstance(place, int) or isinstance(place, bool) or place < 0):
                raise refuse(f"{place!r} is no place among quotes", remedy="count from 0")
            last = int((chosen["theme"] == theme).sum())
            fields = {"answer": answer, "start": start, "end": end, "words": text[start:end], "theme": theme}
            fields |= {"place": last if place is None else min(place, last), **because(reason)}
            fields |= {"shown": " ".join(_words(shown, "shown").split())} if shown else {}
            return self._keep(handle, "quote", fields).id

    def unquote(self, quote: str, *, reason: str = "") -> None:
        """Take a quote away."""
        with self._ours() as handle:
            if quote not in set(self.state.quotes()["quote_id"]):
                raise refuse(f"there is no quote '{quote}' that stands", remedy="use the id of a quote")
            self._keep(handle, "unquote", {"quote": quote, **because(reason)})


def because(reason: str) -> dict[str, str]:
    """The reason of an act as a field; nothing where none was given."""
    words = _words(reason, "reason")
    return {"reason": words} if words else {}


def _words(text: str, name: str) -> str:
    if not isinstance(text, str):
        raise refuse(f"'{name}' should be text", remedy="write words")
    return text.strip()


def _some(text: str, what: str) -> str:
    words = " ".join(_words(text, "it").split())
    if not words:
        raise refuse(what, remedy="type one")
    return words
