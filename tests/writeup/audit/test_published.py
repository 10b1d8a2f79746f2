"""The published study: what its figures cannot all be, what agrees, and that findings come from the numbers."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from rapidfuzz.distance import Levenshtein
from writeup.audit.build import Same

from sixphase.writeup.audit import audit, disagreements, read_figures, read_relations, untested

STUDY = Path(__file__).parents[3] / "data_raw" / "cmt_published"


def excerpts() -> list[dict[str, str]]:
    with (STUDY / "excerpts.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def lists() -> dict[str, tuple[str, ...]]:
    """The themes and subthemes as the excerpts name them, in their order."""
    themes = tuple(dict.fromkeys(row["theme"] for row in excerpts()))
    under = {f"T{i}": {row["subtheme"]: 0 for row in excerpts() if row["theme"] == t} for i, t in enumerate(themes, 1)}
    return {"themes": themes, **{f"subthemes of {i}": tuple(subs) for i, subs in under.items()}}


def repeats() -> list[Same]:
    texts: dict[str, list[str]] = {}
    for row in excerpts():
        texts.setdefault(row["text"].casefold(), []).append(row["excerpt_id"])
    exact = [Same("exact", tuple(ids)) for ids in texts.values() if len(ids) > 1]
    near = [
        Same("near", (*texts[a], *texts[b]))
        for i, a in enumerate(texts)
        for b in list(texts)[i + 1 :]
        if Levenshtein.distance(a, b) <= 2
    ]
    return [*exact, *near]


FIGURES = read_figures(STUDY / "reported_figures.csv")
RELATIONS = read_relations(STUDY / "reported_relations.yml")
LISTS, REPEATS = lists(), repeats()


def audited(**changed: str):
    """The audit with some figures changed, by id of the relation."""
    figures = FIGURES | {id_: replace(FIGURES[id_], value=value) for id_, value in changed.items()}
    return {finding.id: finding for finding in audit(figures, RELATIONS, LISTS, REPEATS)}


def found(**changed: str) -> set[str]:
    return {finding.id for finding in disagreements(audited(**changed).values())}


AS_PUBLISHED = found()


@pytest.mark.parametrize(
    ("id_", "gravity", "said"),
    [
        ("participants_forms_women", "serious", ["445", "455", "589", "Abstract", "455 > 445", "589 > 445"]),
        ("women_within_forms", "minor", ["589 > 455"]),
        (
            "attendance_from_shares",
            "serious",
            ["637 to 645", "681 to 688", "71 percent", "86 percent", "do not overlap"],
        ),
        ("majority_allied_health", "minor", ["308", "637 to 645", "681 to 688", "of 455 it would be"]),
        ("largest_session", "minor", ["18", "16", "2.1 Workshop"]),
        ("number_of_themes", "minor", ["3", "4", "Abstract"]),
        ("subthemes_of_theme_one", "minor", ["5", "4", "3.1"]),
        ("repeated_quotations", "note", ["E03 = E05", "E09 = E70", "E23 = E68", "E42 = E72", "E25 ~ E42 ~ E72"]),
    ],
)
def test_what_is_found(id_, gravity, said):
    finding = audited()[id_]
    places = " ".join(f"{figure} {figure.where}" for figure in finding.figures)
    told = f"{finding.title} {places} {finding.arithmetic} {finding.explanation}"
    assert not finding.agrees
    assert finding.gravity == gravity
    assert [words for words in said if words not in told] == []


def test_nothing_else_is_found():
    assert len(AS_PUBLISHED) == 8
    assert {"E03", "E05", "E09", "E70", "E23", "E68", "E42", "E72", "E25"} == set(
        audited()["repeated_quotations"].excerpt_ids
    )


@pytest.mark.parametrize(
    ("id_", "said"),
    [
        ("returned_and_not_returned", "71 + 29 = 100"),
        ("length_of_day", "09:30 to 16:30 = 7 hours"),
        ("length_of_period", "2.86 years, stated as 3, within rounding"),
        ("smallest_session", "6 people within 16 people"),
        ("interest_within_forms", "150 people within 455 forms"),
        ("allied_health_within_forms", "308 people within 455 forms"),
        ("subthemes_of_theme_two", "4 stated and listed"),
        ("subthemes_of_theme_three", "2 stated and listed"),
        ("subthemes_of_theme_four", "2 stated and listed"),
    ],
)
def test_what_agrees_is_said_as_such(id_, said):
    finding = audited()[id_]
    assert finding.agrees
    assert finding.title.endswith(said)


def test_another_number_of_participants_takes_its_finding_away_and_changes_nothing_else():
    before, after = audited(), audited(participants_abstract="700")
    assert before["participants_forms_women"].gravity == "serious"
    assert after["participants_forms_women"].agrees
    assert {id_ for id_ in before if before[id_] != after[id_]} == {"participants_forms_women"}


@pytest.mark.parametrize(
    ("changed", "gone", "come"),
    [
        ({"participants_abstract": "589"}, {"participants_forms_women"}, set()),
        ({"participants_abstract": "588"}, set(), set()),
        ({"participants_abstract": "455"}, set(), set()),
        ({"session_size_max_workshop": "18"}, {"largest_session"}, set()),
        ({"session_size_max_method": "16"}, {"largest_session"}, set()),
        ({"themes_abstract": "4"}, {"number_of_themes"}, set()),
        ({"themes_results": "3"}, set(), set()),
        ({"subthemes_theme1_stated": "4"}, {"subthemes_of_theme_one"}, set()),
        ({"subthemes_theme2_headings": "5"}, set(), {"subthemes_of_theme_two"}),
        ({"non_response_rate": "28"}, set(), {"returned_and_not_returned"}),
        ({"session_end": "17:30"}, set(), {"length_of_day"}),
        ({"period_length": "4"}, set(), {"length_of_period"}),
        ({"period_end": "2024-11-16"}, set(), {"length_of_period"}),  # a little under two and a half years
        ({"period_end": "2024-11-20"}, set(), set()),  # a little over
        ({"female_share": "92"}, {"attendance_from_shares"}, set()),  # 589 of 637 to 643
        ({"female_share": "91"}, {"attendance_from_shares"}, set()),  # 589 of 644 or 645
        ({"female_share": "90"}, set(), set()),  # 589 of 651 at least
        ({"allied_health_professionals": "345"}, {"majority_allied_health"}, set()),
        ({"allied_health_professionals": "340"}, set(), set()),
        ({"future_groups_interest": "456"}, set(), {"interest_within_forms"}),
    ],
)
def test_findings_come_from_the_numbers(changed, gone, come):
    after = found(**changed)
    assert (AS_PUBLISHED - after, after - AS_PUBLISHED) == (gone, come)


def test_nobody_is_accused():
    told = " ".join(f"{f.title} {f.explanation}" for f in audited().values()).casefold()
    assert [w for w in ("author", "error", "mistake", "wrong", "false", "mislead", "fail") if w in told] == []


def test_figures_that_nothing_tests_are_known():
    assert [figure.id for figure in untested(FIGURES, RELATIONS)] == ["open_questions", "cfss_groups_running"]
