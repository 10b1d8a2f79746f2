"""Who saw what: how many answers each coder gave a code. It counts; it does not rate anybody."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from sixphase.coding.agreement.readings import Readings
from sixphase.coding.agreement.units import ANSWER, units_of


def allowed(approach: str) -> bool:
    """Whether coefficients of agreement fit the declared approach.

    In reflexive thematic analysis a code is an interpretation of the person who gave it, and readings are not
    meant to be the same (Braun & Clarke 2019, Qualitative Research in Sport, Exercise and Health 11, 589-597).

    >>> allowed("codebook"), allowed("coding-reliability"), allowed("reflexive")
    (True, True, False)
    """
    return approach != "reflexive"


def who_saw_what(readings: Readings, names: Mapping[str, str] | None = None) -> pd.DataFrame:
    """For each code, in how many answers each coder saw it.

    Returns
    -------
    pandas.DataFrame
        code; name; `by_` and the coder's name, a column each (answers that the coder gave the code, of all that this
        coder read); read_by_two (answers that two coders or more read, the same in every row); and of these, more (two
        coders or more gave it) and one (only one did).
    """
    units = units_of(ANSWER, readings.texts, readings.passages)
    gave = np.zeros((len(readings.texts), len(readings.coders), len(readings.codes)), dtype=bool)
    gave[units.piece, units.coder, units.code] = True
    shared = readings.read.sum(axis=1) >= 2
    many = gave[shared].sum(axis=1)
    return pd.DataFrame(
        {
            "code": list(readings.codes),
            "name": [(names or {}).get(code, code) for code in readings.codes],
            **{f"by_{coder}": gave[:, n].sum(axis=0) for n, coder in enumerate(readings.coders)},
            "read_by_two": int(shared.sum()),
            "more": (many >= 2).sum(axis=0),
            "one": (many == 1).sum(axis=0),
        }
    )
