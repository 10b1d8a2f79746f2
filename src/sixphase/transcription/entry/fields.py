"""What one typist typed, as a list of fields, and what counts as the same."""

import re
import unicodedata

import pandas as pd

from sixphase.study.problem import Problem, raise_some
from sixphase.study.settings import Study
from sixphase.transcription.transcript import Transcript

SINGLE, DOUBLE, DASHES = "‘’‚‛′ʼ´`", "“”„‟″", "‐‑‒–—―−"
_MARKS = str.maketrans(
    {
        **dict.fromkeys(SINGLE, "'"),
        **dict.fromkeys(DOUBLE, '"'),
        **dict.fromkeys(DASHES, "-"),
        "…": "...",
        "\u00ad": None,
        "\u200b": None,
        "\u2060": None,
        "\ufeff": None,
    }
)
_SPACES = re.compile(r"\s+")
DATE = "session_date"


def as_compared(text: str) -> str:
    """A text as two typings of it are compared.

    Not a difference, since the typist's program chooses it and not the typist: straight or curly quotation marks,
    the kind of dash, three dots or one sign, line breaks and runs of spaces, spaces at either end, invisible
    characters, and the ways Unicode has for one letter with an accent. A difference: every other character, so
    capitals, punctuation, spelling and a missing or added space between letters.

    >>> as_compared("  It’s “safe” –\\nreally… ")
    'It\\'s "safe" - really...'
    >>> as_compared("It's safe.") == as_compared("Its safe"), as_compared("Safe") == as_compared("safe")
    (False, False)
    """
    if text.isascii():
        return " ".join(text.replace("`", "'").split())
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text.translate(_MARKS))).strip()


def field_names(study: Study) -> dict[str, str]:
    """Every field of a form, by its role in the words of `transcripts.columns`, and what people call it.

    >>> study = Study(title="S", approach="reflexive", seed=1, paper={"title": "P"},
    ...               questions=[{"id": "q1", "asks": "What helped?"}], attributes={"job": {"label": "Occupation"}})
    >>> field_names(study)
    {'session_date': 'Date of the session', 'attribute job': 'Occupation', 'question q1': 'What helped?'}
    """
    named = {DATE: "Date of the session"}
    named |= {f"attribute {id_}": attribute.label for id_, attribute in study.attributes.items()}
    return named | {f"question {question.id}": question.asks for question in study.questions}


def fields_of(transcript: Transcript, study: Study) -> pd.DataFrame:
    """One row a field that was typed: form_id, field (its role), state, text, compared.

    The state of a date or an attribute is 'answered', or 'blank' where it is empty. An answer that the transcript
    does not list was not typed, which is not the same as blank.

    Raises
    ------
    InputError
        When a form or an answer stands more than once.
    """
    raise_some([*_twice(transcript.forms, ["form_id"]), *_twice(transcript.answers, ["form_id", "question"])])
    forms = transcript.forms
    parts = [_column(forms, column, role) for column, role in _columns(study) if column in forms]
    answers = transcript.answers
    asked = answers["question"].isin([question.id for question in study.questions])
    parts.append(answers[asked].assign(field="question " + answers["question"])[["form_id", "field", "state", "text"]])
    fields = pd.concat(parts, ignore_index=True)
    return fields.assign(compared=[as_compared(text) for text in fields["text"]])


def _columns(study: Study) -> list[tuple[str, str]]:
    return [(DATE, DATE), *((id_, f"attribute {id_}") for id_ in study.attributes)]


def _column(forms: pd.DataFrame, column: str, role: str) -> pd.DataFrame:
    state = forms[column].str.strip().map(lambda text: "answered" if text else "blank")
    return pd.DataFrame({"form_id": forms["form_id"], "field": role, "state": state, "text": forms[column]})


def _twice(table: pd.DataFrame, keys: list[str]) -> list[Problem]:
    repeated = table.loc[table.duplicated(keys), keys].drop_duplicates()
    return [
        Problem(f"{' and '.join(map(str, row))} stands more than once", None, f"form {row[0]}", "keep one of them")
        for row in repeated.itertuples(index=False)
    ]
