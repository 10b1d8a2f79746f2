"""Forms typed as running text: the small grammar, with lines that look like it and are not."""

import shutil
import subprocess

import pytest
from transcription.importing.conftest import ASKING, BLANK, ODT, changed_part, csv_file, docx, open_document

from sixphase.study.problem import InputError
from sixphase.transcription.importing.reading import read_file

TWO = """Transcribed in June

Form 0012
Date: 19 May 2022
Occupation: Nursing
Q1: The breathing
and the tea

after lunch
Q2: -

Form no. 0013
Occupation: Medical
What helped you most?
Being told: you are enough
What to change?
Nothing. Note: it was a good day
"""


def read(tmp_path, text, name="forms.txt", study=ASKING):
    return read_file(csv_file(tmp_path, text, name), study)


def test_two_forms_in_a_text(tmp_path):
    table = read(tmp_path, TWO)
    assert table.names == ("Form", "Date", "Occupation", "Q1", "Q2", "What helped you most?", "What to change?")
    assert table.rows == [
        ["0012", "19 May 2022", "Nursing", "The breathing\nand the tea\n\nafter lunch", "-", "", ""],
        ["0013", "", "Medical", "", "", "Being told: you are enough", "Nothing. Note: it was a good day"],
    ]
    assert table.numbers == [3, 12] and not table.whole
    assert any("'Transcribed in June'" in note for note in table.notes)


@pytest.mark.parametrize(
    ("line", "begins"),
    [
        ("Form 7", True),
        ("FORM: 7", True),
        ("Form no 7", True),
        ("Form number: A-07", True),
        ("Participant 7", True),
        ("Respondent #7", True),
        ("Evaluation form 7", True),
        ("Form 7 was long", False),
        ("Forms 7 and 8", False),
        ("Form a group", False),
        ("Participants", False),
        ("I filled in form 7", False),
    ],
)
def test_what_begins_a_form(tmp_path, line, begins):
    table = read(tmp_path, f"Form 1\nQ1: a\n{line}\nQ2: b\n")
    assert len(table.rows) == 1 + begins


@pytest.mark.parametrize(
    ("text", "names", "answers"),
    [
        ("Q1: calm", ["Q1"], ["calm"]),
        ("Q1. What helped?\ncalm", ["Q1 What helped?"], ["calm"]),
        ("Q1: What helped?\ncalm", ["Q1 What helped?"], ["calm"]),
        ("Question 1\ncalm", ["Q1"], ["calm"]),
        ("Q1 What was good\ncalm", ["Q1 What was good"], ["calm"]),
        ("What helped you most?\ncalm", ["What helped you most?"], ["calm"]),
        ("What helped you most\ncalm", ["What helped you most"], ["calm"]),
        ("helped: calm", ["helped"], ["calm"]),
        ("Q1: calm\nQ and A was good", ["Q1"], ["calm\nQ and A was good"]),
        ("Q1: calm\nq2 was odd", ["Q1"], ["calm\nq2 was odd"]),
        ("Q1: calm\nMy tip: rest", ["Q1"], ["calm\nMy tip: rest"]),
        ("Ward: B\nQ1: calm", ["Ward", "Q1"], ["B", "calm"]),
        ("Q1: calm\n-----\nQ2: kind", ["Q1", "Q2"], ["calm", "kind"]),
        ("Q1:\n- calm\n- kind", ["Q1"], ["- calm\n- kind"]),
        ("Q1: calm\n=1+1", ["Q1"], ["calm\n=1+1"]),
    ],
)
def test_questions_and_what_only_looks_like_one(tmp_path, text, names, answers):
    table = read(tmp_path, f"Form 1\n{text}\n")
    assert list(table.names[1:]) == names
    assert table.rows[0][1:] == answers


def test_markdown_has_headings(tmp_path):
    text = "# Form 12\n**Date:** 19 May 2022\n\n## What was kind?\n\nThe **tea**\n#notaheading\n\n# Form 13\n## What was kind?\nAll\n"
    table = read(tmp_path, text, "forms.md", BLANK)
    assert table.names == ("Form", "Date", "What was kind?")
    assert table.rows == [["12", "19 May 2022", "The **tea**\n#notaheading"], ["13", "", "All"]]


@pytest.mark.parametrize(("name", "id_"), [("form_012.md", "012"), ("12.md", "12"), ("May form 7.md", "7")])
def test_one_form_in_a_file_has_its_number_from_the_name(tmp_path, name, id_):
    assert read(tmp_path, "# What was kind?\nThe tea\n", name, BLANK).rows == [[id_, "The tea"]]


@pytest.mark.parametrize("name", ["notes.md", "2022-05-19.md", "May 2022 form 7.md"])
def test_a_form_without_a_number_is_refused(tmp_path, name):
    with pytest.raises(InputError, match="which form this is"):
        read(tmp_path, "# What was kind?\nThe tea\n", name, BLANK)


def test_text_that_belongs_to_no_question_is_refused_with_its_line(tmp_path):
    with pytest.raises(InputError, match="line 2"):
        read(tmp_path, "Form 1\nlost words here\nQ1: a\n")


def test_a_question_twice_in_a_form_is_refused(tmp_path):
    with pytest.raises(InputError, match="'Q1' stands twice in form 1"):
        read(tmp_path, "Form 1\nQ1: a\nQ1: b\n")


def test_a_text_of_columns_is_a_table(tmp_path):
    assert read(tmp_path, "Form\tQ1\n1\ta: b\n", study=BLANK).rows == [["1", "a: b"]]


def many(document):
    document.add_heading("Evaluation forms", 0)
    for id_, said in (("0012", "The tea"), ("0013", "All of it")):
        document.add_heading(f"Form {id_}", 1)
        document.add_paragraph("Date: 19 May 2022")
        document.add_heading("What helped you most?", 2)
        document.add_paragraph(said)
        document.add_paragraph("and more\twith a tab")


def test_many_forms_by_headings_in_word(tmp_path):
    table = read_file(docx(tmp_path, many), ASKING)
    assert table.names == ("Form", "Date", "What helped you most?")
    assert table.rows == [
        ["0012", "19 May 2022", "The tea\nand more\twith a tab"],
        ["0013", "19 May 2022", "All of it\nand more\twith a tab"],
    ]


def of_rows(rows):
    def make(document):
        table = document.add_table(0, len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text

    return make


def test_many_forms_in_one_table_in_word(tmp_path):
    table = read_file(
        docx(tmp_path, of_rows([["Form", "Job", "Q1"], ["01", "Nurse", "a\nb"], ["02", "Medic", ""]])), BLANK
    )
    assert table.names == ("Form", "Job", "Q1") and table.rows == [["01", "Nurse", "a\nb"], ["02", "Medic", ""]]
    assert table.whole


def test_one_form_as_a_table_of_two_columns(tmp_path):
    rows = [
        ["Form number", "0012"],
        ["Occupation", "Nursing"],
        ["What helped you most?", "The tea"],
        ["What to change?", ""],
    ]
    table = read_file(docx(tmp_path, of_rows(rows)), ASKING)
    assert table.names == ("Form", "Occupation", "What helped you most?", "What to change?")
    assert table.rows == [["0012", "Nursing", "The tea", ""]]


def test_a_table_of_two_columns_may_be_one_of_forms(tmp_path):
    table = read_file(docx(tmp_path, of_rows([["Form", "What was kind?"], ["1", "tea"], ["2", "all"]])), BLANK)
    assert table.rows == [["1", "tea"], ["2", "all"]]


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda raw: raw.replace(b"<w:r>", b'<w:ins w:id="1" w:author="a"><w:r>', 1).replace(b"</w:r>", b"</w:r></w:ins>", 1), "tracked changes"),
        (lambda raw: raw.replace(b"<w:t>", b"<w:pict><w:txbxContent><w:p><w:r><w:t>hid</w:t></w:r></w:p></w:txbxContent></w:pict><w:t>", 1), "text box"),
        (lambda raw: raw[: len(raw) // 2], "damaged"),
        (lambda raw: raw.replace(b"<w:document", b"<!DOCTYPE a [<!ENTITY b 'c'>]><w:document", 1), "entities"),
    ],
)  # fmt: skip
def test_words_that_would_be_lost_are_refused(tmp_path, change, what):
    with pytest.raises(InputError, match=what):
        read_file(changed_part(docx(tmp_path, many), "word/document.xml", change), ASKING)


def test_words_inside_controls_and_links_are_kept(tmp_path):
    def wrapped(raw):
        whole = raw.replace(b"<w:body>", b"<w:body><w:sdt><w:sdtContent>", 1)
        return whole.replace(b"<w:sectPr", b"</w:sdtContent></w:sdt><w:sectPr", 1).replace(
            b"<w:t>The tea", b"<w:t>The </w:t></w:r><w:hyperlink><w:r><w:t>tea</w:t></w:r></w:hyperlink><w:r><w:t>", 1
        )

    table = read_file(changed_part(docx(tmp_path, many), "word/document.xml", wrapped), ASKING)
    assert table.rows[0][2].startswith("The tea\nand more")


def test_an_odt_reads_like_a_text(tmp_path):
    body = (
        "<office:text><text:h>Form 0012</text:h><text:p>Date:<text:s/>19 May 2022</text:p><text:list><text:list-item>"
        "<text:h>What was kind?</text:h></text:list-item></text:list><text:p>The <text:span>tea</text:span>"
        "<text:note><text:p>a note</text:p></text:note></text:p></office:text>"
    )
    table = read_file(open_document(tmp_path, body, ODT, "forms.odt"), BLANK)
    assert table.names == ("Form", "Date", "What was kind?") and table.rows == [["0012", "19 May 2022", "The tea"]]
    assert any("1 footnotes" in note for note in table.notes)


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("<text:tracked-changes><text:changed-region/></text:tracked-changes><text:p>Form 1</text:p>", "tracked"),
        (
            "<text:p>Form 1</text:p><draw:frame><draw:text-box><text:p>x</text:p></draw:text-box></draw:frame>",
            "text box",
        ),
    ],
)
def test_an_odt_with_words_that_would_be_lost_is_refused(tmp_path, body, what):
    with pytest.raises(InputError, match=what):
        read_file(open_document(tmp_path, f"<office:text>{body}</office:text>", ODT, "forms.odt"), BLANK)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_what_libreoffice_saves_as_odt_reads_like_the_docx(tmp_path):
    path = docx(tmp_path, many)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "odt", "--outdir", tmp_path / "out", path],
        capture_output=True, timeout=120,
    )  # fmt: skip
    made = tmp_path / "out" / "forms.odt"
    if not made.is_file():
        pytest.skip("this LibreOffice has no part for text")
    assert read_file(made, ASKING).rows == read_file(path, ASKING).rows
