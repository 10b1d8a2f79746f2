"""Agreement between coders: how far they gave the same codes, and what chance would give.

>>> import pandas as pd
>>> answers = pd.DataFrame({"answer_id": ["1", "2", "3", "4"], "form_id": "", "text": "words"})
>>> rows = [("1", 0, 5, "calm", "ann"), ("1", 0, 5, "calm", "ben"), ("2", 0, 5, "calm", "ann")]
>>> codings = pd.DataFrame(rows, columns=["answer_id", "start", "end", "code", "coder"])
>>> readers = pd.DataFrame([(a, c) for a in "1234" for c in ("ann", "ben")], columns=["answer_id", "coder"])
>>> found = agreement_of(Tables(codings, readers, answers), seed=1)
>>> found.value("percent"), found.value("kappa")
(0.75, 0.5)
"""

from sixphase.coding.agreement.agreement import Agreement, agreement_by_unit, agreement_of
from sixphase.coding.agreement.seen import allowed, who_saw_what
from sixphase.coding.agreement.tables import Tables, tables_of

__all__ = ["Agreement", "Tables", "agreement_by_unit", "agreement_of", "allowed", "tables_of", "who_saw_what"]
