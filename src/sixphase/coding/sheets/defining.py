"""New codes that somebody wrote into the sheet 'Codebook'."""

from pathlib import Path

from sixphase.coding.sheets.labels import UNDER, Labels, same
from sixphase.coding.sheets.reading import read_book
from sixphase.coding.sheets.taking_in import Act
from sixphase.study.problem import InputError, Problem, refuse

SAID = ("definition", "when", "when_not", "example")


def new_codes(path: Path, labels: Labels, problems: list[Problem], make_codes: bool) -> dict[str, Act]:
    """The codes that the sheet 'Codebook' adds, by each way to write them; what is wrong goes to `problems`.

    A code that was made from its row before is not made again.

    Parameters
    ----------
    make_codes
        Whether new codes may be made; a row that asks for one is a problem otherwise.
    """
    found: dict[str, Act] = {}
    for number, row in read_book(path):
        name, under = " ".join(row["code"].split()), " ".join(row.get("under", "").split())
        try:
            if labels.find(f"{under}{UNDER}{name}" if under else name):
                continue
            act = _new_code(name, under, row, labels, found, make_codes)
        except InputError as error:
            place = f"sheet 'Codebook', row {number}"
            problems += [Problem(p.what, path, place, p.remedy) for p in error.problems]
        else:
            found |= dict.fromkeys((name, f"{under}{UNDER}{name}") if under else (name,), act)
    return found


def _new_code(
    name: str, under: str, row: dict[str, str], labels: Labels, found: dict[str, Act], make_codes: bool
) -> Act:
    if not make_codes:
        raise refuse(f"'{name[:60]}' is a new code", remedy="add --make-codes to make it, or delete the row")
    if labels.find(name) or same(name) in map(same, found):
        raise refuse(f"another code is called '{name[:60]}'", remedy="give the new one another name")
    above = next((act.code for written, act in found.items() if same(written) == same(under)), "") if under else ""
    known = labels.find(under) if under and not above else None
    if under and not above and (known is None or not known.stands):
        remedy = "write a code of this sheet as it stands in the column code; a new one in a row above its own"
        raise refuse(f"there is no code '{under[:60]}' to put '{name[:60]}' under", remedy=remedy)
    described = tuple((key, row[key]) for key in SAID if row.get(key))
    return Act("make_code", code=name, new=True, under=above or (known.id if known else ""), described=described)
