"""What a journal asks of figures, as a small file: one in `rules/`, or one of your own."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from sixphase.study.problem import did_you_mean, refuse
from sixphase.study.yamlfile import read_yaml, validated

HERE = Path(__file__).parent / "rules"
Length = Annotated[float, Field(gt=0, le=2000)]


class FigureRule(BaseModel):
    """A rule: widths and greatest height in mm, resolution in dots per inch, the least size of text in points.

    `source` says where the rule was read. What is made by a rule without one says that nobody has compared it with a
    journal's instructions.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    source: str = ""
    widths_mm: Annotated[dict[str, Length], Field(min_length=1)]
    tallest_mm: Length
    least_text_pt: Annotated[float, Field(ge=0, le=72)] = 6
    fonts: tuple[str, ...] = ()
    dpi: Literal[300, 600] = 300
    formats: Annotated[tuple[Literal["pdf", "svg", "tiff", "eps"], ...], Field(min_length=1)]


def rules() -> list[str]:
    """The rules that come with the program.

    >>> rules()
    ['generic', 'obm_icm']
    """
    return sorted(path.stem for path in HERE.glob("*.yml"))


def read_rule(which: str | Path) -> FigureRule:
    """A rule by its name in `rules`, or from a file.

    Raises
    ------
    InputError
        When there is none, or it has a mistake, with its key.
    """
    path = which if isinstance(which, Path) else HERE / f"{which}.yml"
    if not isinstance(which, Path) and which not in rules():
        raise refuse(f"there is no rule for figures called '{which}'", remedy=did_you_mean(which, rules()))
    return validated(FigureRule, read_yaml(path), path)
