"""Questions and attributes that a file has and the study does not have yet."""

from collections.abc import Mapping
from dataclasses import dataclass

from sixphase.study.settings import Attribute, Question, Study
from sixphase.transcription.importing.roles import Role, question_ids
from sixphase.transcription.importing.wording import id_from, plain, wording_of


@dataclass(frozen=True)
class Additions:
    """What is to be added to `study.yml`: questions with their wording, attributes with their label, by id."""

    questions: tuple[tuple[str, str], ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.questions or self.attributes)

    def lines(self) -> list[str]:
        """What is added, in words."""
        new = [f"new question '{id_}': {asks}" for id_, asks in self.questions]
        return new + [f"new attribute '{id_}': {label}" for id_, label in self.attributes]


def with_ids(roles: Mapping[str, Role], study: Study) -> tuple[dict[str, Role], Additions]:
    """The roles, each new question and attribute with an id from its header, and what the study gains.

    >>> from sixphase.study.settings import Paper
    >>> study = Study(title="S", approach="reflexive", seed=1, paper=Paper(title="P"))
    >>> with_ids({"What helped?": Role("question"), "Job": Role("attribute")}, study)[1]
    Additions(questions=(('what_helped', 'What helped?'),), attributes=(('job', 'Job'),))
    """
    taken = {"form_id", "session_date", "question", "state", "text", *question_ids(study), *study.attributes}
    named = dict(roles)
    questions: list[tuple[str, str]] = []
    attributes: list[tuple[str, str]] = []
    for column, role in roles.items():
        if role.kind not in ("question", "attribute") or role.id in (*question_ids(study), *study.attributes):
            continue
        id_ = role.id or _known(column, role, study)
        if id_ in (*question_ids(study), *study.attributes):
            named[column] = Role(role.kind, id_)
            continue
        new = questions if role.kind == "question" else attributes
        bare = wording_of(column)
        words = column if bare in (told for _, told in new) else bare  # '1. Comments' and '2. Comments' stay two
        # The code of a question is a good id ('Q1 / What helped?': 'q1'), that of an attribute ('Q3_1') tells nobody.
        coded = role.kind == "question" and not column[:1].isdigit()
        id_ = id_ or id_from(column if coded else words, taken)
        taken.add(id_)
        named[column] = Role(role.kind, id_)
        new.append((id_, words))
    return named, Additions(tuple(questions), tuple(attributes))


def _known(column: str, role: Role, study: Study) -> str:
    """The id of what the study, or a file before this one, calls by the same words."""
    called = {q.id: q.asks for q in study.questions}
    if role.kind == "attribute":
        called = {id_: attribute.label for id_, attribute in study.attributes.items()}
    ids = {plain(words): id_ for id_, words in called.items()}
    return ids.get(plain(column)) or ids.get(plain(wording_of(column)), "")


def extended(study: Study, added: Additions) -> Study:
    """The study with what it gains."""
    if not added:
        return study
    questions = (*study.questions, *(Question(id=id_, asks=asks) for id_, asks in added.questions))
    attributes = {**study.attributes, **{id_: Attribute(label=label) for id_, label in added.attributes}}
    return study.model_copy(update={"questions": questions, "attributes": attributes})


def joined(first: Additions, second: Additions) -> Additions:
    """Both, each id once, as when two files have the same new question."""
    return Additions(_both(first.questions, second.questions), _both(first.attributes, second.attributes))


def _both(first: tuple[tuple[str, str], ...], second: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    known = dict(first)
    return (*first, *((id_, words) for id_, words in second if id_ not in known))
