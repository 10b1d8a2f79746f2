"""How far the coders of one batch agree, for the desk."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from sixphase.coding.agreement.agreement import Agreement, agreement_of
from sixphase.coding.agreement.coefficients import ALPHA, PERCENT
from sixphase.coding.agreement.measuring import OVERALL_NAME
from sixphase.coding.agreement.tables import Tables
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
    state: State, compared: Mapping[str, Sequence[str]], study: Study, names: Mapping[str, str]
) -> dict[str, Any]:
    """Percent agreement and Krippendorff's alpha of each code, as the desk shows them: heading, told, table.

    Whoever has an answer in the finished batch has read it. The coders' own codings count, not the consensus.
    """
    if study.approach == "reflexive":
        return {"heading": TITLE, "told": [REFLEXIVE], "table": None}
    try:
        found = agreement_of(batch_tables(state, compared), seed=study.seed, approach=study.approach, names=names)
    except InputError as error:
        return {"heading": TITLE, "told": [f"{error.problems[0].what}."], "table": None}
    return {"heading": TITLE, "told": [RULE], "table": {"columns": ["Code", "Percent", "Alpha"], "rows": _rows(found)}}


def batch_tables(state: State, compared: Mapping[str, Sequence[str]]) -> Tables:
    """The tables that agreement is computed from, for these answers and coders."""
    read = [(answer, coder) for answer, coders in compared.items() for coder in coders]
    codings = state.table()
    codings = codings[pd.MultiIndex.from_frame(codings[["answer_id", "coder"]]).isin(read)]
    codings = codings.assign(placed=codings["anchor"] != "lost")
    texts = [(answer, state.answers[answer]) for answer in compared]
    answers = pd.DataFrame(texts, columns=["answer_id", "text"], dtype=object)
    return Tables(codings, pd.DataFrame(read, columns=["answer_id", "coder"], dtype=object), answers)


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
