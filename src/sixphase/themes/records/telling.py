"""Acts on themes told in words, with the names that things had at that moment."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sixphase.coding.journal.events import Event
from sixphase.coding.journal.state import State
from sixphase.coding.journal.theme_acts import RECORD

ABOUT = dict(zip(RECORD, ("central idea", "what belongs", "what does not belong"), strict=True))
DESCRIBED = {
    "short": "short name",
    "definition": "definition",
    "when": "when to use it",
    "when_not": "when not to use it",
    "example": "example",
    "kind": "kind",
}


class Telling:
    """The codebook as it was from act to act, and what each act did to one theme and to what was merged into it."""

    def __init__(self, state: State, theme: str):
        self._theme = theme
        self._own = {theme} | {code.id for code in state.codes.values() if code.into == theme}
        self._names = {code.id: code.name for code in state.start}
        self._above = {code.id: code.parent for code in state.start}
        self._ends: dict[str, tuple[str, str]] = {}

    def began(self) -> Iterator[str]:
        """What the study began with of this theme."""
        for id_ in self._names:
            if id_ in self._own:
                yield f"stood in the first codebook as {self._name(id_)}"
            elif self._within(id_):
                yield f"{self._name(id_)} stood in {self._name(self._above[id_])} in the first codebook"

    def tell(self, event: Event) -> str:
        """What an act did to the theme, in words; '' where it has nothing to do with it."""
        tell = _TELL.get(event.act)
        return tell(self, event.fields, event) if tell else ""

    def _name(self, id_: str) -> str:
        return f"‘{self._names.get(id_, id_)}’"

    def _within(self, id_: str) -> bool:
        """Whether a code lies in the theme, or is it."""
        seen = set()
        while id_ and id_ not in self._own and id_ not in seen:
            seen.add(id_)
            id_ = self._above.get(id_, "")
        return id_ in self._own

    def _make(self, f: Mapping[str, Any], _: Event) -> str:
        id_, parent = f["code"], f.get("parent", "")
        self._names[id_], self._above[id_] = f["name"], parent
        if id_ in self._own:
            kind = {"theme": "candidate theme", "subtheme": "subtheme"}.get(f.get("kind", "code"), "code")
            return f"begun as the {kind} {self._name(id_)}" + (f" in {self._name(parent)}" if parent else "")
        return f"{self._name(id_)} made in {self._name(parent)}" if self._within(parent) else ""

    def _change(self, f: Mapping[str, Any], _: Event) -> str:
        id_, said = f["code"], []
        was = self._name(id_)
        if "name" in f:
            self._names[id_] = f["name"]
            said.append(f"{was} renamed {self._name(id_)}")
        if f.get("kind") in ("theme", "subtheme"):
            said.append(f"{self._name(id_)} made a {f['kind']}")
        written = [DESCRIBED[name] for name in DESCRIBED if name in f and name != "kind"]
        if written:
            said.append(f"{', '.join(written)} of {self._name(id_)} written")
        return "; ".join(said) if self._within(id_) else ""

    def _move(self, f: Mapping[str, Any], _: Event) -> str:
        id_, to, was = f["code"], f["parent"], self._above.get(f["code"], "")
        touched = self._within(was) or self._within(to) or id_ in self._own
        if not self._would_circle(id_, to):
            self._above[id_] = to
        if not touched:
            return ""
        if to == was:
            return f"{self._name(id_)} given another place in {self._name(to)}" if to else ""
        came = f" from {self._name(was)}" if was else ""
        return f"{self._name(id_)} moved{came} to {self._name(to) if to else 'the top'}"

    def _would_circle(self, id_: str, to: str) -> bool:
        while to and to != id_:
            to = self._above.get(to, "")
        return to == id_

    def _merge(self, f: Mapping[str, Any], _: Event) -> str:
        codes, into = [code for code in f["codes"] if code != f["into"]], f["into"]
        touched = self._within(into) or any(self._within(code) for code in codes)
        for code in codes:
            below = self._above.get(code, "") if self._would_circle(code, into) else into
            self._above.update({id_: below for id_, above in self._above.items() if above == code})
        return f"{', '.join(map(self._name, codes))} merged into {self._name(into)}" if touched else ""

    def _split(self, f: Mapping[str, Any], _: Event) -> str:
        whole, parts = f["code"], f["into"]
        for part in parts:
            self._names.setdefault(part["code"], part["name"])
            self._above.setdefault(part["code"], self._above.get(whole, ""))
        touched = self._within(whole) or any(part["code"] in self._own for part in parts)
        names = ", ".join(self._name(part["code"]) for part in parts)
        return f"{self._name(whole)} split: {names} taken out of it" if touched else ""

    def _retire(self, f: Mapping[str, Any], event: Event) -> str:
        done = "set aside" if event.act == "retire_code" else "taken back"
        return f"{self._name(f['code'])} {done}" if self._within(f["code"]) else ""

    def _describe(self, f: Mapping[str, Any], _: Event) -> str:
        if not self._within(f["code"]):
            return ""
        of = "" if f["code"] == self._theme else f" of {self._name(f['code'])}"
        return "; ".join(f"{ABOUT[name]}{of}: {f[name] or '(taken away)'}" for name in RECORD if name in f)

    def _relate(self, f: Mapping[str, Any], event: Event) -> str:
        self._ends[event.id] = f["from"], f["to"]
        if not self._own.intersection(self._ends[event.id]):
            return ""
        words = f" ({f['words']})" if f["words"] else ""
        return f"relation: {self._name(f['from'])} {f['kind']} {self._name(f['to'])}{words}"

    def _unrelate(self, f: Mapping[str, Any], _: Event) -> str:
        ends = self._ends.get(f["relation"], ())
        between = " and ".join(map(self._name, ends))
        return f"relation between {between} taken away" if self._own.intersection(ends) else ""


_TELL: Mapping[str, Callable[[Telling, Mapping[str, Any], Event], str]] = {
    "make_code": Telling._make,
    "change_code": Telling._change,
    "move_code": Telling._move,
    "merge_codes": Telling._merge,
    "split_code": Telling._split,
    "retire_code": Telling._retire,
    "restore_code": Telling._retire,
    "describe_theme": Telling._describe,
    "relate": Telling._relate,
    "unrelate": Telling._unrelate,
}
