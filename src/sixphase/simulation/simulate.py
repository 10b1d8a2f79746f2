"""Making the simulated study, every byte of it from its seed."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sixphase.simulation import plan
from sixphase.simulation.coders import codings_of, expected_agreement
from sixphase.simulation.journals import journal_of
from sixphase.simulation.people import Form, Session, forms_of, sessions_of
from sixphase.simulation.scores import score_rows, with_scores
from sixphase.simulation.settings import codebook_yml, names_yml, planted_yml, readme, study_yml
from sixphase.simulation.truth import (
    answer_rows,
    form_rows,
    identifier_rows,
    session_columns,
    session_rows,
    share_rows,
    theme_rows,
)
from sixphase.simulation.typists import Typed, slip_rows, type_all
from sixphase.simulation.workbook import workbook
from sixphase.simulation.writing import Written, write_all
from sixphase.study.paths import StudyPaths, shown
from sixphase.study.problem import Problem, raise_some, refuse

SEED = 20220519
NAME = "cmt_cohort"
CODEBOOK_OF = "cmt_published"


@dataclass(frozen=True)
class Simulated:
    """What was made, and where."""

    folder: Path
    seed: int
    sessions: int
    people: int
    forms: int
    answers: int

    def __str__(self) -> str:
        return (
            f"{shown(self.folder)}: a simulated study of {self.people:,} people at {self.sessions:,} sessions, "
            f"{self.forms:,} forms and {self.answers:,} written answers, from the seed {self.seed}."
        )


def simulate(target: Path, seed: int | None = None, forms: int = plan.FORMS, xlsx: bool = False) -> Simulated:
    """Make the simulated study in a folder.

    Parameters
    ----------
    target
        The study's folder. What is there already stays as it is: a file that would become another is refused.
    seed
        A whole number; the same one gives the same bytes on every machine. By default the study's own.
    forms
        How many forms are returned; everything else is in proportion.
    xlsx
        Write the typists' files as workbooks too.

    Raises
    ------
    InputError
        When the target holds other files under these names, or the published codebook is not there.
    """
    seed = SEED if seed is None else seed
    if forms < 1:
        raise refuse(f"a study of {forms} forms cannot be made", remedy="ask for 1 form or more")
    sessions = sessions_of(seed, forms)
    returned = forms_of(seed, sessions, forms)
    answers = write_all(seed, returned)
    returned = with_scores(seed, returned, answers)
    files = dict(_files(seed, sessions, returned, answers, xlsx))
    _keep(target, files)
    people = sum(len(session.people) for session in sessions)
    written = sum(answer.state in ("answered", "illegible") for answer in answers)
    return Simulated(target, seed, len(sessions), people, len(returned), written)


def _files(
    seed: int, sessions: list[Session], forms: list[Form], answers: list[Written], xlsx: bool
) -> Iterator[tuple[str, bytes]]:
    """Every file of the study by its name."""
    people = sum(len(session.people) for session in sessions)
    typed = type_all(seed, forms, answers)
    texts = {
        "study.yml": study_yml(seed),
        "codebook.yml": codebook_yml(_published_codebook(), answers),
        "README.md": readme(seed, len(forms), people),
        "forms.csv": _csv("form_id session_date occupation gender calm", form_rows(forms)),
        "answers.csv": _csv("form_id question state text", answer_rows(answers)),
        "sessions.csv": _table(session_columns(), session_rows(sessions)),
        **_truth(seed, forms, answers, typed),
        "private/names.yml": names_yml(),
        "private/written.csv": _csv("form_id question text", ((a.form_id, a.question, a.raw) for a in answers)),
        "private/identifiers.csv": _csv(
            "answer_id kind start end replacement words", identifier_rows(answers, with_words=True)
        ),
        **{f"private/typed/{typist}.csv": one.as_csv() for typist, one in typed.items()},
        **{f"journals/{coder}.jsonl": journal_of(seed, coder, answers) for coder in plan.CODERS},
    }
    yield from ((name, text.encode()) for name, text in texts.items())
    if xlsx:
        yield from ((f"private/typed/{typist}.xlsx", workbook(one)) for typist, one in typed.items())


def _truth(seed: int, forms: list[Form], answers: list[Written], typed: dict[str, Typed]) -> dict[str, str]:
    agreement = (
        (a.code, a.answers, a.with_code, f"{a.percent:.4f}", f"{a.kappa:.4f}") for a in expected_agreement(answers)
    )
    return {
        "truth/planted.yml": planted_yml(seed, len(forms)),
        "truth/themes.csv": _csv("answer_id start end code mood", theme_rows(answers)),
        "truth/theme_shares.csv": _csv("question code answers expected spread found", share_rows(forms, answers)),
        "truth/scores.csv": _csv(
            "attribute code speaks forms scored expected spread found", score_rows(forms, answers)
        ),
        "truth/typing_errors.csv": _csv("typist form_id field kind start written typed", slip_rows(typed.values())),
        **{
            f"truth/{coder}.csv": _csv("answer_id start end code", codings_of(seed, coder, answers))
            for coder in plan.CODERS
        },
        "truth/agreement.csv": _csv("code answers with_code percent kappa", agreement),
        "truth/identifiers.csv": _csv(
            "answer_id kind start end replacement", identifier_rows(answers, with_words=False)
        ),
    }


def _published_codebook() -> str:
    path = StudyPaths(CODEBOOK_OF).raw / "codebook.yml"
    if not path.is_file():
        raise refuse("the published codebook is not there", path, remedy="run this in the project's folder")
    return path.read_text(encoding="utf-8")


def _keep(target: Path, files: dict[str, bytes]) -> None:
    """Write the files, unless one of them would replace something else."""
    others = [name for name, made in files.items() if _differs(target / name, made)]
    remedy = "give the study another name, or move what is there away"
    raise_some([Problem("this file is there already, and is another", target / name, remedy=remedy) for name in others])
    for name, made in files.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.part")  # a broken run leaves no half a file under the name
        part.write_bytes(made)
        part.replace(path)


def _differs(path: Path, made: bytes) -> bool:
    return path.exists() and (not path.is_file() or path.read_bytes() != made)


def _csv(columns: str, rows: Iterable[tuple[object, ...]]) -> str:
    return _table(columns.split(), rows)


def _table(columns: Iterable[str], rows: Iterable[tuple[object, ...]]) -> str:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(list(columns))
    writer.writerows(rows)
    return file.getvalue()
