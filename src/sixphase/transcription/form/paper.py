"""The printable evaluation form."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from sixphase.study.problem import Problem, raise_some, refuse
from sixphase.study.settings import Study
from sixphase.transcription.form.number import DIGITS, form_number
from sixphase.transcription.form.wording import WITHOUT_QUESTIONS, Wording, wording_of

TEMPLATE = Path(__file__).parent / "form.typ"
STANDARD: Literal["ua-1"] = "ua-1"  # PDF/UA-1, ISO 14289-1: a PDF that screen readers can follow
EARLIEST = 315_532_800  # 1980-01-01, for a study without a date: a file must not hold the day it was made
MOST_COPIES = 1000
LONGEST_QUESTION = 500  # some eight printed lines; more would leave no room to write


def make_form(study: Study, out: Path, copies: int = 0, first: int = 1, wording: Wording | None = None) -> Path:
    """Write the evaluation form of a study as an accessible PDF on A4.

    Five questions with the room to answer them fill two pages; the room shrinks or grows with the questions.
    The same study gives the same bytes.

    Parameters
    ----------
    study
        Its questions, its attributes (with categories: boxes to tick; without: a line), and its wording.
    out
        The PDF file.
    copies
        How many forms with numbers of their own; 0 gives one form with an empty place for the number, to be
        copied and numbered by hand. Numbered forms begin on a right-hand page each, for printing on both sides.
    first
        The number of the first form, without its check digit.
    wording
        In place of what `study.yml` says.

    Returns
    -------
    pathlib.Path
        `out`.

    Raises
    ------
    InputError
        When the study has no questions, or too many copies are asked for.
    """
    _check(study, copies)
    said = wording or wording_of(study)
    numbers = form_numbers(copies, first) if copies else [""]
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(_compiled(form_data(study, said, numbers), _moment(study)))
    return out


def form_numbers(copies: int, first: int = 1) -> list[str]:
    """The numbers of so many forms, all of one length.

    >>> form_numbers(3)
    ['00013', '00021', '00037']
    """
    digits = max(DIGITS, len(str(first + copies - 1)))
    return [form_number(n, digits) for n in range(first, first + copies)]


def form_data(study: Study, wording: Wording, numbers: Sequence[str]) -> dict[str, Any]:
    """All that the form's template is told."""
    attributes = [{"label": a.label, "categories": list(a.categories)} for a in study.attributes.values()]
    return {
        "heading": wording.heading,
        "about": wording.about,
        "description": f"A form with {len(study.questions)} questions, to be printed and filled in by hand.",
        "introduction": wording.introduction,
        "what-happens": list(wording.what_happens),
        "thanks": wording.thanks,
        "language": study.language,
        "attributes": attributes,
        "questions": [question.asks for question in study.questions],
        "numbers": list(numbers),
        "number-length": DIGITS + 1,
        "duplex": len(numbers) > 1,
    }


def _check(study: Study, copies: int) -> None:
    remedy = "shorten it, and put what else has to be said into the introduction"
    raise_some(
        [
            Problem(f"a question of {len(question.asks):,} letters cannot be printed", None, f"question {n}", remedy)
            for n, question in enumerate(study.questions, 1)
            if len(question.asks) > LONGEST_QUESTION
        ]
    )
    if not study.questions:
        raise refuse("the study has no questions to print", remedy=WITHOUT_QUESTIONS)
    if not 0 <= copies <= MOST_COPIES:
        what = f"{copies:,} forms in one file are too many" if copies > 0 else f"{copies} copies cannot be made"
        raise refuse(what, remedy=f"ask for 1 to {MOST_COPIES:,}, and for the next ones in another file")


def _moment(study: Study) -> int:
    try:
        day = date.fromisoformat(study.paper.date)
    except ValueError:
        return EARLIEST
    return max(EARLIEST, int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()))


def _compiled(data: dict[str, Any], moment: int) -> bytes:
    import typst

    # DejaVu Sans comes with matplotlib and is read more easily on paper than a serif; no font of the machine counts.
    spec: Any = find_spec("matplotlib")
    fonts: list[Any] = [str(Path(spec.origin).parent / "mpl-data" / "fonts" / "ttf")]
    try:
        return typst.compile(
            TEMPLATE.read_bytes(),
            format="pdf",
            font_paths=fonts,
            ignore_system_fonts=True,
            pdf_standards=[STANDARD],
            timestamp=moment,
            sys_inputs={"form": json.dumps(data, ensure_ascii=False)},
        )
    except typst.TypstError as error:
        remedy = "look for characters that DejaVu Sans does not have"
        raise refuse(f"the form cannot be set: {error}", remedy=remedy) from None
