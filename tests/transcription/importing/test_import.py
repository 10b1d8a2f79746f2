"""The whole way from files to a stored study, as a person goes it."""

import json
import subprocess
import sys

import pytest
import yaml
from transcription.importing.conftest import csv_file, docx, xlsx

from sixphase.study.problem import InputError, refuse
from sixphase.study.settings import read_study
from sixphase.transcription.importing.bringing import apply_again, import_files
from sixphase.transcription.importing.commands import import_command, options_of
from sixphase.transcription.importing.imported import Options
from sixphase.transcription.store import read_history, read_transcript
from sixphase.transcription.transcript import Transcript

TEXT = """Form no,Workshop date,Job,What helped you most?,What would you change?
0012,19/05/2022,Nurse,The tea and the talk with Bramley,n/a
0013,20/05/2022,,All of it was [?] and kind,Not applicable
0014,03/05/2022,Medic,=1+1 made me smile a lot today,"More time, and
less talk about =SUM(A1)"
"""
SAID = ("Job=attribute", "What helped you most?=question helped", "What would you change?=question")
TOLD = options_of(maps=SAID, dates="day first")


def state_of(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def without_names(transcript):
    answers = transcript.answers.assign(text=transcript.answers["text"].str.replace("Bramley", "[NAME 1]"))
    return Transcript(transcript.forms, answers)


@pytest.fixture
def forms(kind):
    return csv_file(kind.parents[1], TEXT)


def test_an_import_stores_forms_answers_settings_and_private_copies(kind, forms):
    done = import_files("kind", [forms], TOLD, without_names)
    assert done.differences.added == ("0012", "0013", "0014") and done.settings_changed
    stored = read_transcript("kind")
    assert stored.forms.to_numpy().tolist() == [
        ["0012", "2022-05-19", "Nurse"],
        ["0013", "2022-05-20", ""],
        ["0014", "2022-05-03", "Medic"],
    ]
    assert stored.answers.to_numpy().tolist() == [
        ["0012", "helped", "answered", "The tea and the talk with [NAME 1]"],
        ["0012", "what_would_you_change", "blank", ""],
        ["0013", "helped", "illegible", "All of it was [?] and kind"],
        ["0013", "what_would_you_change", "not applicable", ""],
        ["0014", "helped", "answered", "=1+1 made me smile a lot today"],
        ["0014", "what_would_you_change", "answered", "More time, and\nless talk about =SUM(A1)"],
    ]
    assert (kind / "private" / "originals" / "forms.csv").read_bytes() == forms.read_bytes()
    assert "Bramley" in (kind / "private" / "typed" / "answers.csv").read_text(encoding="utf-8")
    public = {place: raw for place, raw in state_of(kind).items() if not place.startswith("private/")}
    assert not [place for place, raw in public.items() if b"Bramley" in raw or b"forms.csv" in raw]


def test_the_next_import_asks_nothing_and_changes_nothing(kind, forms):
    import_files("kind", [forms], TOLD)
    before = state_of(kind)
    done = import_files("kind", [forms])
    assert not done.differences and not done.settings_changed
    assert any("nothing changed" in line for line in done.lines())
    assert state_of(kind) == before


def test_study_yml_keeps_its_comments(kind, forms):
    before = (kind / "study.yml").read_text(encoding="utf-8").splitlines()
    import_files("kind", [forms], TOLD)
    after = (kind / "study.yml").read_text(encoding="utf-8").splitlines()
    assert [line for line in before if "#" in line] == [line for line in after if "#" in line]
    assert yaml.safe_load("\n".join(after))["transcripts"] == {
        "columns": {
            "Form no": "form_id",
            "Workshop date": "session_date",
            "Job": "attribute job",
            "What helped you most?": "question helped",
            "What would you change?": "question what_would_you_change",
        },
        "dates": "day first",
    }


def test_what_is_open_is_refused_with_the_words_to_say_it_and_nothing_is_written(kind, forms):
    before = state_of(kind)
    with pytest.raises(InputError) as caught:
        import_files("kind", [forms])
    remedies = "\n".join(problem.remedy for problem in caught.value.problems)
    assert "add --yes if all are right" in remedies and "--map 'What helped you most?=question'" in remedies
    assert "all dates here fit 'day first' only" in remedies
    assert state_of(kind) == before


def test_guesses_are_taken_where_a_person_says_so(kind, forms):
    done = import_files("kind", [forms], options_of(yes=True))
    assert [q.id for q in read_study("kind").questions] == ["what_helped_you_most", "what_would_you_change"]
    assert any("the only order that fits all of them" in note for note in done.notes)


def test_a_corrected_file_shows_differences_and_keeps_the_history(kind, forms):
    import_files("kind", [forms], TOLD, without_names)
    corrected = TEXT.replace("The tea and", "The TEA and").replace("Medic", "Medical").replace("n/a", "More tea")
    done = import_files("kind", [csv_file(forms.parent, corrected)], Options(), without_names, when="2026-01-31")
    assert [c.name for c in done.differences.changed] == ["0012.helped", "0012.what_would_you_change", "0014, job"]
    assert "    - The tea and the talk with [NAME 1]" in done.lines()
    first, second = read_history("kind")
    assert first["forms_added"] == ["0012", "0013", "0014"] and "when" not in first
    assert second["when"] == "2026-01-31"
    assert second["changed"][1] == {
        "answer_id": "0012.what_would_you_change",
        "before": {"state": "blank", "text": ""},
        "after": {"state": "answered", "text": "More tea"},
    }
    assert second["changed"][2] == {"form_id": "0014", "field": "job", "before": "Medic", "after": "Medical"}
    assert "Bramley" not in json.dumps([first, second])
    assert len(list((kind / "private" / "originals").iterdir())) == 2


def test_a_later_decision_reaches_what_was_stored_and_its_history(kind, forms):
    import_files("kind", [forms], TOLD)
    done = apply_again("kind", without_names)
    assert [c.name for c in done.differences.changed] == ["0012.helped"]
    assert "Bramley" not in (kind / "answers.csv").read_text(encoding="utf-8")
    assert "Bramley" not in (kind / "history.jsonl").read_text(encoding="utf-8")


def test_nothing_can_be_applied_again_before_an_import(kind):
    with pytest.raises(InputError, match="nothing was imported"):
        apply_again("kind", without_names)


def test_forms_that_vanish_are_told_and_stay(kind, forms):
    import_files("kind", [forms], TOLD)
    fewer = csv_file(forms.parent, TEXT.replace("0013,20/05/2022,,All of it was [?] and kind,Not applicable\n", ""))
    done = import_files("kind", [fewer])
    assert done.vanished == ("0013",) and not done.differences
    assert list(read_transcript("kind").forms["form_id"]) == ["0012", "0013", "0014"]
    gone = import_files("kind", [fewer], options_of(remove_missing=True))
    assert gone.differences.removed == ("0013",)
    assert list(read_transcript("kind").forms["form_id"]) == ["0012", "0014"]


def test_a_second_pile_is_added_behind_the_first(kind, forms):
    import_files("kind", [forms], TOLD)
    more = csv_file(forms.parent, TEXT.replace("001", "000"), "more.csv")
    assert import_files("kind", [more]).differences.added == ("0002", "0003", "0004")
    assert list(read_transcript("kind").forms["form_id"]) == ["0012", "0013", "0014", "0002", "0003", "0004"]


def test_names_that_cannot_be_decided_stop_the_import(kind, forms):
    def undecided(transcript):
        raise InputError([])

    before = state_of(kind)
    with pytest.raises(InputError):
        import_files("kind", [forms], TOLD, undecided)
    assert state_of(kind) == before


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("0013,", "0012,", "row 3, column 'Form no': the form number '0012' stands in row 2 too"),
        ("0013,", ",", "row 3, column 'Form no': the number of the form is missing"),
        ("20/05/2022", "31/02/2022", "row 3, column 'Workshop date': '31/02/2022': there is no day 31 of month 2"),
        ("20/05/2022", "soon", "row 3, column 'Workshop date': 'soon': this is no date"),
        ("20/05/2022", "44700", "a spreadsheet's number of a day"),
        ("0013,", f"{'x' * 61},", "this is no number of a form"),
        ("0013,", "../..,", "is no number of a form"),
    ],
)
def test_rows_that_are_wrong_are_named(kind, forms, old, new, what):
    before = state_of(kind)
    with pytest.raises(InputError) as caught:
        import_files("kind", [csv_file(forms.parent, TEXT.replace(old, new))], TOLD)
    assert what in str(caught.value)
    assert state_of(kind) == before


def test_all_rows_that_are_wrong_are_told_at_once(kind, forms):
    wrong = TEXT.replace("0013,", "0012,").replace("03/05/2022", "33/05/2022")
    with pytest.raises(InputError) as caught:
        import_files("kind", [csv_file(forms.parent, wrong)], TOLD)
    assert len(caught.value.problems) == 2


def test_forms_without_numbers_may_be_numbered(kind, forms):
    text = TEXT.replace("Form no,", "").replace("0012,", "").replace("0013,", "").replace("0014,", "")
    path = csv_file(forms.parent, text)
    with pytest.raises(InputError, match="no column holds the numbers of the forms"):
        import_files("kind", [path], TOLD)
    import_files("kind", [path], options_of(SAID, "day first", number_forms=True))
    assert list(read_transcript("kind").forms["form_id"]) == ["1", "2", "3"]


def say_of_attribute(folder, label, line):
    """Add a line to an attribute that an import has put into study.yml."""
    path = folder / "study.yml"
    settings = path.read_text(encoding="utf-8")
    path.write_text(settings.replace(f"    label: {label}\n", f"    label: {label}\n    {line}\n"), encoding="utf-8")
    read_study.cache_clear()


def test_a_word_that_is_no_category_is_named_with_the_likeliest(kind, forms):
    import_files("kind", [forms], TOLD)
    say_of_attribute(kind, "Job", "categories: [Nurse, Medic]")
    import_files("kind", [csv_file(forms.parent, TEXT.replace("Nurse", "NURSE"))])
    assert list(read_transcript("kind").forms["job"]) == ["Nurse", "", "Medic"]
    with pytest.raises(InputError, match=r"'Nures' is no category of 'Job'(.|\n)*write 'Nurse'"):
        import_files("kind", [csv_file(forms.parent, TEXT.replace("Nurse", "Nures"))])


def test_a_score_off_its_scale_is_named_with_its_place(kind, forms):
    calm = TEXT.replace("Job", "Calm").replace("Nurse", "7").replace("Medic", "10")
    import_files("kind", [csv_file(forms.parent, calm)], options_of(["Calm=attribute", *SAID[1:]], "day first"))
    say_of_attribute(kind, "Calm", "scale: [0, 10]")
    import_files("kind", [csv_file(forms.parent, calm.replace("7", "6.5"))])
    assert list(read_transcript("kind").forms["calm"]) == ["6.5", "", "10"]
    for wrong in ("11", "-1", "seven", "nan"):
        with pytest.raises(
            InputError, match=rf"row 2.*Calm.*'{wrong}' is no score of 'Calm'(.|\n)*from 0 to 10 such as 5"
        ):
            import_files("kind", [csv_file(forms.parent, calm.replace("7", wrong))])
    assert list(read_transcript("kind").forms["calm"]) == ["6.5", "", "10"]


def test_a_question_that_study_yml_gains_is_blank_for_stored_forms(kind, forms):
    import_files("kind", [forms], TOLD)
    grown = TEXT.replace("?\n", "?,Anything else?\n", 1).replace("n/a\n", "n/a,Yes it was warm\n")
    grown = grown.replace("applicable\n", "applicable,\n").replace('A1)"', 'A1)",')
    done = import_files("kind", [csv_file(forms.parent, grown)], options_of(["Anything else?=question"]))
    assert done.differences.changed
    assert read_transcript("kind").answers.query("question == 'anything_else'")["text"].tolist() == [
        "Yes it was warm",
        "",
        "",
    ]


LONG = "Form,When,Question,Response\n1,19 May 2022,helped,The tea\n1,,change,-\n2,20 May 2022,helped,All\n"


def test_the_long_shape(kind, forms):
    import_files("kind", [csv_file(forms.parent, LONG)], options_of(["When=session_date"]))
    stored = read_transcript("kind")
    assert stored.forms.to_numpy().tolist() == [["1", "2022-05-19"], ["2", "2022-05-20"]]
    assert stored.answers.to_numpy().tolist() == [
        ["1", "helped", "answered", "The tea"],
        ["1", "change", "blank", ""],
        ["2", "helped", "answered", "All"],
        ["2", "change", "blank", ""],
    ]
    assert not import_files("kind", [csv_file(forms.parent, LONG)]).differences


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("1,,change", "1,,helped", "form '1' has two answers to 'helped'"),
        ("1,,change", "1,20 May 2022,change", "form '1' has '2022-05-19' and '2022-05-20' for the date"),
        ("1,,change", ",,change", "the number of the form is missing"),
    ],
)
def test_rows_of_the_long_shape_that_disagree_are_named(kind, forms, old, new, what):
    with pytest.raises(InputError) as caught:
        import_files("kind", [csv_file(forms.parent, LONG.replace(old, new))], options_of(["When=session_date"]))
    assert what in str(caught.value)


def test_a_question_of_the_long_shape_that_the_study_does_not_have_can_be_told(kind, forms):
    import_files("kind", [csv_file(forms.parent, LONG)], options_of(["When=session_date"]))
    other = csv_file(forms.parent, LONG.replace("helped", "Q1").replace("change", "Q2"))
    with pytest.raises(InputError, match="the study has no question 'Q1'"):
        import_files("kind", [other])
    assert not import_files("kind", [other], options_of(["Q1=question helped", "Q2=question change"])).differences
    assert not import_files("kind", [other]).differences


def test_several_files_of_several_kinds_at_once(kind, forms):
    import_files("kind", [forms], TOLD)

    def one(document):
        for line in ("Form 0015", "Workshop date: 21 May 2022", "What helped you most?"):
            document.add_paragraph(line)
        document.add_paragraph("The stars")

    sheet = xlsx(forms.parent, [line.split(",") for line in TEXT.split("\n")[:2]], "b.xlsx")
    done = import_files("kind", [docx(forms.parent, one), sheet])
    assert done.differences.added == ("0015",)
    assert read_transcript("kind").answers.iloc[-2].tolist() == ["0015", "helped", "answered", "The stars"]


def test_files_of_one_import_may_not_share_a_form(kind, forms):
    with pytest.raises(InputError, match="stands in another of the files too"):
        import_files("kind", [forms, csv_file(forms.parent, TEXT, "again.csv")], TOLD)


def test_a_map_for_a_column_that_no_file_has_is_told(kind, forms):
    with pytest.raises(InputError, match=r"no file has the column 'Jop'(.|\n)*write 'Job'"):
        import_files("kind", [forms], options_of(["Jop=attribute", *SAID], "day first"))


def test_in_a_terminal_what_is_open_is_asked(kind, forms):
    asked, said = [], []
    answers = {"Job": "attribut", "What helped you most?": "question helped"}

    def ask(question, offer):
        asked.append(question)
        column = question.split("'")[1] if "'" in question else ""
        return answers.pop(column, "month" if "stands first" in question and len(asked) > 50 else "")

    import_command("kind", [forms], ask=ask, say=said.append)
    assert len(asked) == 5  # three columns, one of them twice, and the dates
    assert read_study("kind").attributes["job"].label == "Job"
    assert read_study("kind").transcripts.dates == "day first"
    assert any("is nothing that a column can be" in line for line in said)
    import_command("kind", [forms], ask=lambda *_: pytest.fail("asked again"), say=said.append)


@pytest.mark.parametrize(
    ("said", "what"),
    [({"dates": "day"}, "no order of dates"), ({"header_rows": 0}, "cannot name"), ({"maps": ["x"]}, "does not say")],
)
def test_options_that_are_not_understood_are_refused(said, what):
    with pytest.raises(InputError, match=what):
        options_of(**said)


def test_progress_is_told_to_the_end(kind, forms):
    seen = []
    import_files("kind", [forms], TOLD, progress=lambda *each: seen.append(each))
    assert seen[-1] == ("forms.csv", 3, 3)


def test_two_imports_in_different_places_store_the_same_bytes(kind, forms, tmp_path):
    import_files("kind", [forms], TOLD)
    script = (
        "from pathlib import Path; from sixphase.transcription.importing.new import new_study;"
        "from sixphase.transcription.importing.commands import options_of;"
        "from sixphase.transcription.importing.bringing import import_files;"
        f"new_study('kind'); import_files('kind', [Path({str(forms)!r})], options_of({SAID!r}, 'day first'))"
    )
    other = tmp_path / "elsewhere"
    (other / "data_raw").mkdir(parents=True)
    environment = {
        "SIXPHASE_ROOT": str(other),
        "PYTHONPATH": ":".join(sys.path),
        "PYTHONHASHSEED": "7",
        "TZ": "Asia/Tokyo",
    }
    subprocess.run([sys.executable, "-c", script], env=environment, check=True)
    assert state_of(other / "data_raw" / "kind") == state_of(kind)


def test_the_typing_sheet_comes_back_without_a_question(kind, forms):
    """What the program gives out to be typed into, it takes in as it is."""
    openpyxl = pytest.importorskip("openpyxl")
    sheet = pytest.importorskip("sixphase.transcription.form.sheet")
    import_files("kind", [forms], TOLD)
    path = sheet.make_typing_sheet(read_study("kind"), forms.parent / "typing.xlsx")
    book = openpyxl.load_workbook(path)
    for column, text in enumerate(["0042", "2022-06-01", "Medic", "The whole day", "-"], 1):
        book["Forms"].cell(2, column).value = text
    book.save(path)
    assert import_files("kind", [path]).differences.added == ("0042",)
    assert read_transcript("kind").answers.iloc[-2].tolist() == ["0042", "helped", "answered", "The whole day"]


def test_earlier_words_of_an_attribute_are_cleaned_in_the_history(kind, forms):
    """A decision made since takes a name out of an attribute: the history must not keep it as what stood before."""
    import_files("kind", [forms], TOLD)

    def nurses_out(transcript):
        return Transcript(transcript.forms.replace({"job": {"Nurse": "[NAME 1]"}}), transcript.answers)

    apply_again("kind", nurses_out)
    (change,) = read_history("kind")[-1]["changed"]
    assert (change["before"], change["after"]) == ("[NAME 1]", "[NAME 1]")


def asking(**answers):
    """Answers by column; Enter for everything else."""
    return lambda question, offer: answers.get(question.split("'")[1], offer or "day")


def refusing(_):
    raise refuse("a word waits for a decision")


def test_what_was_answered_is_kept_where_names_stop_the_import(kind, forms):
    before, said = state_of(kind), []
    ask = asking(Job="attribute", **{"What helped you most?": "question", "What would you change?": "leave out"})
    with pytest.raises(InputError, match="waits for a decision"):
        import_command("kind", [forms], ask=ask, say=said.append, names_out=refusing)
    now = state_of(kind)
    assert now.keys() - before.keys() == {"private/agreed.json"} and before.items() <= now.items()
    assert any("kept for the next import" in line for line in said)
    again = lambda *_: pytest.fail("asked again")  # noqa: E731
    import_command("kind", [forms], ask=again, say=said.append, names_out=without_names)
    assert [question.asks for question in read_study("kind").questions] == ["What helped you most?"]
    assert "private/agreed.json" not in state_of(kind)


def test_that_forms_are_to_be_numbered_is_kept_too_but_not_for_other_files(kind):
    told = options_of(["Job=leave out", "What helped you most?=question"])
    text = "Job,What helped you most?\nNurse,The kind talk\nNurse,The tea\n"
    plain = csv_file(kind.parents[1], text, "plain.csv")
    with pytest.raises(InputError, match="waits"):
        import_command("kind", [plain], told, ask=lambda *_: "", names_out=refusing, say=list)
    other = csv_file(kind.parents[1], text.replace("Job,", "Trade,"), "other.csv")
    with pytest.raises(InputError, match="number"):
        import_command("kind", [other], options_of(["Trade=leave out"]), say=list)
    import_command("kind", [plain], ask=lambda *_: pytest.fail("asked again"), names_out=without_names, say=list)
    assert len(read_study("kind").questions) == 1


def test_what_was_kept_gives_way_to_what_is_said_now_and_to_other_files(kind, forms):
    with pytest.raises(InputError, match="waits"):
        import_command("kind", [forms], TOLD, names_out=refusing, say=list)
    other = csv_file(forms.parent, TEXT.replace("What would you change?", "Anything else?"), "other.csv")
    import_command("kind", [other], options_of(["Anything else?=leave out", "Job=leave out"]), say=list)
    assert [question.id for question in read_study("kind").questions] == ["helped"]
    assert not read_study("kind").attributes


@pytest.mark.parametrize("spoilt", [b"", b"{", b"[1]", b'{"columns": {"Job": 1}, "dates": "later"}', b"\xff"])
def test_a_spoilt_file_of_answers_is_as_none(kind, forms, spoilt):
    (kind / "private" / "agreed.json").write_bytes(spoilt)
    with pytest.raises(InputError, match=r"nobody said|which nobody"):
        import_command("kind", [forms], say=list)


def test_the_question_says_that_enter_accepts_and_what_a_column_can_be(kind, forms):
    asked, said = [], []

    def ask(question, offer):
        asked.append(question)
        return offer or "day"

    import_command("kind", [forms], ask=ask, say=said.append)
    assert any(question.endswith("[Enter: attribute]") for question in asked)
    assert any("Enter accepts" in line and "question or attribute (a new one)" in line for line in said)
