"""The rules behind the figures, in sentences that stand beside them."""

from typing import TYPE_CHECKING

from sixphase.coding.agreement.undefined import no_interval

if TYPE_CHECKING:
    from sixphase.coding.agreement.agreement import Agreement

OF_UNIT = {
    "answer": "The unit is the answer: a coder gave it a code if a passage of that code lies in it.",
    "sentence": "The unit is the sentence: a coder gave it a code if a passage of that code overlaps it.",
    "character": "The unit is the character: a coder gave it a code if a passage of that code covers it.",
}


def rules_of(agreement: "Agreement") -> tuple[str, ...]:
    """Unit, coders, what is missing, uncoded units, what 'overall' is, and what the intervals are."""
    if not agreement.has_coefficients:
        return (
            "The declared approach is reflexive: readings differ because readers do, and no coefficient of agreement "
            "is computed. The table says who saw what, by answer.",
        )
    names, found = ", ".join(agreement.coders), agreement.found
    rules = [
        OF_UNIT[agreement.unit],
        f"{len(agreement.coders)} coders ({names}); {found.units:,} {agreement.unit}s that two or more of them read. "
        "Read without the code is a 'no'; not read is missing.",
        _uncoded(agreement),
        f"{'Only codes asked for' if agreement.asked else 'All codes that one of them gave'} are compared. The row "
        "'all codes' is of every decision, each code for each unit, thrown together; alpha of sets (MASI) takes all "
        "codes that a coder gave a unit as one decision.",
    ]
    if len(agreement.coders) > 2:
        rules.append("Kappa is the mean over the pairs of coders for which it is defined.")
    return (*rules, _interval(agreement))


def _uncoded(agreement: "Agreement") -> str:
    number = agreement.found.uncoded_units
    what = f"{number:,} {agreement.unit}{'' if number == 1 else 's'} that nobody coded with anything"
    if agreement.uncoded == "left out":
        return f"Left out: {what}."
    return f"{what} {'counts' if number == 1 else 'count'} as agreement that no code fits."


def _interval(agreement: "Agreement") -> str:
    found = agreement.found
    if not found.resamples:
        return f"There is {no_interval(found.groups, found.resamples)}."
    partly = (
        " * Interval of the resamples in which the figure is defined." if found.coefficients["undefined"].any() else ""
    )
    return (
        f"Intervals (95 %) are percentiles of {found.resamples:,} resamples of the {found.groups:,} "
        f"{agreement.resampled}, seed {agreement.seed}.{partly}"
    )
