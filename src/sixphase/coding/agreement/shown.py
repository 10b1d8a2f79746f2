"""Agreement on the screen."""

import math
from collections.abc import Iterator

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from sixphase.coding.agreement.agreement import Agreement
from sixphase.coding.agreement.coefficients import ALPHA, BY_CODE, MASI, PERCENT
from sixphase.coding.agreement.measuring import OVERALL
from sixphase.coding.agreement.notes import FEW_WITH_CODE, Note
from sixphase.coding.agreement.wording import LABELS, NOT_DEFINED, PARTLY, figure, in_full, interval
from sixphase.study.problem import safe

HEADS = {"percent": "percent", "kappa": "kappa", "brennan_prediger": "B-P", "ac1": "AC1", "alpha": "alpha"}
MANY = {
    "rare": "Kappa can mislead, since these codes are rare or nearly everywhere; read it beside AC1 and the counts",
    "few": f"Given in fewer than {FEW_WITH_CODE} forms or answers, so that one more could change every figure",
    "no variation": "Nobody gave these codes or everyone always did, so agreement on them tells nothing",
}


def show_agreement(agreement: Agreement) -> RenderableType:
    """Everything for a terminal, to be printed with rich: figures, counts, rules and warnings.

    Where the approach allows no coefficients it is the table of who saw what.
    """
    parts: list[RenderableType] = []
    if agreement.has_coefficients:
        parts += [Text(safe(in_short(agreement))), _figures(agreement), *_overall(agreement)]
    parts += [_seen(agreement), *(Text(f"- {safe(rule)}") for rule in agreement.rules), *_warnings(agreement)]
    return Group(*parts)


def _figures(agreement: Agreement) -> Table:
    table = Table(
        title=Text(f"Agreement by {agreement.unit}"), title_justify="left", box=SIMPLE_HEAD, padding=(0, 1, 0, 0)
    )
    table.add_column("code", min_width=10, overflow="fold")
    for name in ("more*", "one*"):
        table.add_column(name, justify="right", no_wrap=True)
    for name in HEADS.values():  # on a narrow screen an interval goes on in the next line
        table.add_column(name, justify="right", min_width=8 if name == HEADS["percent"] else 9)
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
    mark = PARTLY * bool(row["undefined"])
    if row["low"] >= 0 and not mark:
        span = span.replace(" to ", "–")  # shorter, where no minus is beside it; with a mark it needs two lines
    return Text(figure(row["coefficient"], row["value"]) + (f"\n{span}{mark}" if span else ""))


def _overall(agreement: Agreement) -> Iterator[Text]:
    row = agreement.found.coefficients.set_index("coefficient").loc[[MASI]].reset_index().to_dict("records")[0]
    yield Text(f"{LABELS[MASI]}, all codes: {in_full(row)}")
    table = agreement.found.coefficients
    for (code, reason), rows in table[table["value"].isna()].groupby(["name", "reason"], sort=False):
        names = ", ".join(LABELS[name] for name in rows["coefficient"])
        yield Text(safe(f"{code}: {names} {NOT_DEFINED} ({reason})"))
    partly = int((table["value"].notna() & table["undefined"].gt(0)).sum())
    if partly:
        have = "1 figure is" if partly == 1 else f"{partly:,} figures are"
        yield Text(f"{have} not defined in some resamples (marked *); the interval is of the others")


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


def in_short(agreement: Agreement) -> str:
    """Who read how much in common, and how far they agree, in one sentence."""
    rows = agreement.found.coefficients
    rows = rows[rows["code"] == OVERALL].set_index("coefficient", drop=False)
    alpha = rows.loc[ALPHA].to_dict()
    *others, last = agreement.coders
    read = int(agreement.seen["read_by_two"].iloc[0]) if len(agreement.seen) else 0
    common = f"{read:,} answer{'s' * (read != 1)} in common"
    if len(agreement.coders) > 2:
        common = f"{read:,} answer{'s' * (read != 1)} by two or more"
    return (
        f"{', '.join(others)} and {last} read {common} and agree on {figure(PERCENT, agreement.value(PERCENT))} of "
        f"decisions by {agreement.unit}; alpha {in_full(alpha)}."
    )


def _warnings(agreement: Agreement) -> list[Text]:
    """One line a kind: the sentence itself where it is said once, else the codes it is said of."""
    if not agreement.notes:
        return []
    kinds: dict[str, list[Note]] = {}
    for note in agreement.notes:
        kinds.setdefault(note.kind, []).append(note)
    names = dict(zip(agreement.found.counts["code"], agreement.found.counts["name"], strict=True))
    lines = []
    for kind, notes in kinds.items():
        listed = ", ".join(str(names.get(note.code, note.code)) for note in notes)
        lines.append(notes[0].text if len(notes) == 1 else f"{MANY[kind]}: {listed}.")
    return [Text(f"! {safe(line)}", style="yellow") for line in lines]
