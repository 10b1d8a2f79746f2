"""The data dictionary in `data_raw/README.md` names every key of `study.yml`, every default word, and every file."""

from pathlib import Path

import pytest
from pydantic import BaseModel

from sixphase.study.settings import BLANK, ILLEGIBLE, NOT_APPLICABLE, AnswersFile, Attribute, Author, Question, Study

DICTIONARY = Path(__file__).resolve().parents[2].joinpath("data_raw", "README.md").read_text(encoding="utf-8")
PARTS = [AnswersFile, Attribute, Author, Question, Study]
PARTS += [f.annotation for f in Study.model_fields.values() if isinstance(f.annotation, type)]
PARTS += [Study.model_fields["paper"].annotation.model_fields["statements"].annotation]
KEYS = sorted(
    {key for part in PARTS if isinstance(part, type) and issubclass(part, BaseModel) for key in part.model_fields}
)


@pytest.mark.parametrize("key", KEYS)
def test_every_key_of_a_study_is_described(key):
    assert any(said in DICTIONARY for said in (f"`{key}`", f".{key}`", f"`{key}."))


@pytest.mark.parametrize("key", ["columns", "saturation_base", "ethics", "orcid", "categories", "asks", "file"])
def test_keys_of_every_part_are_among_them(key):
    assert key in KEYS


@pytest.mark.parametrize(
    ("key", "words"), [("blank", BLANK), ("illegible", ILLEGIBLE), ("not_applicable", NOT_APPLICABLE)]
)
def test_the_words_that_count_unless_a_study_says_otherwise(key, words):
    (line,) = [line for line in DICTIONARY.splitlines() if line.startswith(f"| `transcripts.{key}`")]
    assert line.split("|")[2].split("`")[1::2] == [word for word in words if word]


def test_no_table_is_broken_by_an_empty_line():
    lines = DICTIONARY.splitlines()
    heads = [n for n, line in enumerate(lines) if line.startswith("|") and not lines[n - 1].startswith("|")]
    assert all(lines[n + 1].startswith("|---") for n in heads)
