"""Exports as survey tools make them: what the tool adds is left out, and what people were asked is found."""

import datetime

import pytest
from transcription.importing.conftest import csv_file, xlsx

from sixphase.study.settings import read_study
from sixphase.transcription.importing.bringing import import_files
from sixphase.transcription.importing.commands import options_of

IDS = '"{""ImportId"":""%s""}"'
QUALTRICS = "\n".join(
    [
        "StartDate,Status,IPAddress,ResponseId,RecipientLastName,LocationLatitude,Q1,Q2,Q3_1",
        'Start Date,Response Type,IP Address,Response ID,Recipient Last Name,Location Latitude,"What helped, and why?",'
        "What would you change?,Your role - Selected Choice",
        ",".join(
            IDS % id_ for id_ in ("startDate", "status", "ipAddress", "_recordId", "a", "b", "QID1", "QID2", "Q3")
        ),
        '2024-03-10 10:22:01,IP Address,192.0.2.1,R_1,,52.9,"Rest\nand tea",Nothing,Carer',
        "2024-03-11 10:22:01,IP Address,192.0.2.2,R_2,,52.9,Quiet,The lights,Patient",
    ]
)
SURVEYMONKEY = """Respondent ID,Collector ID,Date Created,IP Address,Email Address,What helped you most?,What is your job?,
,,,,,Open-Ended Response,Response,Other (please specify)
118000001,4550001,05/06/2024 10:11:12 AM,192.0.2.1,,The breathing,Nurse,
118000002,4550001,06/13/2024 10:11:12 AM,192.0.2.2,,Lunch,Other,Chaplain
"""
JISC = """Unique Response Number,1. What helped?,2. Comments,3. Comments,4. What is your gender?
839849-87654321,Time,Good,Short,Female
839849-87654322,Space,Fair,Long,Male
"""
GOOGLE = """Timestamp,What did you value?,Gender
2024/03/14 10:22:01 am GMT,Being heard,Woman
2024/03/15 11:22:01 am GMT,Laughter,Man
"""


def brought_in(file, **said):
    done = import_files("kind", [file], options_of(yes=True, **said))
    study = read_study("kind")
    return done, [q.asks for q in study.questions], {id_: a.label for id_, a in study.attributes.items()}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_three_rows_of_names_with_codes_above_the_questions(kind, encoding):
    done, asked, attributes = brought_in(csv_file(kind.parents[1], QUALTRICS, encoding=encoding))
    assert asked == ["What helped, and why?", "What would you change?"]
    assert attributes == {"your_role": "Your role"}
    assert done.transcript.forms.values.tolist() == [["R_1", "", "Carer"], ["R_2", "", "Patient"]]
    assert done.transcript.answers["question"].unique().tolist() == ["q1", "q2"]
    assert "nothing changed" in "\n".join(import_files("kind", [kind.parents[1] / "forms.csv"]).lines())


def test_two_rows_of_names_with_an_other_column(kind):
    done, asked, attributes = brought_in(csv_file(kind.parents[1], SURVEYMONKEY))
    assert asked == ["What helped you most?"]
    assert list(attributes.values()) == ["What is your job?", "What is your job? / Other (please specify)"]
    assert done.transcript.forms.iloc[1].tolist() == ["118000002", "", "Other", "Chaplain"]


def test_numbered_questions_two_of_which_ask_the_same(kind):
    done, asked, attributes = brought_in(csv_file(kind.parents[1], JISC))
    assert asked == ["What helped?", "Comments", "3. Comments"]
    assert attributes == {"what_is_your_gender": "What is your gender?"}
    assert done.transcript.answers["text"].tolist() == ["Time", "Good", "Short", "Space", "Fair", "Long"]
    again = import_files("kind", [csv_file(kind.parents[1], JISC, "again.csv")])
    assert "nothing changed" in "\n".join(again.lines())


def test_a_workbook_with_times_and_line_breaks_in_its_names(kind):
    start = datetime.datetime(2024, 5, 1, 9, 10)
    head = ["ID", "Start time", "Completion time", "Email", "Name", "What did you like best?\n", "Your team"]
    rows = [[n, start, start, "anonymous", None, words, "Ward A"] for n, words in ((1, "Time to think"), (2, "Lunch!"))]
    done, asked, _ = brought_in(xlsx(kind.parents[1], [head, *rows]))
    assert asked == ["What did you like best?"]
    assert done.transcript.forms.values.tolist() == [["1", "", "Ward A"], ["2", "", "Ward A"]]


def test_forms_without_numbers_are_told_with_the_first_refusal(kind):
    from sixphase.study.problem import InputError

    with pytest.raises(InputError, match=r"(?s)guessed.*no column holds the numbers"):
        import_files("kind", [csv_file(kind.parents[1], GOOGLE)])
    done, _, _ = brought_in(csv_file(kind.parents[1], GOOGLE), number_forms=True)
    assert done.transcript.forms["form_id"].tolist() == ["1", "2"]
    assert any("numbered by their rows" in note for note in done.notes)


@pytest.mark.parametrize(("said", "numbered"), [("", True), ("yes", True), ("no", False)])
def test_in_a_terminal_it_is_asked_whether_to_number_them(kind, said, numbered):
    from sixphase.study.problem import InputError
    from sixphase.transcription.importing.commands import import_command

    asked = []

    def ask(question, offer):
        asked.append(question)
        return said if "Number them" in question else offer

    try:
        done = import_command("kind", [csv_file(kind.parents[1], GOOGLE)], ask=ask, say=list)
    except InputError as error:
        assert "no column holds the numbers" in str(error) and not numbered
    else:
        assert done.transcript.forms["form_id"].tolist() == ["1", "2"] and numbered
    assert "Number them" in asked[-1]


def test_words_of_an_attribute_that_differ_in_capitals_are_one(kind):
    rows = ["Form,Job,What helped?", "1,nurse,Tea", "2,Nurse,Rest", "3,NURSE,Air", "4,Nurse ,Sun", "5,Nursing,Birds"]
    done, _, _ = brought_in(csv_file(kind.parents[1], "\n".join(rows)))
    assert done.transcript.forms["job"].tolist() == ["Nurse"] * 4 + ["Nursing"]
    assert any("'nurse', 'NURSE' are read as 'Nurse' ('Job'): 2 forms" in note for note in done.notes)


def test_a_question_that_nobody_answered_yet_is_not_lost_to_the_next_pile(kind):
    top = kind.parents[1]
    first = csv_file(top, "Form,What helped?,Anything else?,Spare\n1,Tea and rest for all,,\n2,Sun in the garden,-,\n")
    done, asked, _ = brought_in(first)
    assert asked == ["What helped?", "Anything else?"]
    assert "Spare" not in read_study("kind").transcripts.columns
    later = "Form,What helped?,Anything else?,Spare\n3,Air,Thank you,\n4,Birds,Come again,kept?\n"
    with pytest.raises(Exception, match="Spare"):  # it holds something now, and nobody has said what it is
        import_files("kind", [csv_file(top, later, "later.csv")])
    done = import_files("kind", [csv_file(top, later, "later.csv")], options_of(["Spare=leave out"]))
    assert done.transcript.answers.query("question == 'anything_else'")["text"].tolist() == [
        "",
        "",
        "Thank you",
        "Come again",
    ]


def test_questions_of_running_text_are_questions_however_short_and_alike_their_answers(kind):
    text = "".join(f"# Form {n}\nJob: Nurse\n## What could be better?\nBreaks\n## Q2 Lunch\nFine\n" for n in (1, 2, 3))
    done, asked, attributes = brought_in(csv_file(kind.parents[1], text, "forms.md"))
    assert asked == ["What could be better?", "Lunch"]
    assert attributes == {"job": "Job"}
    assert done.transcript.answers["text"].tolist() == ["Breaks", "Fine"] * 3
