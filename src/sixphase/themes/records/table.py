"""The records of all themes as a table, and the passages that were marked for and against them."""

import pandas as pd

from sixphase.coding.journal.state import Code, State, ThemeRecord

RECORDS = (
    *("theme", "name", "level", "concept", "belongs", "not_belongs", "relations"),
    *("codes", "passages", "supporting", "contradicting"),
)
MARKED = ("theme", "side", "coding_id", "answer_id", "words", "code", "coder", "who")


def records_table(state: State) -> pd.DataFrame:
    """One row a theme and subtheme that stands, in the order of the tree.

    Returns
    -------
    pandas.DataFrame
        theme (its id), name, level ('theme', 'subtheme'), concept, belongs, not_belongs, relations (sentences, with
        line ends between them), codes (that lie in it), passages (with it or a code in it), supporting, contradicting
        (passages that somebody marked so).
    """
    rows = [_row(state, code, level) for code, level in themes_of(state)]
    return pd.DataFrame(_counted(state, rows), columns=list(RECORDS))


def themes_of(state: State) -> list[tuple[Code, str]]:
    """The themes and subthemes that stand, each with its level: those called so, or with something beneath them."""
    found = []
    for theme in state.children(""):
        if theme.kind == "theme" or state.children(theme.id):
            found.append((theme, "theme"))
            below = state.children(theme.id)
            found += [(one, "subtheme") for one in below if one.kind == "subtheme" or state.children(one.id)]
    return found


def marked_passages(state: State) -> pd.DataFrame:
    """The passages marked for and against each theme, side by side: first those for it, then those against it.

    Returns
    -------
    pandas.DataFrame
        theme, side, coding_id, answer_id, words, code (its name), coder, who (marked it), in the order of the tree and
        of the answers.
    """
    order = {id_: number for number, id_ in enumerate(state.codes)}
    codings = {coding.id: (number, coding) for number, coding in enumerate(state.codings())}
    stands = state.stands()[["theme", "side", "coding_id", "who"]].to_numpy().tolist()
    rows = sorted((order[theme], side != "for", codings[id_][0], who, side, id_) for theme, side, id_, who in stands)
    themes, found = list(order), []
    for theme, *_, who, side, id_ in rows:
        coding = codings[id_][1]
        name = state.codes[coding.code].name
        found.append((themes[theme], side, id_, coding.answer, coding.words, name, coding.coder, who))
    return pd.DataFrame(found, columns=list(MARKED), dtype=str)


def _row(state: State, code: Code, level: str) -> dict[str, object]:
    record = state.records.get(code.id, ThemeRecord(code.id))
    about = {"concept": record.concept, "belongs": record.belongs, "not_belongs": record.not_belongs}
    return {"theme": code.id, "name": code.name, "level": level, **about, "relations": _relations(state, code.id)}


def _relations(state: State, id_: str) -> str:
    names = {code.id: code.name for code in state.codes.values()}
    held = state.relations()
    held = held[(held["from"] == id_) | (held["to"] == id_)]
    return "\n".join(
        f"{names[row['from']]} {row['kind']} {names[row['to']]}" + (f": {row['words']}" if row["words"] else "")
        for row in held.to_dict("records")
    )


def _counted(state: State, rows: list[dict[str, object]]) -> list[dict[str, object]]:
    given = state.table()["code"].value_counts()
    stands = state.stands()
    for row in rows:
        theme = str(row["theme"])
        below = state.descendants(theme)
        standing = [id_ for id_ in below[1:] if state.codes[id_].stands]
        groups = {id_ for id_ in standing if state.codes[id_].kind == "subtheme" or state.children(id_)}
        row["codes"] = len(standing) - len(groups)
        row["passages"] = int(given.reindex(below, fill_value=0).sum())
        of_theme = stands[stands["theme"] == theme]
        for name, side in (("supporting", "for"), ("contradicting", "against")):
            row[name] = int(of_theme.loc[of_theme["side"] == side, "coding_id"].nunique())
    return rows
