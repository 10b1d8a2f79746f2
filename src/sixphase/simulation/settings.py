"""`study.yml`, `codebook.yml`, the lists of names and the README of the simulated study."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from sixphase.simulation import plan
from sixphase.simulation.identifiers import PLACES, STAFF, WARDS
from sixphase.simulation.typists import HEADINGS
from sixphase.simulation.writing import Written
from sixphase.transcription.transcript import answer_id

CALM_LABEL = f"Calm afterwards, {plan.CALM[0]} to {plan.CALM[1]}"


def study_yml(seed: int) -> str:
    """The settings; what is not the article's says that it is invented."""
    questions = "".join(
        f"  - id: {id_}\n    asks: {asks}  # {'its sense is that of the published one' if n == 0 else 'invented'}\n"
        for n, (id_, asks) in enumerate(plan.QUESTIONS.items())
    )
    return f"""\
# A simulated study: nobody wrote these answers. Made by 'sixphase simulate' from the seed below.
title: Compassionate Mind Training for All, a simulated cohort
source: >-
  Simulated by the Sixphase developers. Size, dates, the numbers of women and of allied health professionals and
  the names of the subthemes follow Lucre K, Bhalloo F, Brown L, Foster A, OBM Integrative and Complementary
  Medicine 2026; 11(1): 009, doi:10.21926/obm.icm.2601009 (CC BY 4.0); everything else is invented.
simulated: true
approach: codebook
seed: {seed}

transcripts:
  dates: day first
  columns:
{_indented(HEADINGS, 4)}
questions:
{questions}
attributes:
  occupation:
    label: Occupation
    categories:  # all counts but that of the allied health professionals are invented
{_listed(plan.OCCUPATIONS)}  gender:
    label: Gender
    categories:  # all counts but that of women are invented
{_listed(plan.GENDERS)}  calm:
    label: {CALM_LABEL}  # invented; the article has no such score
    scale: {list(plan.CALM)}

thresholds:
  small_cell: 5

sharing:
  answers: true  # nobody wrote them

paper:
  title: A simulated cohort of evaluation forms
  subtitle: Simulated data, made to show and to test every step of the analysis
  keywords:
    - simulated data
    - thematic analysis
    - open-ended answers
  date: "2026-11-23"
  licence: CC BY 4.0
  authors:
    - name: The Sixphase developers
      roles:
        - Software
"""


def names_yml() -> str:
    """The study's own lists, with a part of the planted names."""
    lists = {"staff": STAFF, "wards": WARDS, "places": PLACES}
    return "# Invented people and places.\n" + "".join(
        f"{kind}:\n" + "".join(f"  - {name}\n" for name in names) for kind, names in lists.items()
    )


def codebook_yml(published: str, answers: Sequence[Written]) -> str:
    """The published codebook, each example being an answer of this study that speaks of that subtheme alone."""
    examples: dict[str, str] = {}
    for answer in answers:
        codes = [span.code for span in answer.spans if span.mood == "for"]
        if answer.state == "answered" and len(answer.segments) == 1 and len(codes) == 1 and not answer.planted:
            examples.setdefault(codes[0], answer_id(answer.form_id, answer.question))
    lines, code = [], ""
    for line in published.splitlines(keepends=True):
        code = found[1] if (found := re.match(r"\s*- id: (\S+)", line)) else code
        if re.match(r"\s*example: ", line):
            line = re.sub(r"example: .*", f'example: "{examples[code]}"', line) if code in examples else ""
        lines.append(line)
    return "".join(lines).replace("names a published answer by its id", "names a simulated answer by its id")


def planted_yml(seed: int, forms: int) -> str:
    """Every number that the data were drawn from."""
    facts: dict[str, Any] = {
        "seed": seed, "forms": forms, "first_day": plan.FIRST, "last_day": plan.LAST,
        "session_sizes": list(plan.SESSION_SIZES), "people_of_685_by_occupation": plan.OCCUPATIONS,
        "people_of_685_by_gender": plan.GENDERS, "weight_of_returning_a_form": {**plan.RETURNS, "all others": 1.0},
        "not_given": plan.NOT_GIVEN, "scale_of_calm": list(plan.CALM), "calm_in_100": plan.CALM_SCORES,
        "points_calmer": dict([plan.CALMER]), "blank": plan.BLANK, "not_applicable": plan.NOT_APPLICABLE,
        "illegible": plan.ILLEGIBLE, "illegible_word": plan.ILLEGIBLE_WORD,
        "chance_of_a_subtheme": {q: dict(zip(plan.SUBTHEMES, p, strict=True)) for q, p in plan.SPEAKS.items()},
        "times_by_occupation": {f"{job}, {code}": times for (job, code), times in plan.BY_OCCUPATION.items()},
        "times_from_first_to_last_day": {code: list(ends) for code, ends in plan.OVER_TIME.items()},
        "moods": plan.MOODS, "identifiers_of_455_forms": plan.IDENTIFIERS, "typists": plan.TYPISTS,
        "coders": plan.CODERS,
    }  # fmt: skip
    head = "# What the simulated data were drawn from. Everything but the size, the days, 589 and 308 is invented.\n"
    return head + yaml.safe_dump(facts, sort_keys=False, allow_unicode=True)


def readme(seed: int, forms: int, people: int) -> str:
    """What each file is, and what of it is invented."""
    text = Path(__file__).with_name("readme.md").read_text(encoding="utf-8")
    return text.format(seed=seed, forms=f"{forms:,}", people=f"{people:,}", share=f"{100 * forms / people:.1f}")


def _indented(entries: dict[str, str], spaces: int) -> str:
    return "".join(f"{' ' * spaces}{name}: {value}\n" for name, value in entries.items())


def _listed(names: dict[str, int]) -> str:
    return "".join(f"      - {name}\n" for name in names)
