"""Tables of the supplement: agreement, typing, names taken out, quotes by theme."""

from collections.abc import Iterator, Mapping

import pandas as pd

from sixphase.study.few_people import people_behind, people_told, told_unless_few
from sixphase.study.plain import markdown
from sixphase.writeup.markdown_table import markdown_table

ENTRY_HEADS = {"field": "Field", "typist": "Typist", "measure": "Measure", "count": "Count", "of": "Of"}


def captioned(table: pd.DataFrame, caption: str, label: str, widths: list[int]) -> str:
    """A table as Markdown with its caption and label."""
    told = ",".join(map(str, widths))
    return f'{markdown_table(table, counts=True)}\n\n: {caption} {{#tbl-sup-{label} tbl-colwidths="[{told}]"}}\n'


def section(heading: str, label: str, *parts: str) -> str:
    """A section of the supplement; '' where there is nothing in it."""
    return "\n".join([f"# {heading} {{#sec-sup-{label}}}", "", *parts]) if any(parts) else ""


def typing_table(record: pd.DataFrame) -> pd.DataFrame:
    """How often typists differed and erred: Field, Typist, Measure, Count, Of, Of a thousand (with its interval).

    Parameters
    ----------
    record
        As `read_entry` gives it.
    """
    shown = record[list(ENTRY_HEADS)].rename(columns=ENTRY_HEADS)
    return shown.assign(**{"Of a thousand": [_rate(*row) for row in _rates(record)]})


def _rates(record: pd.DataFrame) -> Iterator[tuple[float, float, float]]:
    return record[["per_1000", "low", "high"]].itertuples(index=False, name=None)


def _rate(rate: float, low: float, high: float) -> str:
    return "" if pd.isna(rate) else f"{rate:.2f} ({low:.2f} to {high:.2f})"


def names_table(record: pd.DataFrame, undecided: str) -> pd.DataFrame:
    """What was taken out of the answers, by kind, and how many words nobody decided on: What, Count."""
    told = record["kind"].where(record["kind"] != undecided, "words that nobody decided on")
    return pd.DataFrame({"What": told, "Count": record["count"].astype(int)})


def people_table(
    codings: pd.DataFrame, forms: Mapping[str, str], theme_of: Mapping[str, str], small: int
) -> pd.DataFrame:
    """How many answers and how many people stand behind each theme: Theme, Answers, People.

    Parameters
    ----------
    codings
        answer_id and code.
    forms
        The form of each answer; '' where it is not known.
    theme_of
        The theme's name of each code.
    small
        Fewer people than this are not told apart (see `sixphase.study.few_people`).
    """
    table = codings.assign(theme=codings["code"].map(theme_of), form=codings["answer_id"].map(forms).fillna(""))
    behind = people_behind(codings, forms, table["theme"])
    rows = []
    for theme in dict.fromkeys(theme_of.values()):
        of_theme = table[table["theme"] == theme]
        known = behind.get(theme, 0)
        answers = told_unless_few(f"{of_theme['answer_id'].nunique():,}", known, small)
        unknown = of_theme.empty or (of_theme["form"] == "").any()
        rows.append((theme, answers, "not known" if unknown and known == 0 else people_told(known, small)))
    return pd.DataFrame(rows, columns=["Theme", "Answers", "People"], dtype=str)


def quoted(theme: str, quotes: list[tuple[str, str]]) -> str:
    """The quotes of one theme, each with what may be told of its speaker."""
    lines = [f"## {markdown(theme)} {{.unnumbered}}", ""]
    for words, who in quotes:
        lines += [f"> ‘{markdown(words)}’" + (f" ({markdown(who)})" if who else ""), ""]
    return "\n".join(lines)
