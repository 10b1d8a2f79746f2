"""The quotes that people chose for the paper, with all that is needed to check and to print them."""

from dataclasses import dataclass

import pandas as pd

from sixphase.coding.journal.state import State
from sixphase.study.paths import StudyPaths
from sixphase.study.settings import read_study
from sixphase.themes.quoting.attributes import allowed
from sixphase.themes.quoting.checks import Finding, Rules, check_quotes, stop_on_errors
from sixphase.themes.quoting.placed import CONTRADICTS, SUPPORTS, with_forms
from sixphase.themes.quoting.speakers import numbers_for
from sixphase.themes.quoting.table import people_by_theme, quotes_table
from sixphase.transcription.answers import read_answers

SIDES = {"for": SUPPORTS, "against": CONTRADICTS}


@dataclass(frozen=True)
class Chosen:
    """Quotes in the order of the paper, the answers and forms that they are from, and the themes of the paper.

    Attributes
    ----------
    quotes
        As `check_quotes` takes them; each counts for the theme at the top.
    themes
        The id of each theme with its name, in the order of the tree.
    attributes
        Of speakers, the most important first.
    """

    quotes: pd.DataFrame
    answers: pd.DataFrame
    forms: pd.DataFrame
    themes: dict[str, str]
    attributes: tuple[str, ...]
    rules: Rules

    def findings(self) -> list[Finding]:
        """What is doubtful or wrong about them, errors first."""
        return check_quotes(self.quotes, self.answers, self.forms, self.themes, self.rules)

    def printed(self) -> pd.DataFrame:
        """The quotes as the paper prints them; see `quotes_table`."""
        speakers = numbers_for(with_forms(self.quotes, self.answers)["form_id"])
        return quotes_table(self.quotes, self.answers, self.forms, speakers, self.attributes, self.rules)

    def people(self) -> pd.DataFrame:
        """How many people speak in each theme; see `people_by_theme`."""
        return people_by_theme(self.quotes, self.answers, self.themes)

    def told(self) -> dict[str, dict[str, str]]:
        """What may be told of each speaker whatever is quoted: form_id → attribute → value."""
        return allowed(self.forms, self.attributes, self.rules.small_cell)


def chosen_of(study: str, state: State) -> Chosen:
    """The quotes of a study as its journals have them."""
    from sixphase.transcription.store import read_transcript

    settings = read_study(study)
    forms = read_transcript(study).forms if settings.has_forms else pd.DataFrame({"form_id": []}, dtype=str)
    themes = {code.id: code.name for code in state.children("") if code.kind == "theme" or state.children(code.id)}
    quotes = state.quotes()
    tops = [_top(state, theme) for theme in quotes["theme"]]
    quotes = quotes.assign(theme=tops, order=range(len(quotes)), voice=_voices(state, quotes))
    attributes = tuple(id_ for id_, attribute in settings.attributes.items() if attribute.scale is None)
    rules = Rules(settings.fewest, settings.thresholds.most_of_one)
    return Chosen(quotes, read_answers(study), forms, themes, attributes, rules)


def check_chosen(study: str, state: State) -> None:
    """Raise InputError where words no longer match the transcript or a speaker could be worked out."""
    chosen = chosen_of(study, state)
    stop_on_errors(chosen.findings(), StudyPaths(study).raw / "journals")


def _top(state: State, theme: str) -> str:
    while state.codes[theme].parent:
        theme = state.codes[theme].parent
    return theme


def _voices(state: State, quotes: pd.DataFrame) -> list[str]:
    """Whether a quote speaks for or against its theme: as a passage that it shares words with was marked."""
    marks: dict[str, list[tuple[int, int, str, str]]] = {}
    for mark in state.stands().to_dict("records"):
        coding = state.coding(mark["coding_id"])
        if coding is not None:
            place = (coding.start, coding.end, _top(state, mark["theme"]), mark["side"])
            marks.setdefault(coding.answer, []).append(place)
    rows = quotes.to_dict("records")
    return [_voice(marks.get(q["answer_id"], []), q["start"], q["end"], _top(state, q["theme"])) for q in rows]


def _voice(marks: list[tuple[int, int, str, str]], start: int, end: int, theme: str) -> str:
    sides = {side for low, high, of, side in marks if of == theme and low < end and start < high}
    return SIDES["against" if "against" in sides else "for"]
