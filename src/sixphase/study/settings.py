"""What is particular to a study, as its `study.yml` says it."""

from datetime import date as Date  # noqa: N812
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from sixphase.study.inside import inside, refuse_outside
from sixphase.study.paths import StudyPaths, studies
from sixphase.study.problem import did_you_mean, refuse, safe
from sixphase.study.yamlfile import read_yaml, validated


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AnswersFile(_Part):
    """For published excerpts: the file that holds the answers, and which of its columns is what."""

    file: str
    columns: dict[Literal["answer_id", "text", "section", "theme", "subtheme"], str]


class Attribute(_Part):
    """Something known of participants: its categories, and the counts that were published, by id of the figure.

    Without categories any word is taken, as the participants wrote it. With a `scale`, its least and its greatest
    number, it is a measure: themes are set beside its scores, it makes no
    groups of participants, and it stands beside no quote.
    """

    label: str
    scale: tuple[float, float] | None = None
    categories: tuple[str, ...] = ()
    reported_counts: dict[str, str] = Field(default_factory=dict)
    reported_shares: dict[str, str] = Field(default_factory=dict)

    @field_validator("scale")
    @classmethod
    def _rises(cls, scale: tuple[float, float] | None) -> tuple[float, float] | None:
        if scale and not scale[0] < scale[1]:
            raise ValueError("this should be the least number and then the greatest, such as [0, 10]")
        return scale


class Question(_Part):
    """An open question of the form."""

    id: str
    asks: str


CODER = r"^[a-z][a-z0-9_-]{0,31}$"  # how a coder is called; it names the journal's file
BLANK = ("", "-", "--", ".", "/", "n/a", "na", "none given", "no answer", "did not answer", "no response", "blank")
ILLEGIBLE = ("[illegible]", "[unreadable]", "[?]")
NOT_APPLICABLE = ("not applicable", "does not apply")


class Import(_Part):
    """How transcripts that people typed are read; `sixphase import` writes `columns` when it is told.

    `columns` says what each column of a file is: `form_id`, `session_date`, `question ID`, `attribute ID`,
    `question` and `answer` (the long shape, a row an answer), or `leave out`. Words are compared without regard
    to capitals and to spaces around them.
    """

    columns: dict[str, str] = Field(default_factory=dict)
    dates: Literal["day first", "month first", "year first"] | None = None
    blank: tuple[str, ...] = BLANK
    illegible: tuple[str, ...] = ILLEGIBLE
    not_applicable: tuple[str, ...] = NOT_APPLICABLE


class Form(_Part):
    """Words on the printed form; what is left out has a plain default."""

    heading: str | None = None
    about: str | None = None
    introduction: str | None = None
    what_happens: tuple[str, ...] | None = None
    thanks: str | None = None
    own_numbers: bool | None = None


class Coding(_Part):
    """How a study is coded: by whom, whether coders see each other's codings before both are done, and in rounds.

    With `rounds: [anna, ben]` anna codes first, and ben codes again with anna's codings in view.
    """

    coders: tuple[Annotated[str, Field(pattern=CODER)], ...] = ()
    blind: bool = True
    rounds: tuple[Annotated[str, Field(pattern=CODER)], ...] = ()


class Thresholds(_Part):
    """Limits that decide what is shown; each has a default that a study may change."""

    near_repeat: Annotated[float, Field(gt=0, lt=1)] = 0.95
    small_cell: Annotated[int, Field(ge=1)] = 5
    neighbours: Annotated[int, Field(ge=1)] = 5
    saturation_base: Annotated[int, Field(ge=1)] = 4
    saturation_run: Annotated[int, Field(ge=1)] = 2
    saturation_threshold: Annotated[float, Field(ge=0, lt=1)] = 0.05
    most_of_one: Annotated[float, Field(gt=0, le=1)] = 0.25


class Author(_Part):
    """One author of the paper."""

    name: str
    affiliation: str = ""
    orcid: str = ""
    email: str = ""
    roles: tuple[str, ...] = ()
    corresponding: bool = False


def _day(value: Any) -> Any:
    """A day as YAML or a person writes it: 2026-11-23."""
    text = value.isoformat() if isinstance(value, Date) else value
    if isinstance(text, str) and text:
        try:
            Date.fromisoformat(text)
        except ValueError:
            raise ValueError("this should be a day written as 2026-11-23") from None
    return text


class Statements(_Part):
    """What a journal asks the authors to declare, each in plain words; what is empty is named as missing."""

    ethics: str = ""
    funding: str = ""
    data_availability: str = ""
    code_availability: str = ""
    reflexivity: str = ""
    automated_help: str = ""
    competing_interests: str = ""
    acknowledgements: str = ""


class Paper(_Part):
    """What stands at the head of the paper, what its authors declare, and the checklist that it is held against.

    Without a `checklist` the approach decides: `rtarg` for a reflexive study, else `srqr`. `reference` says where the
    article is to be found, as an address or in words.
    """

    title: str
    subtitle: str = ""
    authors: tuple[Author, ...] = ()
    keywords: tuple[str, ...] = ()
    date: Annotated[str, BeforeValidator(_day)] = ""
    licence: str = "CC BY 4.0"
    reference: str = ""
    statements: Statements = Statements()
    checklist: Literal["rtarg", "coreq", "srqr"] | None = None
    memos_in_supplement: bool = False


class Sharing(_Part):
    """What an archive may hold of a study; nothing of a private folder ever gets into one.

    `answers` stays false until somebody has made sure that consent and ethics allow to share what participants wrote.
    `access` tells who may ask for what is not shared, and how.
    """

    answers: bool = False
    licence: str = "CC BY 4.0"
    access: str = ""


class Study(_Part):
    """All settings of one study; `occasion` is the attribute that says on which occasion a form was filled in."""

    title: str
    source: str = ""
    approach: Literal["reflexive", "codebook", "coding-reliability"]
    seed: Annotated[int, Field(strict=True, ge=0)]
    language: Literal["en"] = "en"
    simulated: bool = False
    answers: AnswersFile | None = None
    transcripts: Import = Import()
    form: Form = Form()
    questions: tuple[Question, ...] = ()
    attributes: dict[str, Attribute] = Field(default_factory=dict)
    occasion: str = ""
    coding: Coding = Coding()
    thresholds: Thresholds = Thresholds()
    sharing: Sharing = Sharing()
    paper: Paper

    @model_validator(mode="after")
    def _occasion_is_an_attribute(self) -> "Study":
        if self.occasion and self.occasion not in self.attributes:
            raise ValueError(f"'occasion' names an attribute that is not there: '{self.occasion}'")
        if self.occasion and not self.attributes[self.occasion].categories:
            raise ValueError(
                f"name the occasions under attributes.{self.occasion}.categories, so that they are counted"
            )
        return self

    @property
    def fewest(self) -> int:
        """How many forms there must be behind a number for it to be shown: `small_cell` people stand behind them then.

        Somebody may have filled in a form on each of several occasions, and nobody knows which belong together.
        """
        occasions = len(self.attributes[self.occasion].categories) if self.occasion else 1
        return self.thresholds.small_cell * occasions

    @property
    def has_forms(self) -> bool:
        """Whether the answers come from forms (`forms.csv` and `answers.csv`), not from published excerpts."""
        return self.answers is None


@cache
def read_study(name: str) -> Study:
    """The checked settings of the study called `name`.

    Raises
    ------
    InputError
        When there is no such study, its `study.yml` has a mistake, or something leads out of its folder.
    """
    paths = StudyPaths(name)
    if name not in studies():
        raise refuse(f"there is no study called '{name}'", paths.settings, remedy=did_you_mean(name, studies()))
    refuse_outside(name)
    study = validated(Study, read_yaml(paths.settings), paths.settings)
    if study.answers and not inside(paths.raw, study.answers.file):
        what = f"'{safe(study.answers.file[:80])}' is not a file of the study's folder"
        raise refuse(what, paths.settings, "key answers.file", "put the answers into the folder and give their name")
    return study
