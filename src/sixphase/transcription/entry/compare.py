"""Two typings of the same forms, field by field."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sixphase.study.settings import Study
from sixphase.transcription.entry.decisions import mark_of
from sixphase.transcription.entry.fields import field_names, fields_of
from sixphase.transcription.entry.pieces import edits
from sixphase.transcription.transcript import Transcript

SAME, DIFFERS, FIRST_ONLY, SECOND_ONLY = "same", "differs", "first only", "second only"


@dataclass(frozen=True)
class Comparison:
    """What two typists typed of the same forms.

    Attributes
    ----------
    fields
        One row a field of a form that at least one of them typed, forms in order, then the fields of the form:
        form_id, field, result ('same', 'differs', 'first only', 'second only'), first_state, first, second_state,
        second (the words as typed), first_compared, second_compared (as `as_compared` has them), characters (of the
        longer text, where it is a question that both typed words for; else 0), edits (characters that differ) and
        typed (for a difference: the mark of what both typed, for which alone a decision holds).
    forms
        One row a form: form_id, result ('both', 'first only', 'second only').
    likely
        Pairs of a form that only the first has and one that only the second has, with the same words in them: the
        form's number is likely to be mistyped.
    names
        Each field, by its role, and what people call it.
    """

    fields: pd.DataFrame
    forms: pd.DataFrame
    likely: tuple[tuple[str, str], ...]
    names: dict[str, str]

    @property
    def differences(self) -> pd.DataFrame:
        """The fields that both typed and that differ: what there is to decide."""
        return self.fields[self.fields["result"] == DIFFERS]

    def rows(self) -> list[Any]:
        """The differences one by one, each with the columns of `fields` as its attributes."""
        return list(self.differences.itertuples())

    @property
    def double(self) -> pd.DataFrame:
        """The fields that both typed."""
        return self.fields[self.fields["result"].isin([SAME, DIFFERS])]


def compare(first: Transcript, second: Transcript, study: Study) -> Comparison:
    """Align two typings of the same forms by form and field, and say where they differ.

    Two fields are the same when their states are and their words are (see `as_compared` for what counts).
    A field in which one typed words and the other said blank, illegible or not applicable differs as a field; its
    characters are not counted, since it was passed over, not mistyped. After the idea of Paulsen, Overgaard &
    Lauritsen (2012, PLoS ONE 7: e35087), who report errors per 1,000 fields.

    Parameters
    ----------
    first, second
        Transcripts in raw words, each with a form at most once; not every form need be in both.
    study
        Its questions and attributes are the fields; an attribute that a transcript has no column for was not typed.

    Raises
    ------
    InputError
        When a form stands twice in one of them.
    """
    one, two = fields_of(first, study), fields_of(second, study)
    both = one.merge(two, on=["form_id", "field"], how="outer", suffixes=("_1", "_2"), indicator=True)
    names = field_names(study)
    forms = _forms(first, second)
    fields = _ordered(_with_results(both), forms, names)
    return Comparison(fields, forms, _likely(forms, fields), names)


def edits_of(one: pd.Series, two: pd.Series, counted: pd.Series) -> list[int]:
    """The characters that differ in each pair of texts; 0 for those that do not count."""
    return [edits(a, b) if c and a != b else 0 for a, b, c in zip(one, two, counted, strict=True)]


def _with_results(both: pd.DataFrame) -> pd.DataFrame:
    side = both.pop("_merge").astype(str).map({"both": SAME, "left_only": FIRST_ONLY, "right_only": SECOND_ONLY})
    fields = both.fillna("").astype(str).assign(result=side)
    unlike = (fields["state_1"] != fields["state_2"]) | (fields["compared_1"] != fields["compared_2"])
    fields.loc[(side == SAME) & unlike, "result"] = DIFFERS
    one, two = fields["compared_1"].str.len(), fields["compared_2"].str.len()
    worded = fields["result"].isin([SAME, DIFFERS]) & (one > 0) & (two > 0)
    worded &= fields["field"].str.startswith("question ")
    fields["characters"] = one.where(one > two, two).where(worded, 0).astype(int)
    fields["edits"] = edits_of(fields["compared_1"], fields["compared_2"], worded)
    columns = ["result", "state_1", "compared_1", "state_2", "compared_2"]
    rows = fields[columns].itertuples(index=False)
    return fields.assign(typed=[mark_of(*row[1:]) if row[0] == DIFFERS else "" for row in rows])


def _ordered(fields: pd.DataFrame, forms: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    renamed = {
        "state_1": "first_state",
        "text_1": "first",
        "compared_1": "first_compared",
        "state_2": "second_state",
        "text_2": "second",
        "compared_2": "second_compared",
    }
    columns = ["form_id", "field", "result", "first_state", "first", "second_state", "second"]
    columns += ["first_compared", "second_compared", "characters", "edits", "typed"]
    form = fields["form_id"].map({id_: n for n, id_ in enumerate(forms["form_id"])})
    place = fields["field"].map({role: n for n, role in enumerate(names)})
    order = pd.DataFrame({"form": form, "place": place}).sort_values(["form", "place"]).index
    return fields.loc[order].rename(columns=renamed)[columns].reset_index(drop=True)


def _forms(first: Transcript, second: Transcript) -> pd.DataFrame:
    """All forms, those of the first in its order, then those that only the second has."""
    one, two = set(first.forms["form_id"]), set(second.forms["form_id"])
    ids = list(dict.fromkeys([*first.forms["form_id"], *second.forms["form_id"]]))
    results = ["both" if id_ in one and id_ in two else FIRST_ONLY if id_ in one else SECOND_ONLY for id_ in ids]
    return pd.DataFrame({"form_id": ids, "result": results}, dtype=str)


def _likely(forms: pd.DataFrame, fields: pd.DataFrame) -> tuple[tuple[str, str], ...]:
    """Forms of one typist alone whose answers are the other's, word by word; looked up, so that it stays quick."""
    lone = forms[forms["result"] != "both"]
    answers = fields[fields["form_id"].isin(lone["form_id"]) & fields["field"].str.startswith("question ")]
    words: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in answers.itertuples():
        if text := row.first_compared or row.second_compared:
            words[str(row.form_id)].append((str(row.field), str(text)))
    sides = dict(zip(lone["form_id"], lone["result"], strict=True))
    known = {tuple(said): id_ for id_, said in words.items() if sides[id_] == SECOND_ONLY}
    found = ((id_, known.get(tuple(said))) for id_, said in words.items() if sides[id_] == FIRST_ONLY)
    return tuple((id_, other) for id_, other in found if other is not None)
