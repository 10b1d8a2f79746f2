"""The codebook of today: where it started, and every act on it that stands, in order."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace

from sixphase.coding.journal.events import Event
from sixphase.coding.journal.growing import Growing
from sixphase.coding.journal.things import Code
from sixphase.study.codebook import Codebook, Entry
from sixphase.study.problem import safe

SAID = ("name", "short", "definition", "when", "when_not", "example", "kind")


def codes_of(book: Codebook) -> list[Code]:
    """The codes of `codebook.yml`, each after what it is under."""
    codes: list[Code] = []

    def take(entries: Iterable[Entry], parent: str, kind: str) -> None:
        for entry in entries:
            said = {name: getattr(entry, name) for name in SAID if name != "kind"}
            codes.append(Code(entry.id, **said, parent=parent, kind=kind))
            take(getattr(entry, "subthemes", ()), entry.id, "subtheme")
            take(getattr(entry, "codes", ()), entry.id, "code")

    take(book.themes, "", "theme")
    take(book.codes, "", "code")
    return codes


def grown(start: Iterable[Code], acts: Iterable[tuple[Event, bool]], used: Collection[str]) -> Growing:
    """The codebook after all acts.

    Parameters
    ----------
    start
        The codes of `codebook.yml`, each after its parent.
    acts
        The acts on the codebook in order, each with whether it stands.
    used
        Ids of codes on which codings stand. Where one of these is in no codebook, or its making was undone, it is
        there as a retired code: no coding is without its code.
    """
    book = Growing()
    for code in start:
        book.put(code)
    for event, stands in acts:
        if stands or event.act in ("make_code", "split_code"):
            _ACTS[event.act](book, event, stands)
    _keep_used(book, used)
    return book


def _make(book: Growing, event: Event, stands: bool) -> None:
    fields = event.fields
    id_, parent = fields["code"], fields.get("parent", "")
    if id_ in book.codes:
        book.told.append(f"{event.coder} made a code with the id {safe(id_)}, which was there: it does not count")
        return
    said = {name: fields[name] for name in SAID if name in fields}
    said.setdefault("short", said["name"])
    book.put(Code(id_, **said, parent=parent if parent in book.codes else "", maker=event.coder))
    if not stands:
        book.unmade.add(id_)


def _split(book: Growing, event: Event, stands: bool) -> None:
    whole = book.codes.get(event.fields["code"])
    if whole is None:
        return
    for part in event.fields["into"]:
        if part["code"] not in book.codes:
            code = Code(part["code"], part["name"], part["name"], parent=whole.parent, kind=whole.kind)
            book.put(replace(code, maker=event.coder))
            if not stands:
                book.unmade.add(code.id)


def _change(book: Growing, event: Event, _: bool) -> None:
    id_, fields = event.fields["code"], event.fields
    if id_ in book.codes:
        code, said = book.codes[id_], {name: fields[name] for name in SAID if name in fields}
        if "name" in said and code.short == code.name:
            said.setdefault("short", said["name"])  # nobody gave it a short name of its own
        book.set(id_, **said)


def _move(book: Growing, event: Event, _: bool) -> None:
    id_, parent = event.fields["code"], event.fields["parent"]
    if id_ not in book.codes or (parent and parent not in book.codes):
        return
    if parent and book.under(parent, id_):
        name = book.codes[id_].name
        book.told.append(
            f"{event.coder} moved the code '{safe(name)}' below itself (two moves crossed): it does not count"
        )
    else:
        book.move(id_, parent, event.fields.get("place"))


def _merge(book: Growing, event: Event, _: bool) -> None:
    into = event.fields["into"]
    if into not in book.codes:
        return
    for id_ in event.fields["codes"]:
        last = book.final(into)
        if id_ not in book.codes or id_ == last:
            continue
        within = book.under(last, id_)
        book.set(id_, into=last)
        for child in list(book.below[id_]):
            book.move(child, book.codes[id_].parent if within else last)


def _retire(book: Growing, event: Event, _: bool) -> None:
    if event.fields["code"] in book.codes:
        book.set(event.fields["code"], retired=event.act == "retire_code")


_ACTS: Mapping[str, Callable[[Growing, Event, bool], None]] = {
    "make_code": _make,
    "split_code": _split,
    "change_code": _change,
    "move_code": _move,
    "merge_codes": _merge,
    "retire_code": _retire,
    "restore_code": _retire,
}


def _keep_used(book: Growing, used: Collection[str]) -> None:
    for id_ in sorted(set(used) - set(book.codes)):
        book.put(Code(id_, id_, id_, retired=True))
        book.told.append(f"codings have the code {safe(id_)}, which is in no codebook: it is shown as retired")
    targets = {code.into for code in book.codes.values() if code.id not in book.unmade}
    for id_ in reversed(list(book.codes)):  # what is below was made after what is above it, mostly
        if id_ not in book.unmade:
            continue
        if id_ in used or id_ in targets or book.below[id_]:
            book.set(id_, retired=True)
        else:
            book.below[book.codes.pop(id_).parent].remove(id_)
