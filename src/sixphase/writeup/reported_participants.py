"""Who took part, as far as it is published: counts, the shares that rounding leaves possible, and what is unknown."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from sixphase.study.problem import InputError, Problem, did_you_mean
from sixphase.study.settings import Attribute
from sixphase.writeup.audit.figures import Figure
from sixphase.writeup.audit.intervals import Span, common, wholes_of

REPORTED, UNKNOWN = "reported", "not published"


def participants_table(
    attributes: Mapping[str, Attribute], figures: Mapping[str, Figure], settings: Path | None = None
) -> pd.DataFrame:
    """One row a category of each attribute; nothing that was not published is filled in.

    Parameters
    ----------
    attributes
        The study's attributes; their `reported_counts` and `reported_shares` name figures by id.
    figures
        The reported figures by id.
    settings
        Where the attributes were read from, for the messages.

    Returns
    -------
    pandas.DataFrame
        attribute, label, category, state ('reported' or 'not published'), count, printed_share (percent, as the
        article rounds it), share_low and share_high (percent: what the count can be of the possible wholes),
        whole_low and whole_high. The possible wholes are those of which every count printed with a share has that
        share, rounding allowed for; empty where no share is printed, or where the printed ones exclude each other.

    Raises
    ------
    InputError
        When an attribute names a figure or a category that does not exist.
    """
    problems = list(_problems(attributes, figures, settings))
    if problems:
        raise InputError(problems)
    whole = possible_wholes(attributes, figures)
    rows = [
        {
            "attribute": key,
            "label": attribute.label,
            "category": category,
            **_known(attribute, category, figures, whole),
        }
        for key, attribute in attributes.items()
        for category in attribute.categories
    ]
    columns = ["count", "printed_share", "share_low", "share_high", "whole_low", "whole_high"]
    whole_numbers = {"count": "Int64", "whole_low": "Int64", "whole_high": "Int64"}
    types = {column: whole_numbers.get(column, "Float64") for column in columns}
    return pd.DataFrame(rows, columns=["attribute", "label", "category", "state", *columns]).astype(types)


def possible_wholes(attributes: Mapping[str, Attribute], figures: Mapping[str, Figure]) -> Span | None:
    """How many people there can be in all, by every count that is printed with its share; None where none can."""
    spans = [
        wholes_of(figures[attribute.reported_counts[category]].whole_number, figures[share].printed)
        for attribute in attributes.values()
        for category, share in attribute.reported_shares.items()
        if category in attribute.reported_counts
    ]
    shared = common(spans) if spans else None
    return None if shared is None or shared.empty or shared.high is None else shared


def _known(attribute: Attribute, category: str, figures: Mapping[str, Figure], whole: Span | None) -> dict:
    if category not in attribute.reported_counts:
        return {"state": UNKNOWN}
    count = figures[attribute.reported_counts[category]].whole_number
    share = attribute.reported_shares.get(category)
    known = {"state": REPORTED, "count": count, "printed_share": float(figures[share].number) if share else None}
    if whole is None or whole.high is None or count > whole.low:
        return known
    bounds = {"share_low": 100 * count / whole.high, "share_high": 100 * count / whole.low}
    return {**known, **bounds, "whole_low": whole.low, "whole_high": whole.high}


def _problems(
    attributes: Mapping[str, Attribute], figures: Mapping[str, Figure], settings: Path | None
) -> Iterator[Problem]:
    for key, attribute in attributes.items():
        for part in ("reported_counts", "reported_shares"):
            for category, id_ in getattr(attribute, part).items():
                place = f"key attributes.{key}.{part}.{category}"
                if category not in attribute.categories:
                    remedy = did_you_mean(category, attribute.categories)
                    yield Problem(f"'{category}' is no category of '{key}'", settings, place, remedy)
                if id_ not in figures:
                    yield Problem(f"no reported figure is called '{id_}'", settings, place, did_you_mean(id_, figures))
