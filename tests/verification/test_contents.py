"""What is in values, notebooks and papers, and naming what differs in them."""

import io
import json
import zipfile

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from sixphase.verification.contents import content_of, contents, differs
from sixphase.verification.texts import lines_of

SIZES = ({"sha256": "a", "size": 1}, {"sha256": "b", "size": 2})


def told(tmp_path, name, before, now, at_hand=True):
    """What is said of a file `name` that was `before` and is `now`."""
    old, new = tmp_path / "old" / name, tmp_path / "new" / name
    for path, raw in ((old, before), (new, now)):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(raw)
    found = differs(f"data_processed/s/{name}", new, content_of(old), SIZES, old if at_hand else None)
    return found.same, found.how


def values(**changes):
    held = {"answers.count": {"value": 80, "text": "80", "cell": "count", "notebook": "n"}}
    held["share.kind"] = {"value": 0.25, "text": "25%", "cell": "share", "notebook": "n"}
    for key, change in changes.items():
        held[key.replace("__", ".")] |= change
    return json.dumps(held).encode()


@pytest.mark.parametrize(
    ("changes", "same", "how"),
    [
        ({"answers__count": {"value": 81, "text": "81"}}, False, ["answers.count: was '80', now '81'"]),
        ({"share__kind": {"value": 0.25 + 1e-12}}, True, ["share.kind: was 0.25, now 0.250000000001 (printed alike)"]),
        ({"share__kind": {"value": 0.26}}, False, ["share.kind: was 0.25, now 0.26 (printed alike)"]),
        ({"share__kind": {"cell": "other"}}, True, ["share.kind: was made by the cell 'share', now by 'other'"]),
        ({}, True, ["the same values, written in another way"]),
    ],
)
def test_a_value_is_told_with_before_and_after(tmp_path, changes, same, how):
    assert told(tmp_path, "values.json", values(), values(**changes)) == (same, how)


def test_a_value_that_is_missing_is_told(tmp_path):
    less = json.dumps({"share.kind": json.loads(values())["share.kind"]}).encode()
    assert told(tmp_path, "values.json", values(), less) == (False, ["answers.count is missing"])
    assert told(tmp_path, "values.json", less, values()) == (False, ["answers.count is new"])


def notebook(source="count()", printed="80", picture="AAAA", cell="count", other=True, title="n"):
    outputs = [
        new_output("stream", name="stdout", text=f"there are\n{printed}\n"),
        new_output("display_data", data={"image/png": picture, "text/plain": "<Figure>"}),
    ]
    cells = [new_code_cell(source, id=cell, outputs=outputs)]
    cells += [new_code_cell("2", id="second")] if other else []
    return nbformat.writes(new_notebook(cells=cells, metadata={"title": title})).encode()


@pytest.mark.parametrize(
    ("now", "same", "how"),
    [
        (notebook(printed="81"), False, ["cell 'count': what it printed differs: was '80', now '81'"]),
        (notebook(source="count(1)"), False, ["cell 'count': its text or code differs: was 'count()', now 'count(1)'"]),
        (notebook(picture="BBBB"), True, ["cell 'count': its figure differs"]),
        (notebook(other=False), False, ["cell 'second' is missing"]),
        (notebook(cell="counts"), False, ["cell 'count' is missing", "cell 'counts' is new"]),
        (notebook(title="m"), True, ["the same cells; what is said of the notebook as a whole differs"]),
    ],
)
def test_the_cell_of_a_notebook_is_named(tmp_path, now, same, how):
    assert told(tmp_path, "01.ipynb", notebook(), now) == (same, how)


def test_without_the_recorded_notebook_the_cell_is_still_named(tmp_path):
    found = told(tmp_path, "01.ipynb", notebook(), notebook(printed="81", picture="BB"), at_hand=False)
    assert found == (False, ["cell 'count': what it printed and its figure differs"])


def docx(*paragraphs):
    made = io.BytesIO()
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    words = "".join(f"<w:p><w:r><w:t>{p}</w:t></w:r></w:p>" for p in paragraphs)
    with zipfile.ZipFile(made, "w") as parts:
        parts.writestr("word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{words}</w:body></w:document>')
        parts.writestr("word/styles.xml", f"<styles>{len(paragraphs)}</styles>")
    return made.getvalue()


def html(*paragraphs, style="", broken=" "):
    words = "".join(f"<p>{p.replace(' ', broken)}</p>" for p in paragraphs)
    return f"<html><head><style>{style}</style></head><body>{words}<script>x</script></body></html>".encode()


def jats(*paragraphs):
    return ("<article><body>" + "".join(f"<p>{p}</p>" for p in paragraphs) + "</body></article>").encode()


@pytest.mark.parametrize(("name", "make"), [("paper.docx", docx), ("paper.html", html), ("paper.xml", jats)])
def test_the_first_differing_paragraph_of_a_paper_is_told(tmp_path, name, make):
    before = make("In all", "80 <i>answers</i> came" if make is not docx else "80 answers came", "Last é")
    now = make("In all", "81 answers came", "Last é")
    expected = "was '80 answers came', now '81 answers came'"
    assert told(tmp_path, name, before, now) == (False, [f"paragraph 2: {expected}"])
    assert told(tmp_path, name, before, now, at_hand=False) == (False, ["paragraph 2: now '81 answers came'"])
    same, how = told(tmp_path, name, before, make("In all", "80 answers came"))
    assert not same
    assert how == ["ends after paragraph 2; 3 were recorded"]


@pytest.mark.parametrize(
    "now",
    [html("80 answers", "came", style="p {}"), html("80 answers", "came", broken="\n"), html("80", "answers", "came")],
)
def test_words_that_are_set_otherwise_are_the_same_words(tmp_path, now):
    assert told(tmp_path, "paper.html", html("80 answers", "came"), now)[0] is True


def test_the_line_of_a_plain_text_is_that_of_an_editor(tmp_path):
    assert told(tmp_path, "s.yml", b"a: 1\n\n\nseed: 2\n", b"a: 1\n\n\nseed: 3\n") == (
        False,
        ["line 4: was 'seed: 2', now 'seed: 3'"],
    )


@pytest.mark.parametrize("name", ["a.png", "a.svg", "paper.pdf"])
def test_pictures_and_pdf_differ_in_bytes_only(tmp_path, name):
    same, how = told(tmp_path, name, b"1", b"2")
    assert same
    assert "was 1 bytes, now 2" in how[0]


def test_what_is_unknown_or_unreadable_is_never_the_same(tmp_path):
    assert told(tmp_path, "a.bin", b"1", b"2") == (False, ["was 1 bytes, now 2"])
    assert told(tmp_path, "values.json", values(), b"{")[0] is False
    assert told(tmp_path, "paper.docx", docx("a"), b"no zip")[0] is False
    assert told(tmp_path, "t.csv", b"a\n1\n", b"a\n1,2\n")[0] is False


@pytest.mark.parametrize("old", [5, {"columns": 3}, ["a b"], {"rows": []}, "x", [None]])
@pytest.mark.parametrize(("name", "raw"), [("values.json", values()), ("t.csv", b"a\n1\n"), ("n.ipynb", notebook())])
def test_a_record_that_was_tampered_with_is_told_not_followed(tmp_path, old, name, raw):
    (tmp_path / name).write_bytes(raw)
    found = differs(name, tmp_path / name, old, SIZES, None)
    assert not found.same
    assert found.how


def test_a_paper_cannot_fetch_or_include_anything(tmp_path):
    (tmp_path / "secret").write_text("hidden words", encoding="utf-8")
    hostile = f'<!DOCTYPE a [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]><a><p>seen &x;</p></a>'
    (tmp_path / "paper.xml").write_text(hostile, encoding="utf-8")
    assert "hidden" not in " ".join(lines_of(tmp_path / "paper.xml") or [])


def test_of_the_inputs_only_plain_files_of_the_study_are_looked_into(tmp_path):
    names = [
        "data_raw/s/answers.csv",
        "data_raw/s/forms.xlsx",
        "data_raw/s/letter.docx",
        "src/a.py",
        "data_raw/t/b.csv",
    ]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"a\n1\n")
    held = contents(tmp_path, {"study": "s", "inputs": dict.fromkeys(names), "outputs": {}})
    assert list(held) == ["data_raw/s/answers.csv"]
