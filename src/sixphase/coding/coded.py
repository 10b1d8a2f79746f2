"""What stands coded in a study today: the passages that go on to the themes, and what notebook 03 says of them."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from sixphase.coding.codings import COLUMNS, PUBLISHED
from sixphase.coding.journal.state import State
from sixphase.coding.pairs.comparable import is_blind
from sixphase.study.desk import Note, headless
from sixphase.study.facts import CONSENSUS
from sixphase.study.step import Step

BLIND = "Coders have not all finished, so what they coded is not shown here. A run keeps it in data_processed."
TOGETHER = (
    "Coders have not all finished, and this notebook puts their codings together: if you are one of them, close it, "
    "and come back when all have."
)
MOVED = ("moved", "close")
LOST = "lost"
Value = tuple[str, Any, str | None]


def codings_today(state: State) -> pd.DataFrame:
    """The codings that go on to the themes.

    Returns
    -------
    pandas.DataFrame
        One row a coding: answer_id, start, end, code, coder, words; start and end in code points, the end not
        included, words as they stand in the answer now.

    Notes
    -----
    Where coders settled an answer between them, their consensus stands for it; elsewhere the codings of every coder
    do. A publication's own placing is what its study examines, so there it alone goes on, whoever else has coded. A
    passage whose words are no longer found goes nowhere before a person has decided on it.
    """
    table = state.table()
    table = table[table["anchor"] != LOST]
    if (table["coder"] == PUBLISHED).any():
        chosen = table["coder"] == PUBLISHED
    else:
        settled = set(state.settled()["answer_id"])
        chosen = table["answer_id"].isin(settled) == (table["coder"] == CONSENSUS)
    return table.loc[chosen, list(COLUMNS)].reset_index(drop=True)


def code_counts(codings: pd.DataFrame, state: State) -> pd.DataFrame:
    """One row a code that may be given, in the order of the tree: code, name, under, answers, passages, coders."""
    counted = codings.groupby("code").agg(
        answers=("answer_id", "nunique"), passages=("answer_id", "size"), coders=("coder", "nunique")
    )
    standing = state.standing()
    rows = [(code.id, code.name, " › ".join(state.path(code.id)[:-1])) for code in standing]
    table = pd.DataFrame(rows, columns=["code", "name", "under"])
    return table.join(counted.reindex(table["code"]).fillna(0).astype(int).reset_index(drop=True))


def not_in_place(state: State) -> pd.DataFrame:
    """Codings whose words were not where they had been, since the answer was corrected: moved with them, or lost.

    Returns
    -------
    pandas.DataFrame
        coding_id, answer_id, code, coder, words, found: 'moved' (the same words elsewhere), 'close' (nearly the
        same words) or 'lost' (to be decided at the desk).
    """
    table = state.table()
    columns = ["coding_id", "answer_id", "code", "coder", "words", "anchor"]
    changed = table.loc[table["anchor"].isin([*MOVED, LOST]), columns]
    return changed.rename(columns={"anchor": "found"}).reset_index(drop=True)


def memos_table(state: State) -> pd.DataFrame:
    """What coders wrote for themselves: on what, which, coder, day, text."""
    rows = [(memo.on, memo.of, memo.coder, memo.day or memo.time[:10], memo.text) for memo in state.memos()]
    return pd.DataFrame(rows, columns=["on", "of", "coder", "day", "text"])


def shown(step: Step, state: State, table: pd.DataFrame) -> pd.DataFrame | Note:
    """The table in a run; on the screen a sentence in its place while coders are blind to each other."""
    return Note(BLIND) if is_blind(step.paths.name, state) and not headless() else table


def warn_while_blind(step: Step, state: State) -> None:
    """Say, where somebody looks on, that a coder had better not: for notebooks that need everybody's codings."""
    if is_blind(step.paths.name, state) and not headless():
        print(TOGETHER)


def coded_sentence(step: Step, state: State, said: Mapping[str, str]) -> str:
    """How much is coded, from the texts of `coded_values`."""
    if is_blind(step.paths.name, state) and not headless():
        return BLIND
    return (
        f"{said['codings.count']} codings of {said['codings.answers']} answers; codes in use: {said['codings.codes']}; "
        f"one has {said['codings.subtheme_min']} to {said['codings.subtheme_max']} of them."
    )


def told_how_many_were_read(read: int, of: int) -> str:
    """How many answers with words were read, in a sentence for the paper; the rule is the coding desk's own.

    >>> told_how_many_were_read(3, 5)
    'Of 5 answers with words 3 were read so far (coded, or marked as read with nothing to code); 2 were not.'
    """
    if read == of:
        return f"All {of:,} answers with words were read (coded, or marked as read with nothing to code)."
    return (
        f"Of {of:,} answers with words {read:,} were read so far (coded, or marked as read with nothing to code); "
        f"{of - read:,} were not."
    )


def coded_values(state: State, codings: pd.DataFrame) -> Iterator[Value]:
    """How much is coded, by how many, with how many codes, and what else coders wrote."""
    sizes = codings["code"].value_counts()
    changed = not_in_place(state)["found"]
    memos = state.memos()
    yield "codings.count", len(codings), None
    yield "codings.answers", codings["answer_id"].nunique(), None
    at_work = {*codings["coder"], *state.readers()["coder"]}  # to open a journal, or to finish in it, is not to code
    yield "codings.coders", len(at_work - {PUBLISHED, CONSENSUS}), None
    yield "codings.codes", len(sizes), None
    yield "codings.subtheme_min", int(sizes.min()) if len(sizes) else 0, None
    yield "codings.subtheme_max", int(sizes.max()) if len(sizes) else 0, None
    yield "codings.moved", int(changed.isin(MOVED).sum()), None
    yield "codings.lost", int((changed == LOST).sum()), None
    read = set(state.readers()["answer_id"])
    yield "codings.read", len(read), None
    yield "codings.read_said", told_how_many_were_read(len(read & set(state.answers)), len(state.answers)), None
    yield "memos.count", sum(memo.on != "diary" for memo in memos), None
    yield "memos.diary", sum(memo.on == "diary" for memo in memos), None
