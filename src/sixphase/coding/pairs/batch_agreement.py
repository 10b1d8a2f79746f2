"""How far the coders of one batch agree, for the desk."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd

from sixphase.coding.agreement.agreement import Agreement, agreement_of
from sixphase.coding.agreement.coefficients import ALPHA, PERCENT
from sixphase.coding.agreement.measuring import OVERALL_NAME
from sixphase.coding.agreement.tables import Tables, tables_of
from sixphase.coding.journal.state import State
from sixphase.study.problem import InputError
from sixphase.study.rates import percent
from sixphase.study.settings import Study

TITLE = "Agreement in this batch before it was settled"
RULE = (
    "By answer: a code counts as given where any passage of the answer has it; "
    "an answer to which nobody gave it counts as agreement."
)
REFLEXIVE = "This study is reflexive: a code is a person's interpretation, so no coefficient is shown."


def agreement_in(
    state: State, answers: Collection[str], coders: Sequence[str], study: Study, names: Mapping[str, str]
) -> dict[str, Any]:
    """Percent agreement and Krippendorff's alpha of each code, as the desk shows them: heading, told, table.

    Figured as `sixphase agreement` does: an answer counts for a coder who has read it or coded in it.
    """
    if study.approach == "reflexive":
        return {"heading": TITLE, "told": [REFLEXIVE], "table": None}
    try:
        found = agreement_of(
            batch_tables(state, answers, coders), seed=study.seed, approach=study.approach, names=names
        )
    except InputError as error:
        return {"heading": TITLE, "told": [f"{error.problems[0].what}."], "table": None}
    return {"heading": TITLE, "told": [RULE], "table": {"columns": ["Code", "Percent", "Alpha"], "rows": _rows(found)}}


def batch_tables(state: State, answers: Collection[str], coders: Sequence[str]) -> Tables:
    """The tables that agreement is computed from: those of the study, for these answers and coders."""
    whole = tables_of(state)
    codings, readers = (
        table[table["answer_id"].isin(list(answers)) & table["coder"].isin(list(coders))]
        for table in (whole.codings, whole.readers)
    )
    return Tables(codings, readers, whole.answers[whole.answers["answer_id"].isin(list(answers))])


def _rows(found: Agreement) -> list[list[str]]:
    """All codes first, then each: its name, percent agreement and alpha."""
    table = found.found.coefficients
    values = table.set_index(["code", "coefficient"])["value"].to_dict()
    labels = dict(zip(table["code"], table["name"], strict=True)) | {"": OVERALL_NAME}
    return [
        [labels[code], _shown(values.get((code, PERCENT)), percent), _shown(values.get((code, ALPHA)), "{:.2f}".format)]
        for code in sorted(labels, key=lambda code: (code != "", list(labels).index(code)))
    ]


def _shown(value: float | None, how: Any) -> str:
    return "not defined" if value is None or pd.isna(value) else how(value)
