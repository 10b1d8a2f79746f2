import pytest
from coding.planted import published

from sixphase.coding.distinct import distinct_texts
from sixphase.themes.tree import names_in, subtheme_counts, theme_tree, totals
from sixphase.themes.values import tree_values


@pytest.fixture(scope="module")
def study():
    return published()


def test_counts_are_those_of_the_article_s_lists(study):
    codings, texts, book = study
    tree = theme_tree(codings, texts, book)
    loop = [sum(code == id_ or code.startswith(f"{id_}.") for code in codings["code"]) for id_ in tree["id"]]
    assert tree["answers"].tolist() == loop
    assert totals(tree, codings, texts) == {"themes": 4, "subthemes": 12, "answers": 80, "texts": 75}


def test_a_repeat_inside_a_subtheme_is_one_text_and_across_two_it_is_one_in_each(study):
    codings, texts, book = study
    tree = theme_tree(codings, texts, book).set_index("id")
    assert tree.loc["T1.1", ["answers", "texts"]].tolist() == [9, 8]  # E03 and E05
    assert tree.loc["T4.1", ["answers", "texts"]].tolist() == [8, 8]  # its three repeats stand elsewhere
    apart = theme_tree(codings, distinct_texts(list(codings["answer_id"])), book)
    assert (apart["answers"] == apart["texts"]).all()


def test_a_subtheme_without_answers_keeps_its_row(study):
    codings, texts, book = study
    tree = theme_tree(codings[codings["code"] != "T4.2"], texts, book).set_index("id")
    assert tree.loc["T4.2", ["answers", "texts"]].tolist() == [0, 0]
    assert len(tree) == 16


def test_the_leaves_are_the_subthemes_in_the_codebook_s_order(study):
    codings, texts, book = study
    leaves = subtheme_counts(theme_tree(codings, texts, book))
    assert leaves["subtheme_id"].tolist() == list(book.subthemes)
    assert names_in(book)["T4"] == "The Power of Group"


def test_values_name_the_largest_and_the_smallest(study):
    codings, texts, book = study
    tree = theme_tree(codings, texts, book)
    values = {
        name: value for name, value, _ in tree_values(tree, totals(tree, codings, texts), codings, book.theme_of())
    }
    assert values["tree.largest_theme_answers"] == max(tree.loc[tree["parent"] == "", "answers"])
    assert values["tree.smallest_theme"] == tree.set_index("answers").loc[12, "name"]
    assert values["tree.two_largest_share"] == pytest.approx((28 + 27) / 80)
