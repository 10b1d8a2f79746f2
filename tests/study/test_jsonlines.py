"""Lines that are added whole or not at all."""

import os

import pytest

from sixphase.study.jsonlines import append_lines, as_bytes, lines_of


@pytest.mark.parametrize(
    ("content", "lines", "cut_off"),
    [
        (b"", (), b""),
        (b"{}\n", ((1, b"{}"),), b""),
        (b"{}\n{}", ((1, b"{}"),), b"{}"),  # whole by chance, and nobody was told that it was saved
        (b"\n \n{}\r\n", ((3, b"{}\r"),), b""),
        ("{\u2028}\n".encode(), ((1, "{\u2028}".encode()),), b""),  # the line separator of Unicode ends no line
    ],
)
def test_lines(content, lines, cut_off):
    found = lines_of(content)
    assert (found.lines, found.cut_off) == (lines, cut_off)


def test_nothing_to_add_makes_no_file(tmp_path):
    append_lines(tmp_path / "a" / "b.jsonl", [])
    assert not list((tmp_path / "a").iterdir())


def test_lines_are_added_and_what_was_cut_off_is_closed(tmp_path):
    path = tmp_path / "a" / "b.jsonl"
    append_lines(path, [as_bytes({"b": "é", "a": 1}), as_bytes({"c": 2})])
    assert path.read_bytes() == '{"a": 1, "b": "é"}\n{"c": 2}\n'.encode()
    path.write_bytes(path.read_bytes()[:-1])
    append_lines(path, [as_bytes({})])
    assert path.read_bytes() == '{"a": 1, "b": "é"}\n{"c": 2} (cut off)\n{}\n'.encode()


def test_a_write_that_fails_leaves_the_file_as_it_was(tmp_path, monkeypatch):
    path = tmp_path / "b.jsonl"
    append_lines(path, [b"1\n"])

    def fails(handle):
        raise OSError("no")

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(OSError, match="no"):
        append_lines(path, [b"2\n"])
    assert path.read_bytes() == b"1\n"
    with pytest.raises(OSError, match="no"):
        append_lines(tmp_path / "c.jsonl", [b"2\n"])
    assert not (tmp_path / "c.jsonl").exists()
