"""Agreement on the screen."""

import math
from collections.abc import Iterator

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from sixphase.coding.agreement.agreement import Agreement
from sixphase.coding.agreement.coefficients import BY_CODE, MASI
from sixphase.coding.agreement.measuring import OVERALL
from sixphase.coding.agreement.wording import LABELS, NOT_DEFINED, figure, in_full, interval
from sixphase.study.problem import safe

HEADS = {"percent": "percent", "kappa": "kappa", "brennan_prediger": "B-P", "ac1": "AC1", "alpha": "alpha"}


def show_agreement(agreement: Agreement) -> RenderableType:
    """Everything for a terminal, to be printed with rich: figures, counts, rules and warnings.

    Where the approach allows no coefficients it is the table of who saw what.
    """
    parts: list[RenderableType] = []
    if agreement.has_coefficients:
        parts += [_figures(agreement), *_overall(agreement)]
    parts += [_seen(agreement), *(Text(f"- {safe(rule)}") for rule in agreement.rules), *_warnings(agreement)]
    return Group(*parts)


def _figures(agreement: Agreement) -> Table:
    table = Table(
        title=Text(f"Agreement by {agreement.unit}"), title_justify="left", box=SIMPLE_HEAD, padding=(0, 1, 0, 0)
    )
    table.add_column("code", min_width=12, overflow="fold")
    for name in ("more*", "one*", *HEADS.values()):
        table.add_column(name, justify="right", no_wrap=True)
    counts = agreement.found.counts.set_index("code")[["more", "one"]].to_dict("index")
    counts[OVERALL] = {name: int(agreement.found.counts[name].sum()) for name in ("more", "one")}
    rows = agreement.found.coefficients[agreement.found.coefficients["coefficient"].isin(BY_CODE)]
    for code, of_code in rows.groupby("code", sort=False):
        cells = [_cell(row) for row in of_code.to_dict("records")]
        head = Text(safe(str(of_code["name"].iloc[0])), style="bold" if code == OVERALL else "")
        table.add_row(head, *(f"{counts[code][n]:,}" for n in ("more", "one")), *cells)
    table.caption = Text(f"* {agreement.unit}s that two coders or more gave it, and that only one did")
    table.caption_justify = "left"
    return table


def _cell(row: dict) -> Text:
    if math.isnan(row["value"]):
        return Text(NOT_DEFINED, style="yellow")
    span = interval(row["coefficient"], row["low"], row["high"])
    span = span if row["low"] < 0 else span.replace(" to ", "–")  # shorter, where no minus is beside it
    return Text(figure(row["coefficient"], row["value"]) + (f"\n{span}" if span else ""))


def _overall(agreement: Agreement) -> Iterator[Text]:
    row = agreement.found.coefficients.set_index("coefficient").loc[[MASI]].reset_index().to_dict("records")[0]
    yield Text(f"{LABELS[MASI]}, all codes: {in_full(row)}")
    table = agreement.found.coefficients
    for (code, reason), rows in table[table["value"].isna()].groupby(["name", "reason"], sort=False):
        names = ", ".join(LABELS[name] for name in rows["coefficient"])
        yield Text(safe(f"{code}: {names} {NOT_DEFINED} ({reason})"))
    for row in table[table["value"].notna() & table["undefined"].gt(0)].to_dict("records"):
        what = f"{row['name']}: {LABELS[row['coefficient']]} is not defined in {row['undefined']:,} resamples"
        yield Text(safe(f"{what}; the interval is of the others"))


def _seen(agreement: Agreement) -> Table:
    table = Table(title=Text("Who saw what: answers with each code"), title_justify="left", box=SIMPLE_HEAD)
    table.add_column("code")
    by = [name for name in agreement.seen.columns if name.startswith("by_")]
    for head in (*(name.removeprefix("by_") for name in by), "two or more", "one only"):
        table.add_column(Text(head), justify="right")
    for row in agreement.seen.to_dict("records"):
        table.add_row(Text(safe(row["name"])), *(f"{row[name]:,}" for name in (*by, "more", "one")))
    read = int(agreement.seen["read_by_two"].iloc[0])
    table.caption = Text(f"The last two columns are of the {read:,} answers that two coders or more read.")
    table.caption_justify = "left"
    return table


def _warnings(agreement: Agreement) -> list[Text]:
    return [Text(f"! {safe(note.text)}", style="yellow") for note in agreement.notes]
