"""Letters come back as they were typed, whatever wrote the file; two readings of the same bytes never differ."""

from pathlib import Path

import pytest

from sixphase.study.problem import InputError
from sixphase.transcription.importing.encodings import decode

FILE = Path("forms.csv")
ENGLISH = "id,said\n1,I don’t know – it was “lovely”, £5 well spent\n2,A café, naïve but kind…\n"
NO_TYPOGRAPHY = "id,said\n1,The café was très bien\n2,Zoë and Renée, £10\n"


@pytest.mark.parametrize(
    ("codec", "called"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("cp1252", "Windows-1252"),
        ("mac_roman", "MacRoman"),
    ],
)
@pytest.mark.parametrize("text", [ENGLISH, ENGLISH.replace("\n", "\r\n"), ENGLISH.replace("\n", "\r")])
def test_typographic_english_comes_back(codec, called, text):
    found = decode(text.encode(codec), FILE)
    assert (found.text, found.encoding, found.notes) == (text, called, ())


@pytest.mark.parametrize(
    ("codec", "called"), [("cp1252", "Windows-1252"), ("mac_roman", "MacRoman"), ("cp850", "DOS (code page 850)")]
)
def test_accents_alone_tell_the_encoding(codec, called):
    found = decode(NO_TYPOGRAPHY.encode(codec), FILE)
    assert (found.text, found.encoding) == (NO_TYPOGRAPHY, called)


@pytest.mark.parametrize("text", ["id\n1\n", "it's fine", "a\tb"])
def test_ascii_is_utf_8(text):
    assert decode(text.encode(), FILE).encoding == "UTF-8"


@pytest.mark.parametrize("byte", [b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d", b"\xff", b"\x00"])
def test_no_byte_is_lost_or_breaks_the_reader(byte):
    found = decode(b"id,said\n1,calm" + byte + b" and kind\n", FILE)
    assert found.text.startswith("id,said\n1,calm") and found.text.endswith(" and kind\n")


def test_lines_of_two_encodings_are_read_each_in_its_own_and_told():
    raw = "1,naïve café\n".encode() + "2,I don’t\n".encode("cp1252") + b"3,plain\n"
    found = decode(raw, FILE)
    assert found.text == "1,naïve café\n2,I don’t\n3,plain\n"
    assert "line 2" in found.notes[0] and "Windows-1252" in found.notes[0]


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"\xef\xbb\xbfid\n\xff\xfe\n", "UTF-8"),
        (b"\xff\xfei\x00d\x00\n", "UTF-16"),
        (b"\xff\xfe\x00\x00abc", "UTF-32"),
    ],
)
def test_a_mark_that_lies_is_refused(raw, what):
    with pytest.raises(InputError, match=what):
        decode(raw, FILE)


def test_a_person_may_say_the_encoding():
    assert decode("Prävention ű".encode("cp1250"), FILE, "cp1250").text == "Prävention ű"
    with pytest.raises(InputError, match="no encoding"):
        decode(b"a", FILE, "klingon")
    with pytest.raises(InputError, match="is not utf-8"):
        decode(b"\xff", FILE, "utf-8")
