"""What a codebook may leave out, and where codes may stand."""

import pytest
import yaml
from pydantic import ValidationError

from sixphase.study.codebook import Codebook, codebook_or_empty, read_codebook

BOOK = """
themes:
  - id: T1
    name: Kindness
    codes: [{id: K0, name: Warmth}]
    subthemes:
      - {id: T1.1, name: To oneself, short: Self, codes: [{id: K1, name: Rest, definition: Doing nothing.}]}
codes:
  - {id: K2, name: Loose}
"""


def test_codes_stand_under_subthemes_themes_and_at_the_top():
    book = Codebook.model_validate(yaml.safe_load(BOOK))
    assert [entry.id for entry in book.entries()] == ["T1", "T1.1", "K1", "K0", "K2"]
    assert book.themes[0].short == "Kindness" and book.themes[0].definition == ""
    assert book.short_names() == {"T1": "Kindness", "T1.1": "Self"}
    assert book.find("Kindness", "To oneself") == "T1.1"


def test_the_outline_has_every_entry_under_what_it_stands_under():
    text = BOOK.replace("K2, name: Loose", "c-0123abcd, name: '<b>Loose</b>', definition: \"a\\n\\nb\"")
    book = Codebook.model_validate(yaml.safe_load(text))
    assert book.outline().splitlines() == [
        "T1 Kindness",
        "    T1.1 To oneself",
        "        K1 Rest: Doing nothing.",
        "    K0 Warmth",
        "<b>Loose</b>: a b",  # the id that the desk made is left out
    ]
    assert [code.name for code in book.further_codes] == ["Rest", "Warmth", "<b>Loose</b>"]


@pytest.mark.parametrize("old, new", [("K2", "K1"), ("K0", "T1")])
def test_an_id_stands_once_among_all(old, new):
    with pytest.raises(ValidationError, match="more than once"):
        Codebook.model_validate(yaml.safe_load(BOOK.replace(old, new)))


@pytest.mark.parametrize("content", [None, "", "# nothing yet\n"])
def test_no_codebook_is_an_empty_one(tmp_path, monkeypatch, content):
    from sixphase.study import paths

    raw = tmp_path / "data_raw" / "new"
    raw.mkdir(parents=True)
    if content is not None:
        (raw / "codebook.yml").write_text(content, encoding="utf-8")
    monkeypatch.setenv("SIXPHASE_ROOT", str(tmp_path))
    paths.root.cache_clear()
    assert codebook_or_empty("new") == Codebook()
    paths.root.cache_clear()


def test_the_published_codebook_has_the_apostrophe_of_print():
    """Its definitions go into the paper letter by letter, beside prose whose apostrophes are set for print."""
    assert "'" not in "".join(
        getattr(entry, part)
        for theme in read_codebook("cmt_published").themes
        for entry in (theme, *theme.subthemes)
        for part in ("definition", "when", "when_not")
    )
