"""The parts of the supplement on the answers and those who wrote them; an empty text where a study has none."""

from collections.abc import Iterator

import pandas as pd

from sixphase.study.paths import StudyPaths
from sixphase.study.tables import read_table
from sixphase.themes.records.table import themes_of
from sixphase.transcription.answers import form_of_each
from sixphase.transcription.entry.record import entry_path, read_entry
from sixphase.transcription.taken_out import RECORD, UNDECIDED
from sixphase.writeup.supplement.held import Held
from sixphase.writeup.supplement.tables import captioned, names_table, people_table, quoted, section, typing_table
from sixphase.writeup.theme_tables import who_spoke

NO_NAMES = "Names, numbers and addresses that could tell who somebody is were searched for; none was found."


def typing(held: Held) -> str:
    """How often two typists differed."""
    record = read_entry(entry_path(held.name))
    if record.empty:
        return ""
    table = captioned(
        typing_table(record), "Double entry: differences and errors, with intervals", "typing", [24, 11, 25, 10, 10, 20]
    )
    return section("Transcription", "typing", table)


def names_taken_out(held: Held) -> str:
    """How many names, numbers and addresses were taken out of the answers, by kind."""
    path = StudyPaths(held.name).raw / RECORD
    if not path.is_file():
        return ""
    record = read_table(path, ("kind", "count"))
    if not record["count"].astype(int).any():
        return section("What was taken out of the answers", "names", f"{NO_NAMES}\n")
    table = names_table(record, UNDECIDED)
    return section(
        "What was taken out of the answers", "names", captioned(table, "Replaced words, by kind", "names", [70, 30])
    )


def quotes(held: Held) -> str:
    """How many people stand behind each theme, and the quotes that were chosen."""
    codings, answers = held.table("codings"), held.table("answers")
    if codings is None or answers is None or codings.empty:
        return ""
    forms = form_of_each(answers)
    tops = [code for code, level in themes_of(held.state) if level == "theme"]
    themes = {id_: theme.name for theme in tops for id_ in held.state.descendants(theme.id)}
    if not themes:
        return ""
    people = people_table(codings, forms, themes, held.study.fewest)
    parts = [captioned(people, "Answers and people behind each theme", "people", [60, 20, 20])]
    return section("Quotes by theme", "quotes", *parts, *_quotes(held, codings, themes))


def _quotes(held: Held, codings: pd.DataFrame, themes: dict[str, str]) -> Iterator[str]:
    """The chosen quotes with their speakers' numbers; where answers came published, all that stand under a theme."""
    chosen = held.table("quotes")
    if chosen is not None and len(chosen):
        chosen = chosen.assign(name=chosen["theme"].map(themes).fillna(chosen["theme"]))
        for theme, of_theme in chosen.groupby("name", sort=False):
            yield quoted(str(theme), [(row["words"], who_spoke(row)) for row in of_theme.to_dict("records")])
    elif held.study.answers:
        placed = codings.assign(theme=codings["code"].map(themes))
        for theme in dict.fromkeys(themes.values()):
            rows = placed[placed["theme"] == theme]
            if len(rows):
                yield quoted(theme, list(zip(rows["words"], rows["answer_id"], strict=True)))


def memos(held: Held) -> str:
    """The words of memos, only where the study says that they are to be shown."""
    table = held.table("memos")
    if not held.study.paper.memos_in_supplement or table is None or table.empty:
        return ""
    shown = table.assign(coder=table["coder"].map(held.coders).fillna(table["coder"]))[["day", "coder", "on", "text"]]
    heads = {"day": "Day", "coder": "Who", "on": "On", "text": "Memo"}
    return section(
        "Memos", "memos", captioned(shown.rename(columns=heads), "Memos of the coders", "memos", [13, 15, 12, 60])
    )
