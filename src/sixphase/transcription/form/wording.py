"""What the form says besides the questions: its heading, and what happens with the answers."""

from dataclasses import dataclass, fields, replace

from sixphase.study.settings import Study

WITHOUT_QUESTIONS = """write them into study.yml, in the place of 'questions: []':

questions:
  - id: helped
    asks: What helped you most today, and why?

or import a spreadsheet of answers first, which adds its questions to study.yml"""


@dataclass(frozen=True)
class Wording:
    """The printed form's own words; a study that asked its participants something else says so in `study.yml`.

    Attributes
    ----------
    heading, about
        The title, and the line above it (the study's title where it is empty).
    introduction
        One or two sentences before the first question.
    what_happens
        What happens with the answers, one text for each paragraph. The default promises only what this program
        does; what a study may promise is for its own approvals to say.
    thanks
        The last line.
    own_numbers
        True where the forms carry numbers without a check digit, such as those of an earlier batch.
    """

    heading: str = "Evaluation form"
    about: str = ""
    introduction: str = "Please answer in your own words. You may leave out any question."
    what_happens: tuple[str, ...] = (
        "Taking part is your choice. Please do not write your name, or anybody else’s. Your answers will be typed, "
        "names will be taken out, and they will be read together with everybody’s answers. Short passages may be "
        "quoted without a name. If you have a question, please ask the person who gave you this form.",
    )
    thanks: str = "Thank you."
    own_numbers: bool = False


def wording_of(study: Study) -> Wording:
    """The defaults, with what the study's `form` says in their place.

    >>> study = Study(title="Small", approach="reflexive", seed=1, paper={"title": "P"})
    >>> wording_of(study).about, wording_of(study).heading
    ('Small', 'Evaluation form')
    """
    said = getattr(study, "form", None)
    known = [field.name for field in fields(Wording)]
    own = {name: getattr(said, name) for name in known if getattr(said, name, None) is not None}
    wording = replace(Wording(), **own)
    return wording if wording.about else replace(wording, about=study.title)
