"""The kinds of relations that can be declared between reported figures, and what each has to say.

A relation names figures by their ids and says how they belong together. It holds no number of its own (but for a
total such as 100), so whatever an audit finds comes from the figures.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from sixphase.writeup.audit.figures import COUNTED, MEASURED, MOMENTS, UNITS
from sixphase.writeup.audit.relation import Name, Names, Relation, Text, TwoNames, Use, listed

LENGTHS = MEASURED - {"percent"}
NUMBERS = COUNTED | MEASURED


class Equal(Relation):
    """Figures that are said to count the same thing."""

    example = "{id: sample, kind: equal, figures: [people_abstract, people_method]}"
    roles = (("figures", UNITS),)
    figures: TwoNames


class Maximum(Relation):
    """One and the same largest (or smallest) value, told in several places."""

    example = "{id: largest, kind: maximum, figures: [largest_abstract, largest_method]}"
    roles = (("figures", NUMBERS),)
    figures: TwoNames


class AtMost(Relation):
    """Figures that may not exceed a limit."""

    example = "{id: smallest, kind: at_most, figures: [smallest], limit: largest}"
    roles = (("figures", NUMBERS), ("limit", NUMBERS))
    figures: Names
    limit: Name


class PartOf(Relation):
    """Parts, none of which can be larger than the whole."""

    example = "{id: women, kind: part_of, parts: [women], whole: people}"
    roles = (("parts", NUMBERS), ("whole", NUMBERS))
    parts: Names
    whole: Name


class Sum(Relation):
    """Parts that together make a whole: a figure, or a total such as 100."""

    example = "{id: all_answered, kind: sum, parts: [returned, not_returned], total: 100}"
    roles = (("parts", NUMBERS), ("whole", NUMBERS))
    parts: TwoNames
    whole: Name | None = None
    total: Annotated[Decimal, Field(ge=0, le=10**12, decimal_places=6)] | None = None

    @model_validator(mode="after")
    def _one_whole(self) -> "Sum":
        if (self.whole is None) == (self.total is None):
            raise ValueError("this should have either a 'whole' (the id of a figure) or a 'total' (a number), not both")
        return self


class Share(BaseModel):
    """A percentage and, where it is reported, the count that it stands for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    percent: Name
    count: Name | None = None


class Percentage(Relation):
    """Percentages of one whole, whether that whole is reported or not."""

    example = "{id: shares, kind: percentage, shares: [{count: women, percent: women_share}]}"
    comparable = False
    roles = (("whole", COUNTED),)
    shares: Annotated[tuple[Share, ...], BeforeValidator(listed)]
    whole: Name | None = None
    called: Text = "the whole"

    @model_validator(mode="after")
    def _enough_known(self) -> "Percentage":
        if self.whole is None and any(share.count is None for share in self.shares):
            raise ValueError("this should have a 'count' for every share, unless the 'whole' is a figure")
        return self

    def uses(self) -> Iterator[Use]:
        yield from super().uses()
        for share in self.shares:
            yield Use("shares, percent", share.percent, frozenset({"percent"}))
            if share.count:
                yield Use("shares, count", share.count, COUNTED)


class CountOfList(Relation):
    """Stated numbers of things that are listed, in the study's own lists or here."""

    example = "{id: themes, kind: count_of_list, figures: [themes], items: [Safety, Time]}"
    roles = (("figures", COUNTED),)
    figures: Names
    list_: Text | None = Field(default=None, alias="list")
    items: Annotated[tuple[Text, ...], BeforeValidator(listed)] | None = None

    @model_validator(mode="after")
    def _one_list(self) -> "CountOfList":
        if (self.list_ is None) == (self.items is None):
            raise ValueError("this should have either a 'list' (its name) or 'items' (what is listed), not both")
        if len(set(self.items or ())) != len(self.items or ()):
            raise ValueError("this should have different 'items': one stands there twice")
        return self


class Majority(Relation):
    """A part that is called the majority: more than half of every whole that is reported or implied."""

    example = "{id: nurses, kind: majority, part: nurses, wholes: [people]}"
    roles = (("part", COUNTED), ("wholes", COUNTED))
    part: Name
    wholes: Names = ()
    implied_by: Names = ()

    @model_validator(mode="after")
    def _some_whole(self) -> "Majority":
        if not self.wholes and not self.implied_by:
            raise ValueError("this should have 'wholes' (ids of figures) or 'implied_by' (id of a percentage relation)")
        return self


class Duration(Relation):
    """A stated length of time between two days or two times of day."""

    example = "{id: period, kind: duration, from: start, to: end, stated: length}"
    comparable = False
    roles = (("start", MOMENTS), ("end", MOMENTS), ("stated", LENGTHS))
    start: Name = Field(alias="from")
    end: Name = Field(alias="to")
    stated: Name


class VerbatimRepeats(Relation):
    """Answers that are quoted more than once, word for word or nearly so."""

    example = "{id: quotations, kind: verbatim_repeats, which: [exact, near]}"
    which: Annotated[tuple[Literal["exact", "near"], ...], BeforeValidator(listed)] = ("exact", "near")


KINDS: dict[str, type[Relation]] = {
    "equal": Equal,
    "maximum": Maximum,
    "at_most": AtMost,
    "part_of": PartOf,
    "sum": Sum,
    "percentage": Percentage,
    "count_of_list": CountOfList,
    "majority": Majority,
    "duration": Duration,
    "verbatim_repeats": VerbatimRepeats,
}
