"""Settings: a mistake is named by its key or line, and nothing unknown passes."""

import pytest

from sixphase.study.paths import StudyPaths
from sixphase.study.problem import InputError
from sixphase.study.settings import Study, read_study
from sixphase.study.yamlfile import read_yaml, validated

GOOD = StudyPaths("cmt_published").settings


def settings(tmp_path, change):
    path = tmp_path / "study.yml"
    path.write_text(change(GOOD.read_text(encoding="utf-8")), encoding="utf-8")
    return validated(Study, read_yaml(path), path)


def test_the_published_study_reads():
    study = read_study("cmt_published")
    assert study.approach == "codebook"
    assert study.answers.columns["text"] == "text"


@pytest.mark.parametrize(
    ("old", "new", "place", "what", "remedy"),
    [
        ("approach:", "aproach:", "key aproach", "'aproach' is not a setting", "write 'approach'"),
        ("approach: codebook", "approach: grounded", "key approach", "'reflexive', 'codebook'", ""),
        ("    text: text", "    text: no", "key answers.columns.text", "should be text", "quotation marks"),
        ("seed: 2601009", "seed: soon", "key seed", "integer", ""),
        ("seed: 2601009", "seed: -1", "key seed", "greater than or equal to 0", ""),
        ("small_cell: 5", "small_cel: 5", "key thresholds.small_cel", "not a setting", "write 'small_cell'"),
        ("small_cell: 5", "small_cell: 0", "key thresholds.small_cell", "greater than or equal to 1", ""),
        ("near_repeat: 0.95", "near_repeat: 95", "key thresholds.near_repeat", "less than 1", ""),
        ("  file: excerpts.csv", "  fil: excerpts.csv", "key answers.fil", "not a setting", "write 'file'"),
        ("    text: text", "    txt: text", "key answers.columns.txt", "'answer_id'", ""),
        ("seed: 2601009", "seed: 1\nseed: 2", "line", "stands twice", "indentation"),
        ("seed: 2601009", "seed: [1", "line", "not valid YAML", "indentation"),
        ("seed: 2601009", "seed: &a 1\nother: *a", "line", "alias", ""),
        ("seed: 2601009", "seed: !!python/name:os.system", "line", "not valid YAML", ""),
        ("title: Compassionate", "titel: Compassionate", "key titel", "not a setting", "write 'title'"),
    ],
)
def test_mistakes_are_named(tmp_path, old, new, place, what, remedy):
    with pytest.raises(InputError) as caught:
        settings(tmp_path, lambda text: text.replace(old, new, 1))
    told = [p for p in caught.value.problems if what in p.what and p.place.startswith(place) and remedy in p.remedy]
    assert told, str(caught.value)


@pytest.mark.parametrize("content", ["", "- a\n- b\n", "just words\n", "null\n"])
def test_a_file_without_keys_is_refused(tmp_path, content):
    with pytest.raises(InputError, match="keys with values"):
        settings(tmp_path, lambda _: content)


def test_a_file_that_is_not_text_is_refused(tmp_path):
    path = tmp_path / "study.yml"
    path.write_bytes("title: café".encode("latin-1"))
    with pytest.raises(InputError, match="not UTF-8"):
        read_yaml(path)


def test_a_file_that_is_deeply_nested_is_refused(tmp_path):
    path = tmp_path / "study.yml"
    path.write_text("[" * 100_000, encoding="utf-8")
    with pytest.raises(InputError):
        read_yaml(path)


def test_a_missing_key_is_named(tmp_path):
    with pytest.raises(InputError, match="'seed' is missing"):
        settings(tmp_path, lambda text: text.replace("seed: 2601009", ""))


def test_an_unknown_study_lists_the_known_ones():
    with pytest.raises(InputError, match="cmt_published"):
        read_study("cmt_publishd")


def test_a_study_cannot_be_named_by_a_path():
    with pytest.raises(InputError, match="no study called"):
        read_study("../data_raw/cmt_published")
