"""When Quarto renders, and how it is called. The `quarto` of these tests is a stand-in that writes down its call."""

import json
import os
import sys
from pathlib import Path

import pytest
from lxml import etree
from writeup.fixture_paper.staging import stage

from sixphase.study.problem import InputError
from sixphase.writeup.render import render, renderer
from sixphase.writeup.render.jats import finish_jats
from sixphase.writeup.render.metadata import front
from sixphase.writeup.render.quarto import after_quarto, find_quarto

STAND_IN = """#!{python}
# A stand-in for Quarto: it says its version, writes down how it was called, and leaves a file as Quarto would.
import json, os, pathlib, sys
log = pathlib.Path({log!r})
if sys.argv[1:] == ["--version"]:
    print({version!r})
    sys.exit({version_status})
project = pathlib.Path("_quarto.yml").read_text()
call = {{"arguments": sys.argv[1:], "project": project, "folder": os.getcwd()}}
call["epoch"] = os.environ["SOURCE_DATE_EPOCH"]
log.write_text(log.read_text() + json.dumps(call) + "\\n")
if {fails}:
    print("ERROR: Error parsing YAML\\nline 7: the stand-in is told to fail", file=sys.stderr)
    sys.exit(1)
name = {{"html": "paper.html", "typst": "paper.pdf", "jats_publishing": "paper.xml"}}[sys.argv[4]]
if {writes}:
    (pathlib.Path("reports/staged") / name).write_text({output!r})
"""

QUARTO_XML = """<?xml version="1.0"?>
<article xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:mml="http://www.w3.org/1998/Math/MathML">
<front><article-meta><title-group><article-title>Old</article-title></title-group>
<abstract><p>Short.</p></abstract></article-meta></front>
<body><sec id="sec-a"><title>One</title>
<p>See <xref alt="Table 1" rid="tbl-x">Table\u00a01</xref>.</p>
<fig id="tbl-x"><caption><p>Table\u00a01: The <italic>phases</italic></p></caption>
<table-wrap><table><tbody><tr><td>a</td></tr></tbody></table></table-wrap></fig>
<fig id="fig-y"><caption><p>Figure\u00a01: Bars</p></caption>
<graphic xlink:href="_study/figures/invented_bars.png"/></fig></sec></body><back/></article>"""


@pytest.fixture
def quarto(tmp_path, monkeypatch):
    """Put a stand-in on the path; gives the calls that it was given."""
    log = tmp_path / "calls.jsonl"
    log.write_text("")

    def put(version="1.9.37", version_status=0, fails=False, writes=True, output="<html>by the stand-in</html>"):
        folder = tmp_path / "bin"
        folder.mkdir(exist_ok=True)
        script = folder / "quarto"
        values = locals() | {"python": sys.executable, "log": str(log)}
        script.write_text(STAND_IN.format(**{k: values[k] for k in _NAMES}), encoding="utf-8")
        script.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
        return lambda: [json.loads(line) for line in log.read_text().splitlines()]

    return put


_NAMES = ("python", "log", "version", "version_status", "fails", "writes", "output")


def test_a_fitting_quarto_renders(quarto, tmp_path):
    calls = quarto()
    staged = stage(tmp_path)
    paper, *_ = render(staged, tmp_path / "out", "html")
    assert paper.read_text() == "<html>by the stand-in</html>"
    (call,) = calls()
    assert call["arguments"] == ["render", "reports/staged/paper.qmd", "--to", "html", "--no-execute"]
    assert call["epoch"] == "1795392000"  # 2026-11-23, the paper's date
    assert renderer() == "Quarto 1.9.37"


def test_quarto_works_in_a_copy_and_runs_nothing_else(quarto, tmp_path):
    calls = quarto()
    staged = stage(tmp_path)
    before = {p: p.read_bytes() for p in staged.rglob("*") if p.is_file()}
    assert b"pre-render" in before[staged / "_quarto.yml"]
    render(staged, tmp_path / "out", "pdf")
    (call,) = calls()
    assert "pre-render" not in call["project"] and "post-render" not in call["project"]
    assert "reports/staged/paper.qmd" in call["project"]
    assert Path(call["folder"]) != staged and not Path(call["folder"]).exists()
    assert {p: p.read_bytes() for p in staged.rglob("*") if p.is_file()} == before


@pytest.mark.parametrize(
    ("version", "status", "found"),
    [
        ("1.9.0", 0, "1.9.0"),
        ("1.10.19", 0, "1.10.19"),
        ("2.0", 0, "2.0"),
        ("1.8.27", 0, None),
        ("1.5.57", 0, None),
        ("0.99.9", 0, None),
        ("1.9.0", 1, None),
        ("no version", 0, None),
        ("", 0, None),
    ],
)
def test_which_versions_fit(quarto, version, status, found):
    quarto(version=version, version_status=status)
    assert find_quarto() == found


def test_no_quarto_on_the_path(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_quarto() is None


def test_one_that_is_too_old_is_not_used(quarto, tmp_path):
    calls = quarto(version="1.8.27")
    paper, *_ = render(stage(tmp_path), tmp_path / "out", "html")
    assert calls() == []
    assert "What twenty invented answers tell" in paper.read_text(encoding="utf-8")
    assert renderer().startswith("built-in: pandoc")


def test_its_failure_is_told_in_its_words(quarto, tmp_path):
    quarto(fails=True)
    with pytest.raises(InputError, match="the stand-in is told to fail"):
        render(stage(tmp_path), tmp_path / "out", "html")
    assert not (tmp_path / "out").exists()


def test_leaving_no_file_is_a_failure(quarto, tmp_path):
    quarto(writes=False)
    with pytest.raises(InputError, match="Quarto could not make the paper as html"):
        render(stage(tmp_path), tmp_path / "out", "html")


def test_markup_outside_the_common_part_never_reaches_it(quarto, tmp_path):
    calls = quarto()
    with pytest.raises(InputError, match="'panel-tabset' is not known here"):
        render(stage(tmp_path, "::: {.panel-tabset}\nx\n:::\n"), tmp_path / "out", "html")
    assert calls() == []


def test_its_article_is_finished_like_the_other(quarto, tmp_path):
    quarto(output=QUARTO_XML)
    files = render(stage(tmp_path), tmp_path / "out", "jats")
    assert [f.name for f in files] == ["paper.xml", "invented_bars.png"]
    assert b"<surname>Invented</surname>" in files[0].read_bytes()


def test_a_table_that_quarto_wraps_in_a_figure_is_freed():
    xml, pictures = finish_jats(QUARTO_XML.encode(), front({"title": "T", "date": "2026-11-23"}))
    article = etree.fromstring(xml)
    table = article.find(".//table-wrap")
    assert table.getparent().tag == "sec"
    assert (table.get("id"), table.findtext("label")) == ("tbl-x", "Table 1")
    assert "".join(table.find("caption/p").itertext()) == "The phases"
    assert article.find(".//xref").get("ref-type") == "table"
    assert [f.get("id") for f in article.iter("fig")] == ["fig-y"]
    assert pictures == {"figures/invented_bars.png": "_study/figures/invented_bars.png"}


def test_quarto_render_alone_ends_in_the_study_s_folder(tmp_path):
    staged = stage(tmp_path)
    (staged / "reports" / "staged" / "paper.html").write_text("<html>raw</html>")
    (staged / "reports" / "staged" / "paper.xml").write_text(QUARTO_XML)
    made = after_quarto(staged, "invented")
    assert [p.relative_to(staged).as_posix() for p in made] == [
        "reports/invented/paper.html",
        "reports/invented/paper.xml",
        "reports/invented/figures/invented_bars.png",
    ]
    assert not (staged / "reports" / "staged" / "paper.html").exists()
