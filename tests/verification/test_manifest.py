"""The manifest: what it says of files and versions, how it stands in its file, and what is refused as one."""

import hashlib
import json

import pytest

from sixphase.study.problem import InputError
from sixphase.verification.layout import WIDTH, as_text
from sixphase.verification.manifest import entries, locked_packages, read_manifest, same_file

FILE = {"sha256": "0" * 64, "size": 3}
GOOD = {
    "format": 1,
    "study": "s",
    "seed": 1,
    "parameters": {"study": "s"},
    "python": "3.12",
    "renderer": "built-in",
    "packages": {"numpy": "2.1.0"},
    "inputs": {"data_raw/s/study.yml": FILE},
    "outputs": {"data_processed/s/values.json": FILE},
}


def test_a_file_is_named_with_its_digest_and_size(tmp_path):
    (tmp_path / "b").write_bytes(b"abc")
    (tmp_path / "a").write_bytes(b"")
    made = entries({"x/b": tmp_path / "b", "x/a": tmp_path / "a"})
    assert list(made) == ["x/a", "x/b"]
    assert made["x/b"] == {"sha256": hashlib.sha256(b"abc").hexdigest(), "size": 3}


@pytest.mark.parametrize("name", ["data_raw/s/private/key.csv", "private/key.csv", "data_raw/s/private"])
def test_nothing_private_is_described(tmp_path, name):
    (tmp_path / "key.csv").touch()
    with pytest.raises(ValueError, match="private"):
        entries({name: tmp_path / "key.csv"})
    assert entries({"data_raw/s/privately.csv": tmp_path / "key.csv"})


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"sha256": "a"}, {"sha256": "a"}, True),
        ({"sha256": "a"}, {"sha256": "b"}, False),
        ({"sha256": "a", "written": "w"}, {"sha256": "b", "written": "w"}, True),  # outputs saved with a notebook
        ({"sha256": "a", "written": "w"}, {"sha256": "a", "written": "v"}, False),
        ({"sha256": "a", "written": "w"}, {"sha256": "b"}, False),
    ],
)
def test_what_makes_two_files_the_same(one, other, same):
    assert same_file(one, other) is same


@pytest.mark.parametrize(
    ("lock", "found"),
    [
        ("a==1.0 \\\n    --hash=sha256:00\n", {"a": "1.0"}),
        ("# a==1.0\n    # via b==2\n", {}),
        ("a-b.c==1.0.post1\n", {"a-b.c": "1.0.post1"}),
        ("a==1 ; x == 'y' \\\n  --hash=0\na==2 ; x == 'z'\n", {"a": "1 ; x == 'y' | 2 ; x == 'z'"}),
        ("b==1\na==1\n", {"a": "1", "b": "1"}),
    ],
)
def test_versions_are_those_of_the_lock_file(lock, found):
    assert locked_packages(lock) == found
    assert list(locked_packages(lock)) == sorted(found)


def test_a_manifest_reads_back_and_has_one_file_a_line(tmp_path):
    held = {**GOOD, "contents": {"t.csv": {"columns": ["é"], "rows": [f"{i:08x} {i}" for i in range(100)]}}}
    text = as_text(held)
    assert json.loads(text) == held
    assert max(len(line) for line in text.splitlines() if "sha256" not in line) <= WIDTH
    long = {**GOOD, "outputs": {"data_processed/" + "x" * 150: FILE, "b": FILE}}
    (line,) = (line for line in as_text(long).splitlines() if "xxx" in line)
    assert line.endswith('"size": 3},')
    (tmp_path / "m.json").write_text(text, encoding="utf-8")
    assert read_manifest(tmp_path / "m.json") == held


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"format": 2}, "its format is not 1"),
        ({"seed": "1"}, "'seed'"),
        ({"packages": ["numpy"]}, "'packages'"),
        ({"packages": {"numpy": 2}}, "'packages'"),
        ({"contents": []}, "'contents'"),
        ({"inputs": {"../outside": FILE}}, "'inputs'"),
        ({"inputs": {"data_raw/s/private/key.csv": FILE}}, "'inputs'"),
        ({"outputs": {"/etc/passwd": FILE}}, "'outputs'"),
        ({"outputs": {"a\\..\\b": FILE}}, "'outputs'"),
        ({"outputs": {"c:/b": FILE}}, "'outputs'"),
        ({"outputs": {"a": "0" * 64}}, "'outputs'"),
        ({"outputs": {"a": {"sha256": "short"}}}, "'outputs'"),
        ({"outputs": {"a": {"sha256": ["0" * 64]}}}, "'outputs'"),
    ],
)
def test_what_is_no_manifest_is_refused(tmp_path, change, told):
    path = tmp_path / "recorded_manifest.json"
    path.write_text(json.dumps({**GOOD, **change}), encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_manifest(path)
    assert told in str(error.value)
    assert "recorded_manifest.json" in str(error.value)


@pytest.mark.parametrize("raw", [b"", b"{", b"[1]", b"\xff\xfe", b"[" * 100_000, b"null"])
def test_what_is_no_json_is_refused(tmp_path, raw):
    (tmp_path / "m.json").write_bytes(raw)
    with pytest.raises(InputError, match="not a manifest"):
        read_manifest(tmp_path / "m.json")
