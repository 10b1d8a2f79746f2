"""Finding passages in a study: its tables are read, and searched."""

from collections.abc import Collection
from typing import TYPE_CHECKING

import pandas as pd

from sixphase.coding.retrieval.building import build
from sixphase.coding.retrieval.index import Index
from sixphase.coding.retrieval.passages import find
from sixphase.familiarisation.concordance import CONTEXT
from sixphase.study.settings import read_study
from sixphase.transcription.answers import read_answers
from sixphase.transcription.store import read_transcript

if TYPE_CHECKING:
    from sixphase.coding.journal.state import State

_KNOWN = ("form_id", "question", "section")


def find_in_study(
    study: str, expression: str, context: int | None = CONTEXT, coders: Collection[str] | None = None
) -> pd.DataFrame:
    """The passages of a study that an expression finds; see `find`.

    Parameters
    ----------
    coders
        Whose codings are searched; None for everybody's. Where coders are blind to each other, give the one who asks.

    Raises
    ------
    InputError
        For a mistake in the expression or the study; without `coders`, while coders are blind to each other.
    """
    return find(index_of_study(study, coders), expression, context)


def index_of_study(study: str, coders: Collection[str] | None = None) -> Index:
    """The index of a study as it stands now; make it once for many searches.

    Raises
    ------
    InputError
        When there is no such study, or a file of it has a mistake; without `coders`, while coders are blind to each
        other.
    """
    from sixphase.coding.journal.replay import replay
    from sixphase.coding.pairs.comparable import is_blind, still_blind

    state = replay(study)
    if coders is None and is_blind(study, state):
        remedy = "say who asks, such as --coder anna at the command line, coders=['anna'] in a notebook"
        raise still_blind(study, state, remedy)
    return index_of_state(study, state, coders)


def seen_by(study: str, coder: str) -> set[str]:
    """The coders whose codings somebody may search: all but those to whom he or she is still blind."""
    from sixphase.coding.journal.replay import replay
    from sixphase.coding.pairs.blind import visible_coders
    from sixphase.coding.pairs.naming import check_coder

    check_coder(coder, read_study(study).coding)
    return visible_coders(study, replay(study), coder)


def index_of_state(study: str, state: "State", coders: Collection[str] | None = None) -> Index:
    """The index of a study from what its journals replay to."""
    columns = ("id", "name", "parent", "kind", "into")
    codes = pd.DataFrame([[getattr(code, c) for c in columns] for code in state.codes.values()], columns=list(columns))
    settings = read_study(study)
    categories = {name: attribute.categories for name, attribute in settings.attributes.items()}
    return build(
        state.table(coders),
        codes.rename(columns={"id": "code"}),
        _answers(study, state),
        {name: attribute.label for name, attribute in settings.attributes.items()},
        categories | {"question": tuple(question.id for question in settings.questions)},
    )


def _answers(study: str, state: "State") -> pd.DataFrame:
    """The answers with words, and what is known of each; a column without any value is left out."""
    table = pd.DataFrame({"answer_id": list(state.answers), "text": list(state.answers.values())}, dtype=str)
    known = read_answers(study)[["answer_id", *_KNOWN]]
    table = table.merge(known, on="answer_id", how="left", validate="one_to_one")
    if read_study(study).has_forms:
        table = table.merge(read_transcript(study).forms, on="form_id", how="left", validate="many_to_one")
    table = table.fillna("")
    return table[[name for name in table.columns if name in ("answer_id", "text") or (table[name] != "").any()]]
