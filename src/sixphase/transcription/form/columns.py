"""The columns of the typing sheet: their headers, and what each is."""

from dataclasses import dataclass

from sixphase.study.settings import Study

NUMBER_HEADER, DATE_HEADER = "Form number", "Session date"


@dataclass(frozen=True)
class Column:
    """One column of the sheet: its header, its role in the words of `transcripts.columns`, and how wide it is."""

    header: str
    role: str
    width: float
    categories: tuple[str, ...] = ()


def sheet_mapping(study: Study) -> dict[str, str]:
    """What each column of the typing sheet is, as `transcripts.columns` of `study.yml` says it.

    The header of a question is its wording; where two would be equal, the id follows in brackets.

    >>> study = Study(title="S", approach="reflexive", seed=1, paper={"title": "P"},
    ...               questions=[{"id": "q1", "asks": "What helped?"}], attributes={"job": {"label": "Occupation"}})
    >>> sheet_mapping(study)
    {'Form number': 'form_id', 'Session date': 'session_date', 'Occupation': 'attribute job', \
'What helped?': 'question q1'}
    """
    return {column.header: column.role for column in columns_of(study)}


def columns_of(study: Study) -> tuple[Column, ...]:
    """The columns of the typing sheet, in the order of the form."""
    wanted = [Column(NUMBER_HEADER, "form_id", 14), Column(DATE_HEADER, "session_date", 19)]
    wanted += [Column(a.label, f"attribute {id_}", 24, a.categories) for id_, a in study.attributes.items()]
    wanted += [Column(question.asks, f"question {question.id}", 46) for question in study.questions]
    headers = [" ".join(column.header.split()) for column in wanted]
    twice = {header.casefold() for header in headers if [h.casefold() for h in headers].count(header.casefold()) > 1}
    return tuple(
        Column(_header(header, column.role, twice), column.role, column.width, column.categories)
        for header, column in zip(headers, wanted, strict=True)
    )


def _header(header: str, role: str, twice: set[str]) -> str:
    return f"{header} [{role.split(' ', 1)[-1]}]" if header.casefold() in twice else header
