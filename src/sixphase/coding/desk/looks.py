"""What a person may look at from the desk: nothing here writes."""

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any

from sixphase.coding.desk.reading import Wanted
from sixphase.coding.desk.showing import memo_of, seen_memos, shown

if TYPE_CHECKING:
    from sixphase.coding.desk.sitting import Sitting

MOST_PASSAGES = 200  # of a code, shown at once for splitting
Said = Mapping[str, Any]


def start(sitting: "Sitting", _said: Said) -> dict[str, Any]:
    """All that the screen needs to begin."""
    reading, settings = sitting.reading, sitting.settings
    attributes = [
        {"id": name, "label": shown(settings.attributes[name].label), "values": list(map(shown, reading.values(name)))}
        for name in reading.attributes
    ]
    questions = [[q.id, shown(q.asks)] for q in settings.questions if (reading.columns["question"] == q.id).any()]
    lists = {"questions": questions, "attributes": attributes, "coder": sitting.coder, "batch": sitting.batch}
    lists["assigned"] = len(sitting.own) < len(reading.ids)
    return {"start": lists, **sitting.everything()}


def look(_sitting: "Sitting", _said: Said) -> dict[str, Any]:
    """What came from elsewhere in between; `hear` has taken it in."""
    return {}


def choose(sitting: "Sitting", said: Said) -> dict[str, Any]:
    """Other answers, by question, attribute, code, words and so on."""
    sitting.look(Wanted.of(said))
    return sitting.in_view()


def turn(sitting: "Sitting", said: Said) -> dict[str, Any]:
    """Another page of the answers found."""
    sitting.page = max(0, int(said["page"]))
    focus = {"focus": ""} if not sitting.found else {}
    view = sitting.in_view()
    cards = view["cards"]
    return {**view, **focus, "focus": cards[-1 if said.get("last") else 0]["id"] if cards else ""}


def next_one(sitting: "Sitting", said: Said) -> dict[str, Any]:
    """The next answer after this one that is still to do, going round."""
    ids, place = sitting.reading.ids, sitting.reading.place.get(str(said.get("answer", "")), -1)
    after = [n for n, row in enumerate(sitting.found) if row > place]
    around = [*after, *range(len(sitting.found) - len(after))]
    position = next((n for n in around if not sitting.given.is_done(ids[sitting.found[n]])), None)
    if position is None:
        return {"said": "No answer among these is left to do."}
    return show(sitting, position)


def go(sitting: "Sitting", said: Said) -> dict[str, Any]:
    """A certain answer, among all if it is not among those found."""
    place = sitting.reading.place.get(str(said["answer"]))
    if place is None:
        return {"said": "There is no such answer here."}
    if place not in sitting.found:
        sitting.look(Wanted(scope="all"))
    return show(sitting, sitting.found.index(place))


def show(sitting: "Sitting", position: int) -> dict[str, Any]:
    """The page on which an answer stands, which then has the focus; nothing but the focus if it is in view."""
    page, focus = sitting.page_with(position), {"focus": sitting.reading.ids[sitting.found[position]]}
    if page == sitting.page:
        return focus
    sitting.page = page
    return sitting.in_view() | focus


def left(sitting: "Sitting", _said: Said) -> dict[str, Any]:
    """How many answers are not done, before the coder says to have finished."""
    return {"left": sitting.duty.left(sitting.state.answers, sitting.given)}


def memos(sitting: "Sitting", said: Said) -> dict[str, Any]:
    """The memos on a passage, an answer, a code, the study, or the diary, the newest first."""
    on, of = str(said["on"]), str(said.get("of", ""))
    rows = [memo_of(memo, sitting.given) for memo in seen_memos(sitting.state, sitting.given, on, of)]
    rows.sort(key=lambda row: row["day"], reverse=on == "diary")
    return {"memos": {"on": on, "of": of, "rows": rows}}


def passages(sitting: "Sitting", said: Said) -> dict[str, Any]:
    """The coder's own passages with a code, so that they can be dealt out when it is split."""
    own = [c for c in sitting.state.codings(coder=sitting.coder) if c.code == said["code"]]
    rows = [{"id": c.id, "answer": c.answer, "words": shown(c.words)} for c in own[:MOST_PASSAGES]]
    return {"passages": {"code": said["code"], "rows": rows, "total": len(own)}}


LOOKS: dict[str, Callable[["Sitting", Said], dict[str, Any]]] = {
    "start": start,
    "look": look,
    "choose": choose,
    "turn": turn,
    "next": next_one,
    "go": go,
    "left": left,
    "memos": memos,
    "passages": passages,
}


def held(sitting: "Sitting", which: str) -> Collection[str]:
    """The ids of the answers that are to do, uncoded, coded, changed, or have a memo."""
    given, ids = sitting.given, sitting.reading.ids
    if which == "to do":
        return {answer for answer in ids if not given.is_done(answer)}
    if which == "uncoded":
        return set(ids) - given.own
    if which == "coded":
        return given.own
    if which == "changed":
        return given.changed()
    return {memo.of for memo in sitting.state.memos(on="answer") if memo.coder in given.visible}
