"""Files and settings held against a record: the state of each, and the level of sameness that holds."""

import pytest

from sixphase.verification.differences import (
    EVERY_BYTE,
    NOT_THE_SAME,
    SAME_MEANING,
    compare_files,
    compare_settings,
    group_of,
)
from sixphase.verification.installed import not_as_locked
from sixphase.verification.manifest import entries
from sixphase.verification.report import MOST_PLACES, line_of_level, lines_of_causes, lines_of_table

BEFORE = {"data_processed/s/01/tables/a.csv": b"a\n1\n", "data_processed/s/01/figures/f.png": b"1", "reports/s/paper.pdf": b"1"}  # fmt: skip
TABLE, FIGURE, PAPER = BEFORE


def compared(tmp_path, **changes):
    now = {name: raw for name, raw in {**BEFORE, **changes}.items() if raw is not None}
    held = {}
    for folder, files in (("old", BEFORE), ("new", now)):
        for name, raw in files.items():
            path = tmp_path / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(raw)
        held[folder] = entries({name: tmp_path / folder / name for name in files})
    return compare_files(held["old"], held["new"], tmp_path / "new", {}, {})


@pytest.mark.parametrize(
    ("changes", "level", "states"),
    [
        ({}, EVERY_BYTE, []),
        ({FIGURE: b"2"}, SAME_MEANING, [(FIGURE, "different")]),
        ({PAPER: b"2", FIGURE: b"2"}, SAME_MEANING, [(FIGURE, "different"), (PAPER, "different")]),
        ({TABLE: b"a\n2\n"}, NOT_THE_SAME, [(TABLE, "different")]),
        ({FIGURE: b"2", TABLE: b"a\n2\n"}, NOT_THE_SAME, [(TABLE, "different"), (FIGURE, "different")]),
        ({FIGURE: None}, NOT_THE_SAME, [(FIGURE, "missing")]),
        ({"reports/s/other.pdf": b""}, NOT_THE_SAME, [("reports/s/other.pdf", "extra")]),
    ],
)
def test_each_file_has_its_state_and_all_together_a_level(tmp_path, changes, level, states):
    found = compared(tmp_path, **changes)
    assert found.level == level
    assert [(each.name, each.state) for each in found.differing] == states
    assert sum(found.same.values()) == len(BEFORE) - sum(state != "extra" for _, state in states)


RECORD = {"seed": 1, "python": "3.11", "renderer": "built-in", "platform": "Linux x86_64", "parameters": {"study": "s"}, "packages": {"numpy": "2.1", "pandas": "3.0"}}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({}, {}),
        ({"seed": 2}, {"seed": "the seed was 1, now 2"}),
        ({"python": "3.13"}, {"python": "Python was 3.11, now 3.13"}),
        ({"renderer": "Quarto 1.9"}, {"renderer": "the renderer was built-in, now Quarto 1.9"}),
        ({"platform": "Darwin arm64"}, {"platform": "the system was Linux x86_64, now Darwin arm64"}),
        ({"packages": {"numpy": "2.2", "pandas": "3.0"}}, {"packages": "versions in requirements.lock: numpy was 2.1, now 2.2"}),
        ({"packages": {"numpy": "2.1"}}, {"packages": "versions in requirements.lock: pandas was 3.0, now not there"}),
    ],
)  # fmt: skip
def test_other_settings_are_named(change, told):
    assert compare_settings(RECORD, {**RECORD, **change}) == told


def test_many_versions_are_cut():
    many = {f"p{i}": "2" for i in range(20)}
    (line,) = compare_settings({"packages": dict.fromkeys(many, "1")}, {"packages": many}).values()
    assert line.endswith("and 15 more")


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("data_raw/s/answers.csv", "study"),
        ("notebooks/01.ipynb", "notebooks"),
        ("src/sixphase/a.py", "program"),
        ("_quarto.yml", "settings"),
        ("reports/paper.qmd", "settings"),
        ("reports/parts/a.md", "settings"),
        ("reports/fonts/a.ttf", "settings"),
        ("reports/s/paper.pdf", "paper"),
        ("reports/s/figures/a.png", "paper"),
        ("data_processed/s/01/values.json", "values"),
        ("data_processed/s/01/tables.json", "lists"),
        ("data_processed/s/01/tables/a.csv", "tables"),
        ("data_processed/s/01/figures/a.svg", "figures"),
        ("data_processed/s/notebooks/01.ipynb", "executed"),
        ("data_processed/s/paper/_variables.yml", "sources"),
        ("data_processed/s/paper/reports/values.json", "sources"),
        ("data_processed/s/supplement/reports/staged/paper.qmd", "sources"),
        ("data_processed/s/supplement/reports/values.json", "sources"),
    ],
)
def test_every_file_belongs_to_a_group(name, group):
    assert group_of(name) == group


def test_the_report_counts_and_names(tmp_path):
    many = "a\n" + "".join(f"{i}\n" for i in range(9))
    found = compared(tmp_path, **{TABLE: many.encode(), FIGURE: None})
    lines = list(lines_of_table(found))
    assert lines[1].split() == ["tables", "0", "1", "0", "0"]
    assert lines[2].split() == ["figures", "0", "0", "1", "0"]
    assert lines[3].split() == ["the", "finished", "documents", "1", "0", "0", "0"]
    assert f"  missing   {FIGURE}" in lines
    assert len(lines) <= 6 + MOST_PLACES


def test_causes_stand_first_or_their_absence_is_said(tmp_path):
    same = compared(tmp_path)
    assert list(lines_of_causes({}, same, [])) == ["What goes in is as recorded: 3 files, the seed, the versions."]
    told = list(lines_of_causes({"seed": "the seed was 1, now 2"}, compared(tmp_path, **{PAPER: b"2"}), ["numpy 2 …"]))
    assert told[0] == "What goes in is not as recorded:"
    assert [line.strip() for line in told[-2:]] == ["the seed was 1, now 2", "numpy 2 …"]


def test_a_name_of_the_record_cannot_write_to_the_terminal(tmp_path):
    found = compare_files({"a\x1b[31m": {"sha256": "0"}}, {}, tmp_path, {}, {})
    assert not any("\x1b" in line for line in lines_of_table(found))


def test_the_level_is_said_in_words(tmp_path):
    assert "every byte: all 3 files" in line_of_level(compared(tmp_path), False)
    assert "as may be" in line_of_level(compared(tmp_path, **{FIGURE: b"2"}), True)
    assert "nothing should differ" in line_of_level(compared(tmp_path, **{FIGURE: b"2"}), False)
    assert "Not the same" in line_of_level(compared(tmp_path, **{TABLE: b"a\n3\n"}), True)


def test_installed_packages_are_held_against_the_lock():
    from importlib.metadata import version

    here = version("numpy")
    assert not_as_locked({"numpy": here, "not-there-at-all": "1 ; sys_platform == 'nowhere' or a == 'b'"}) == []
    assert not_as_locked({"numpy": f"0.1 ; python_version < '3' | {here} ; python_version >= '3'"}) == []
    assert not_as_locked({"numpy": "0.1"}) == [f"numpy {here} is installed, requirements.lock says 0.1"]
    assert not_as_locked({"not-there-at-all": "1"}) == ["not-there-at-all 1 is not installed"]
