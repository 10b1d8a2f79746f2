"""The named values of agreement: what a paper would say of it."""

import math
import re
from collections.abc import Iterator, Sequence
from typing import Any

from sixphase.coding.agreement.agreement import Agreement
from sixphase.coding.agreement.measuring import OVERALL
from sixphase.coding.agreement.wording import NOT_DEFINED, figure, interval

Value = tuple[str, Any, str | None]  # name, value, what the paper prints


def agreement_values(agreement: Agreement, prefix: str = "agreement") -> Iterator[Value]:
    """The values of one unit, each as `agreement.UNIT.…`; of a reflexive study only who the coders were.

    Overall figures are `PREFIX.UNIT.overall.kappa` and `PREFIX.UNIT.overall.kappa_interval`, those of a code
    `PREFIX.UNIT.code.T1_1.kappa`, the code written in small letters with underscores.
    """
    if not agreement.has_coefficients:
        yield f"{prefix}.coders", len(agreement.coders), None
        yield f"{prefix}.answers_in_common", int(agreement.seen["read_by_two"].iloc[0]), None
        return
    of, found = f"{prefix}.{agreement.unit}", agreement.found
    yield f"{of}.coders", len(agreement.coders), None
    yield f"{of}.units", found.units, None
    yield f"{of}.uncoded_units", found.uncoded_units, None
    yield f"{of}.resamples", found.resamples, None
    yield f"{of}.resampled_count", found.groups, None
    yield f"{of}.resampled", agreement.resampled, None
    yield f"{of}.codes", len(found.counts), None
    slugs = _slugs(list(found.counts["code"]))
    for row in found.coefficients.to_dict("records"):
        place = "overall" if row["code"] == OVERALL else f"code.{slugs[row['code']]}"
        yield from _figure(f"{of}.{place}.{row['coefficient']}", row)


def _figure(name: str, row: dict) -> Iterator[Value]:
    value = None if math.isnan(row["value"]) else row["value"]
    yield name, value, figure(row["coefficient"], row["value"])
    yield f"{name}_interval", interval(row["coefficient"], row["low"], row["high"]) or NOT_DEFINED, None


def _slugs(codes: Sequence[str]) -> dict[str, str]:
    """A name for each code that a value may have, no two the same.

    >>> _slugs(["T1.1", "t1-1", "c-0a", "日本"])
    {'T1.1': 't1_1', 't1-1': 't1_1_2', 'c-0a': 'c_0a', '日本': 'code'}
    """
    taken: dict[str, str] = {}
    for code in codes:
        plain = re.sub(r"[^a-z0-9]+", "_", code.lower()).strip("_") or "code"
        number = next(n for n in range(1, len(codes) + 2) if _numbered(plain, n) not in taken)
        taken[_numbered(plain, number)] = code
    return {code: slug for slug, code in taken.items()}


def _numbered(slug: str, number: int) -> str:
    return slug if number == 1 else f"{slug}_{number}"
