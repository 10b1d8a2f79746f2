"""What a column can be, and saying it in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from sixphase.study.problem import did_you_mean, refuse
from sixphase.study.settings import Study

Kind = Literal["form_id", "session_date", "question", "attribute", "which question", "answer", "leave out"]
PLAIN = ("form_id", "session_date", "answer", "leave out")
HOW = (
    "form_id, session_date, question or attribute (a new one), 'question ID' or 'attribute ID' (one of the study), "
    "answer (where a row is one answer, beside a column that is question), or 'leave out'"
)


@dataclass(frozen=True)
class Role:
    """What a column is; `id` names the question or attribute, empty for one that the study does not have yet."""

    kind: Kind
    id: str = ""

    def __str__(self) -> str:
        return "question" if self.kind == "which question" else f"{self.kind} {self.id}".strip()


def read_role(said: str, study: Study) -> Role:
    """A role from its words, as `study.yml` and `--map` say it.

    'question' alone is a new question, or beside an 'answer' the column that says which question; see `settled`.

    Raises
    ------
    InputError
        When the words are no role, or name a question or attribute that the study does not have.
    """
    words = said.split()
    kind, id_ = (words[0].lower(), " ".join(words[1:])) if words else ("", "")
    if said.strip().lower() in PLAIN:
        return Role(said.strip().lower())  # type: ignore[arg-type]
    if kind in ("question", "attribute"):
        known = question_ids(study) if kind == "question" else list(study.attributes)
        if id_ and known and id_ not in known:
            remedy = f"{did_you_mean(id_, known)}; '{kind}' alone adds a new one"
            raise refuse(f"the study has no {kind} '{id_}'", remedy=remedy)
        return Role("question" if kind == "question" else "attribute", id_)
    raise refuse(f"'{said[:60]}' is nothing that a column can be", remedy=f"say one of: {HOW}")


def settled(roles: Mapping[str, Role]) -> dict[str, Role]:
    """The roles, 'question' alone beside an 'answer' being the column that says which question."""
    if any(role.kind == "answer" for role in roles.values()):
        return {c: Role("which question") if role == Role("question") else role for c, role in roles.items()}
    return dict(roles)


def question_ids(study: Study) -> list[str]:
    return [question.id for question in study.questions]


def read_map(said: Iterable[str]) -> dict[str, str]:
    """What `--map 'COLUMN=ROLE'` says; the last equals sign parts the two.

    >>> read_map(["Q1 (a=b)=question interest"])
    {'Q1 (a=b)': 'question interest'}
    """
    mapping = {}
    for each in said:
        column, mark, role = each.rpartition("=")
        if not mark or not column.strip() or not role.strip():
            raise refuse(f"'{each[:80]}' does not say what a column is", remedy="write --map 'COLUMN=ROLE'")
        mapping[column.strip()] = role.strip()
    return mapping
