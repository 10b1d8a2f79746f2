"""Statements come from study.yml as plain words, or from the study's texts; what is missing is named by its key."""

import re

import pytest
from writeup.fixture_paper.staging import TOP
from writeup.submitting.small_study import NAME

from sixphase.study.problem import InputError
from sixphase.study.settings import Statements, read_study
from sixphase.writeup.statements.asked import STATEMENTS, missing_statements, plain, roles_of
from sixphase.writeup.statements.part import as_markdown, naming_statements, statements_part

NEEDED = {one.key for one in STATEMENTS if one.needed} - {"contributions"}
ADA = {"name": "Ada King", "roles": ["Software"]}


def test_every_statement_of_the_settings_has_its_place():
    assert {one.key for one in STATEMENTS} - {"contributions"} == set(Statements.model_fields)
    assert len({one.place for one in STATEMENTS}) == len(STATEMENTS)


def keys_missing():
    return {problem.place.removeprefix("key paper.statements.") for problem in missing_statements(NAME)}


def test_missing_statements_are_named_by_their_keys(small):
    small(paper={"statements": {"funding": "None."}})
    assert keys_missing() == NEEDED - {"funding"}


def test_a_text_of_the_study_counts_as_its_statement_unless_it_is_empty(small):
    texts = small() / "data_raw" / NAME / "text"
    (texts / "ethics.md").write_text("Approved.\n", encoding="utf-8")
    (texts / "funding.md").write_text(" \n", encoding="utf-8")
    assert keys_missing() == NEEDED - {"ethics"}


@pytest.mark.parametrize(
    ("authors", "told"),
    [
        ([ADA], []),
        ([{**ADA, "roles": ["writing - original draft", "Visualisation"]}], []),
        ([{**ADA, "roles": []}], ["the contribution of Ada King is not told"]),
        ([ADA, {"name": "Ben", "roles": ["Softwear"]}], ["'Softwear' is no role of CRediT"]),
        ([], ["the paper has no authors"]),
    ],
)
def test_the_part_of_each_author_is_told_in_credit_s_words(small, authors, told):
    small(paper={"authors": authors, "statements": dict.fromkeys(NEEDED, "Words.")})
    assert [problem.what for problem in missing_statements(NAME)] == told


@pytest.mark.parametrize(("one", "other"), [("Supervision", "Supervisor"), ("Data curation", "Curation")])
def test_near_names_are_not_the_same_role(one, other):
    assert plain(one) != plain(other)


def test_roles_are_told_in_the_words_of_the_standard(small):
    small(paper={"authors": [{**ADA, "roles": ["writing - review and editing"]}]})
    assert roles_of(read_study(NAME).paper.authors[0]) == ["Writing – review & editing"]


def test_an_unknown_statement_is_refused(small):
    small(paper={"statements": {"fundings": "None."}})
    with pytest.raises(InputError, match=r"key paper\.statements\.fundings.*\n.*write 'funding'"):
        read_study(NAME)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("A *star* and {{< include x >}}", "A \\*star\\* and \\{\\{\\< include x \\>\\}\\}"),
        ("See https://a.org/b_c).", "See <https://a.org/b_c>\\)."),
        ("One.\n\nTwo\nlines.", "One.\n\nTwo lines."),
        ("# No heading", "\\# No heading"),
        ("<script>x</script>", "\\<script\\>x\\</script\\>"),
        ("javascript:x", "javascript:x"),
    ],
)
def test_words_of_the_settings_stay_plain_words(words, shown):
    assert as_markdown(words) == shown


def test_the_part_has_every_needed_section_and_says_what_is_missing(small):
    folder = small(paper={"statements": {"ethics": "Approved."}})
    (folder / "data_raw" / NAME / "text" / "ethics.md").write_text("More.\n", encoding="utf-8")
    text = statements_part(NAME)
    assert "# Ethics {#sec-ethics .unnumbered}\n\nApproved.\n\n{{< include _study/text/ethics.md >}}" in text
    assert "key `paper.statements.funding`" in text
    assert "**Ada King**: Software." in text
    assert "Acknowledgements" not in text
    assert text.count("\n# ") + text.startswith("# ") == len(NEEDED) + 1


def test_the_renderer_leaves_out_for_reviewers_just_what_stands_on_the_title_page():
    lua = (TOP / "reports" / "sixphase.lua").read_text(encoding="utf-8")
    telling = set(re.findall(r'\["([a-z ]+)"\] = true', lua.partition("local TELLING")[2].partition("}")[0]))
    assert {one.heading.lower() for one in STATEMENTS if one.names} <= telling
    assert not {one.heading.lower() for one in STATEMENTS if not one.names} & telling


def test_the_title_page_has_what_reviewers_are_not_shown(small):
    folder = small(paper={"statements": {"acknowledgements": "We thank Evelina.", "ethics": "Approved."}})
    (folder / "data_raw" / NAME / "text" / "contributions.md").write_text("Ada did it all.\n", encoding="utf-8")
    text = naming_statements(NAME)
    assert "Ada did it all." in text
    assert "We thank Evelina." in text
    assert "**Ada King**: Software." in text
    assert "Approved." not in text
    assert "include" not in text


def test_a_text_that_only_says_that_it_is_not_written_is_none(small):
    folder = small(paper={"statements": {}})
    text = folder / "data_raw" / NAME / "text" / "ethics.md"
    text.write_text("*Not written yet.* Which approval the study had.\n", encoding="utf-8")
    assert any("no statement on: ethics" in problem.what for problem in missing_statements(NAME))
    assert "_study/text/ethics.md" not in statements_part(NAME)
    text.write_text("*Not written yet.* Which approval the study had.\n\nApproved.\n", encoding="utf-8")
    assert not any("no statement on: ethics" in problem.what for problem in missing_statements(NAME))
