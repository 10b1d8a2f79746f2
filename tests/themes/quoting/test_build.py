"""A paper is not made from quotes that no longer match the transcript, or that tell who spoke."""

import pytest
from themes.small_cohort import STUDY, cohort  # noqa: F401

from sixphase.coding.journal.journal import open_journal
from sixphase.coding.journal.replay import replay
from sixphase.pipeline.checks import check_study
from sixphase.study.problem import InputError
from sixphase.themes.quoting.chosen import chosen_of


def test_the_quotes_of_the_simulated_study_pass(cohort):  # noqa: F811
    check_study(STUDY)
    chosen = chosen_of(STUDY, replay(STUDY))
    assert len(chosen.quotes) == 12 and set(chosen.quotes["voice"]) == {"supports", "contradicts"}
    assert {finding.level for finding in chosen.findings()} <= {"warning"}
    assert not set(chosen.printed().columns) & {"answer_id", "form_id"}


def test_a_corrected_transcript_stops_the_build_until_the_quote_is_chosen_anew(cohort):  # noqa: F811
    row = replay(STUDY).quotes().iloc[0]
    answers = cohort / "answers.csv"
    text = answers.read_text("utf-8")
    assert text.count(row["words"]) >= 1
    answers.write_text(text.replace(row["words"], row["words"].upper()), "utf-8")
    with pytest.raises(InputError, match=r"quote 1 of '[^']+': the transcript has other words"):
        check_study(STUDY)
    journal = open_journal(STUDY, "coder_a")
    journal.unquote(row["quote_id"])
    journal.quote(row["answer_id"], int(row["start"]), int(row["end"]), row["theme"])
    check_study(STUDY)


def test_attributes_that_tell_who_spoke_stop_the_build(cohort):  # noqa: F811
    chosen = chosen_of(STUDY, replay(STUDY))
    sizes = chosen.forms.groupby(["occupation", "gender"])["form_id"].transform("size")
    rare, common = (chosen.forms.loc[sizes == size, "form_id"].iloc[0] for size in (sizes.min(), sizes.max()))
    assert sizes.min() < 5 <= sizes.max()
    texts = chosen.answers[chosen.answers["state"] == "answered"].drop_duplicates("form_id").set_index("form_id")
    journal = open_journal(STUDY, "coder_a")
    journal.quote(texts.loc[common, "answer_id"], 0, 5, "T1", shown="occupation gender")
    check_study(STUDY)
    journal.quote(texts.loc[rare, "answer_id"], 0, 5, "T1", shown="occupation gender")
    with pytest.raises(
        InputError, match=r"quote \d+ of 'Comprehension of Compassion': 'gender occupation' could identify its speaker"
    ):
        check_study(STUDY)
