"""Findings for programs, tables and people; and the page that documents them."""

import json
import re
import subprocess
import sys
from pathlib import Path

from writeup.audit.build import Same, figures, relation

from sixphase.writeup.audit import as_lines, as_table, audit, audit_study_files, disagreements, summary, to_json
from sixphase.writeup.audit.relations import KINDS

DOCS = Path(__file__).parents[3] / "docs" / "audit.md"
VALUES = {"a": "5 people", "b": "6 people", "c": "6 people"}
RELATIONS = [
    relation("equal", figures=["b", "c"], id="same"),
    relation("verbatim_repeats", id="quotes"),
    relation("maximum", figures=["a", "b"], id="largest"),
    relation("part_of", parts="b", whole="a", id="part", note="b are some of a."),
]
FINDINGS = audit(figures(**VALUES), RELATIONS, repeats=[Same("exact", ("E1", "E2"))])


def test_findings_come_as_declared_and_are_shown_gravest_first():
    assert [finding.id for finding in FINDINGS] == ["same", "quotes", "largest", "part"]
    assert [plain["id"] for plain in to_json(FINDINGS)] == ["part", "largest", "quotes", "same"]
    assert list(as_table(FINDINGS)["id"]) == ["part", "largest", "quotes", "same"]


def test_plain_findings_say_all_and_survive_json():
    part = json.loads(json.dumps(to_json(FINDINGS)))[0]
    assert part == {
        "id": "part",
        "kind": "part_of",
        "title": "part: 6 people exceed 5 people",
        "agrees": False,
        "gravity": "serious",
        "figures": [
            {"id": "a", "value": "5", "unit": "people", "where": "Somewhere", "what": "what a is"},
            {"id": "b", "value": "6", "unit": "people", "where": "Somewhere", "what": "what b is"},
        ],
        "arithmetic": "6 > 5",
        "explanation": "A part cannot be larger than its whole; these cannot all hold. "
        "Why they are compared: b are some of a.",
        "excerpt_ids": [],
        "repeats": [],
    }
    quotes = to_json(FINDINGS)[2]
    assert (quotes["excerpt_ids"], quotes["repeats"]) == (["E1", "E2"], [{"kind": "exact", "ids": ["E1", "E2"]}])


def test_the_table_has_one_row_a_finding():
    table = as_table(FINDINGS)
    assert table.loc[0, ["gravity", "figures", "places"]].tolist() == ["serious", "5 people; 6 people", "Somewhere"]
    assert table.loc[2, "excerpts"] == "E1 E2"
    assert list(as_table([]).columns) == list(table.columns)


def test_the_summary_counts():
    assert summary(FINDINGS) == "3 findings (1 serious, 1 minor and 1 note); 1 of 4 relations agree."
    assert summary(FINDINGS[:1]) == "No findings; 1 of 1 relations agree."
    assert [finding.id for finding in disagreements(FINDINGS)] == ["quotes", "largest", "part"]


def test_lines_keep_to_the_width_and_say_everything():
    for width in (60, 80):
        lines = as_lines(FINDINGS, figures(**VALUES).values(), width)
        assert max(map(len, lines)) <= width
    said = " ".join(" ".join(lines).split())
    for finding in disagreements(FINDINGS):
        assert f"{finding.gravity} {finding.title}" in said
        assert f"Arithmetic: {finding.arithmetic} {finding.explanation}" in said
    assert "Named by no relation: a, b, c." in said


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)


def test_the_documented_example_prints_what_is_documented(tmp_path):
    files = tmp_path / "reported_figures.csv", tmp_path / "reported_relations.yml"
    for path, language in zip(files, ("csv", "yaml"), strict=True):
        [content] = blocks(language)
        path.write_text(content, encoding="utf-8")
    [printed] = blocks("text")
    assert "\n".join(as_lines(audit_study_files(*files))) + "\n" == printed


def test_every_kind_is_documented_as_it_is_written():
    rows = re.findall(r"^\| `(\w+)` \| .+ \| `(.+)` \|$", DOCS.read_text(encoding="utf-8"), re.MULTILINE)
    assert dict(rows) == {kind: model.example for kind, model in KINDS.items()}


def test_the_audit_starts_quickly():
    """The command line calls it, so it may not bring the scientific stack along."""
    code = "import sys, sixphase.writeup.audit; print(*{'pandas', 'numpy', 'matplotlib', 'sklearn'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
