"""Memos and the diary."""

from sixphase.coding.journal.asking import known_code, own_memo, text_of
from sixphase.coding.journal.shapes import ON
from sixphase.coding.journal.things import Memo
from sixphase.coding.journal.writing import Writing
from sixphase.study.problem import did_you_mean, refuse


class Noting(Writing):
    """What a coder writes down beside the codings; a part of `Journal`."""

    def memo(self, text: str, on: str = "study", of: str = "") -> Memo:
        """Write a memo on a 'coding', an 'answer', a 'code' or the 'study'; `of` is the id of what it is on."""
        return self._memo({"on": on, "of": of, "text": text})

    def diary(self, text: str, day: str | None = None) -> Memo:
        """Write into the diary; `day` is a date (ISO 8601), today where it is left out."""
        return self._memo({"on": "diary", "of": "", "text": text, "day": day or self._clock()[:10]})

    def change_memo(self, memo: str, text: str) -> Memo:
        """Write an own memo anew."""
        with self._ours() as handle:
            own_memo(self.state, memo, self.coder)
            self._keep(handle, "change_memo", {"memo": memo, "text": _words(text)})
            return own_memo(self.state, memo, self.coder)

    def remove_memo(self, memo: str) -> None:
        """Take an own memo away."""
        with self._ours() as handle:
            own_memo(self.state, memo, self.coder)
            self._keep(handle, "remove_memo", {"memo": memo})

    def _memo(self, fields: dict[str, str]) -> Memo:
        with self._ours() as handle:
            self._check_on(fields["on"], fields["of"])
            event = self._keep(handle, "memo", {**fields, "text": _words(fields["text"])})
            return own_memo(self.state, event.id, self.coder)

    def _check_on(self, on: str, of: str) -> None:
        if on not in ON:
            raise refuse(f"a memo cannot be on '{on}'", remedy=did_you_mean(str(on), ON))
        if on == "answer":
            text_of(self.state, of)
        elif on == "code":
            known_code(self.state, of)
        elif on == "coding" and self.state.coding(of) is None:
            raise refuse(f"there is no coding '{of}' that stands", remedy="use the id of a coding")


def _words(text: str) -> str:
    if not isinstance(text, str) or not text.strip():
        raise refuse("a memo needs words", remedy="write something, or remove the memo")
    return text
