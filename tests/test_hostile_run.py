"""A whole run of a study whose every word is an attack: nothing runs, nothing is fetched, nothing from outside is read.

A server on this machine waits for whoever follows an address in the study; nobody may come.
"""

import csv
import html
import io
import json
import re
import socket
import threading
import zipfile

import pytest
import yaml
from conftest import copy_of_the_project
from lxml import etree
from pypdf import PdfReader

pytestmark = pytest.mark.slow

STUDY = "cmt_published"
RAW, MADE, PAPER = f"data_raw/{STUDY}", f"data_processed/{STUDY}", f"reports/{STUDY}"


class Visits:
    """A server that counts who comes."""

    def __init__(self):
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]
        self.count = 0
        threading.Thread(target=self._wait, daemon=True).start()

    def _wait(self):
        while True:
            try:
                self.server.accept()[0].close()
            except OSError:
                return
            self.count += 1


@pytest.fixture
def visits():
    there = Visits()
    socket.create_connection(("127.0.0.1", there.port)).close()  # the server itself works
    yield there
    there.server.close()


def attacks(port, touch):
    web = f"http://127.0.0.1:{port}"
    return [
        "<script>alert('ATTACK')</script>",
        "<img src=x onerror=\"alert('ATTACK')\">",
        f"<img src='{web}/a.png'><iframe src='{web}/b'></iframe>",
        f"![picture]({web}/c.png)",
        "![picture](/etc/passwd)",
        "[click](javascript:alert('ATTACK'))",
        "{{< include /etc/passwd >}}",
        "{{< embed notebooks/01_transcription_import.ipynb >}}",
        "{{< var answers.count >}}",
        '`#read("/etc/passwd")`{=typst}',
        "$\\input{/etc/passwd}$ \\input{/etc/passwd}",
        f"=cmd|' /C touch {touch}'!A0",
        f"\"; import os; os.system('touch {touch}') #",
        f"```{{python}}\nopen('{touch}', 'w')\n```",
        f"%%bash\ntouch {touch}",
        "</td></tr></table><svg onload=\"alert('ATTACK')\">",
        "@fig-none [@nobody] [^1]",
        "::: content-visible",
        "see {#room 5} and {.note} and {.note",
    ]


def made_hostile(project, evil):
    answers = project.path(f"{RAW}/excerpts.csv")
    rows = list(csv.DictReader(io.StringIO(answers.read_text(encoding="utf-8"))))
    for at, row in enumerate(rows):
        row["text"] = f"{evil[at % len(evil)]} and word {at}"
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    answers.write_text(out.getvalue(), encoding="utf-8")
    all_of_it = " ".join(" ".join(evil).split())
    book = yaml.safe_load(project.path(f"{RAW}/codebook.yml").read_text(encoding="utf-8"))
    for theme in book["themes"]:
        for entry in (theme, *theme["subthemes"]):
            entry["definition"] = all_of_it
    book["themes"][0]["short"] = evil[1]
    project.path(f"{RAW}/codebook.yml").write_text(yaml.safe_dump(book, sort_keys=False), encoding="utf-8")
    settings = yaml.safe_load(project.path(f"{RAW}/study.yml").read_text(encoding="utf-8"))
    settings["source"] = settings["attributes"]["gender"]["label"] = evil[2]
    settings["paper"]["statements"] = dict.fromkeys(("ethics", "funding", "reflexivity"), all_of_it)
    project.path(f"{RAW}/study.yml").write_text(yaml.safe_dump(settings, sort_keys=False), encoding="utf-8")


def markup(project):
    """Everything that a browser, JupyterLab or an office program would take as markup, with its name."""
    for path in [*project.path(PAPER).rglob("*.html"), *project.path(PAPER).rglob("*.xml")]:
        yield path.name, path.read_text(encoding="utf-8")
    for path in project.path(PAPER).glob("*.docx"):
        with zipfile.ZipFile(path) as parts:
            for name in (name for name in parts.namelist() if name.endswith((".xml", ".rels"))):
                yield f"{path.name} {name}", parts.read(name).decode()
    for path in sorted(project.path(f"{MADE}/notebooks").glob("*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            for output in cell.get("outputs", ()):
                for kind in ("text/html", "image/svg+xml"):
                    yield f"{path.name} {cell['id']}", "".join(output.get("data", {}).get(kind, ""))


def harm(text):
    """What would run or be fetched, once the text is read as a browser does; words that only look so are text."""
    tree = etree.HTML((text or "<p/>").encode(), etree.HTMLParser(huge_tree=True, encoding="utf-8"))
    for element in tree.iter(etree.Element):
        for name, value in element.attrib.items():
            target = str(value).strip().lower()
            fetched = target.startswith("http://127.") and not _is_link(element)
            if name.lower().startswith("on") or target.startswith(("javascript:", "file:")) or fetched:
                yield f"{element.tag} {name}={value[:60]}"
        if element.tag in ("script", "iframe", "object", "embed") and "ATTACK" in (element.text or "ATTACK"):
            yield f"{element.tag}: {(element.text or '')[:60]}"


def _is_link(element):
    """An address that a reader has to follow; nothing is fetched before."""
    return element.tag in ("a", "ext-link") or element.get("type", "").endswith("/hyperlink")


def test_harm_is_seen_where_there_is_some():
    for text in [
        *attacks(1, "x")[:3],
        "<a href=' JavaScript:alert(1)'>x</a>",
        "<Relationship Target='file:///etc/x'/>",
    ]:
        assert list(harm(text)), text
        assert not list(harm(html.escape(text)))


def test_a_study_of_attacks_runs_and_does_no_harm(tmp_path, visits):
    project = copy_of_the_project(tmp_path)
    touched = tmp_path / "touched"
    made_hostile(project, attacks(visits.port, touched))
    done = project.sixphase("run", STUDY)
    assert done.returncode == 0, done.stderr
    looked_at = list(markup(project))
    assert len(looked_at) > 40
    assert [(name, found) for name, text in looked_at for found in harm(text)] == []
    for path in sorted(project.path(PAPER).glob("*.pdf")):
        words = " ".join(page.extract_text() for page in PdfReader(path).pages)
        assert not re.search(r"root:[^:]*:0:0", words)
        targets = [
            str(link.get_object()["/A"].get("/URI", ""))
            for page in PdfReader(path).pages
            for link in page.get("/Annots", ())
            if "/A" in link.get_object()
        ]
        assert not [t for t in targets if t.startswith(("javascript", "file"))]
    for name, content in project.outputs().items():
        assert not re.search(rb"root:[^:\s]*:0:0", content), name
    for path in sorted(project.path(f"{MADE}/notebooks").glob("*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            for output in cell.get("outputs", ()):
                told = "".join(output.get("data", {}).get("text/markdown", ""))
                assert not re.search(r"(?<!\\)(!?\[[^\]]*\]\(|<\w)", told), (path.name, cell["id"])
    assert not touched.exists()
    assert visits.count == 1  # ours
