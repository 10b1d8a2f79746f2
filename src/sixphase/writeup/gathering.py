"""What the write-up gathers for the paper, of what a study has: its figures and its tables, each with its name."""

from collections.abc import Iterator, Sequence

import pandas as pd
from matplotlib.figure import Figure as Drawing

from sixphase.coding.agreed import printed_agreement
from sixphase.familiarisation.participants.told import printed_table
from sixphase.study.codebook import read_codebook
from sixphase.study.facts import FORMS, JOURNALS, PLACED, facts
from sixphase.study.few_people import people_behind
from sixphase.study.step import Step
from sixphase.transcription.answers import form_of_each
from sixphase.writeup.audit import Finding
from sixphase.writeup.figures.participants import participants_alt, participants_figure
from sixphase.writeup.tables import (
    agreement_table,
    audit_table,
    codebook_table,
    codes_table,
    differences_table,
    excerpts_table,
    touching_table,
)
from sixphase.writeup.theme_tables import against_table, joint_table, quotes_chosen_table

Named = tuple[str, Drawing, str]  # name, figure, alternative text


def reported_figures(participants: pd.DataFrame) -> Iterator[Named]:
    """A figure for each attribute of which a published paper reports a count.

    Parameters
    ----------
    participants
        As `participants_table` gives it.
    """
    for attribute in participants["attribute"].unique():
        yield attribute, participants_figure(participants, attribute), participants_alt(participants, attribute)


def paper_tables(step: Step, findings: Sequence[Finding]) -> Iterator[tuple[str, pd.DataFrame]]:
    """Each table of the paper by its name, with the headings that a reader sees."""
    held, small = facts(step.paths.name), step.study.fewest
    if FORMS in held:
        yield "states", step.read("01_transcription_import", "states")
        yield "participants", printed_table(step.read("01_transcription_import", "participants"))
    if PLACED in held:
        book = read_codebook(step.paths.name)
        yield "codebook", codebook_table(book, step.read("04_theme_development", "subtheme_counts"))
        yield "excerpts", excerpts_table(book, step.read("01_transcription_import", "answers"))
    if JOURNALS in held:
        yield "codes", codes_table(step.read("03_coding", "code_counts"), _people_by_code(step), small)
    if _is_made(step, "03_coding", "agreement_answer"):
        yield "agreement_coders", printed_agreement(step.read("03_coding", "agreement_answer"))
    if _is_made(step, "05_theme_review", "touching"):
        yield "touching", touching_table(step.read("05_theme_review", "touching"), small)
    if _is_made(step, "05_theme_review", "differences_standing"):
        asked = {question.id: question.asks for question in step.study.questions}
        yield "differences", differences_table(step.read("05_theme_review", "differences_standing"), asked)
    yield from _tables_on_themes(step)
    if findings:
        yield "audit", audit_table(findings)
        yield "agreement", agreement_table(findings)


def _tables_on_themes(step: Step) -> Iterator[tuple[str, pd.DataFrame]]:
    review = "05_theme_review"
    if _is_made(step, review, "for_and_against"):
        yield "for_and_against", against_table(step.read(review, "for_and_against"), step.study.fewest)
    if _is_made(step, review, "quotes"):
        people = step.read(review, "quotes_by_theme")
        names = dict(zip(people["theme"], people["name"], strict=True))
        yield "quotes_chosen", quotes_chosen_table(step.read(review, "quotes"), names)
    if _is_made(step, review, "joint_display"):
        touching = step.read(review, "touching")
        tops = set(touching.loc[touching["parent"] == "", "id"])
        yield "joint_display", joint_table(step.read(review, "joint_display"), tops)


def _people_by_code(step: Step) -> dict[str, int]:
    answers, codings = step.read("01_transcription_import", "answers"), step.read("03_coding", "codings")
    forms = form_of_each(answers)
    return people_behind(codings, forms, codings["code"])


def _is_made(step: Step, earlier: str, table: str) -> bool:
    return (step.paths.step(earlier) / "tables" / f"{table}.csv").is_file()
