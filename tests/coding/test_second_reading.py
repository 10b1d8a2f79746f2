"""The second reading against planted truth, and against a plain loop written for the purpose."""

from collections import defaultdict
from difflib import SequenceMatcher

import numpy as np
import pandas as pd
import pytest
from coding.planted import OWN, clusters, no_repeats, published
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.neighbors import NearestNeighbors

from sixphase.coding.distinct import distinct_texts
from sixphase.coding.second_reading import (
    SUGGESTED,
    elsewhere,
    hits,
    hits_by_text,
    place_of,
    second_reading,
    suggestions,
)


def read(codings, texts=None, k=5):
    return second_reading(codings, no_repeats(codings) if texts is None else texts, list(OWN), k)


def test_planted_codes_are_found_again():
    assert hits(read(clusters()).places, 1).share > 0.95


def test_a_weaker_plant_is_found_less_often():
    codings = clusters(own=1, each=20)
    assert 0.4 < hits(read(codings).places, 1).share < hits(read(clusters(each=20)).places, 1).share


def by_hand(codings: pd.DataFrame, order: list[str], k: int) -> list[list[str]]:
    """The ranked subthemes of each answer, by loops over scikit-learn's neighbours."""
    texts = [w.casefold() for w in codings["words"]]
    for old, new in (("’", "'"), ("‘", "'"), ("“", "'"), ("”", "'"), ("–", "-")):
        texts = [text.replace(old, new) for text in texts]
    rows = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5)).fit_transform(texts)
    search = NearestNeighbors(n_neighbors=len(texts), metric="cosine", algorithm="brute").fit(rows)
    ranked = []
    for own, text in enumerate(texts):
        repeats = {i for i, other in enumerate(texts) if SequenceMatcher(None, text, other, False).ratio() > 0.97}
        distance, index = search.kneighbors(rows[own])
        near = [(round(1 - d, 9), i) for d, i in zip(distance[0], index[0], strict=True) if i not in repeats]
        near = sorted((pair for pair in near if pair[0] > 0), key=lambda pair: (-pair[0], pair[1]))[:k]
        votes: dict[str, float] = defaultdict(float)
        for likeness, i in near:
            votes[codings["code"].iloc[i]] += likeness
        ranked.append(sorted(votes, key=lambda code: (-round(votes[code], 8), order.index(code))))
    return ranked


@pytest.mark.parametrize("k", [3, 5, 9])
def test_the_published_hit_rates_are_those_of_a_plain_loop(k):
    codings, texts, book = published()
    order = list(book.subthemes)
    reading = second_reading(codings, texts, order, k)
    ranked = by_hand(codings, order, k)
    for among in (1, 3):
        expected = sum(code in row[:among] for code, row in zip(codings["code"], ranked, strict=True))
        assert hits(reading.places, among).hits == expected
    made = suggestions(reading, most=3).groupby("answer_id")["code"].agg(list)
    assert made.to_dict() == {id_: row[:3] for id_, row in zip(codings["answer_id"], ranked, strict=True)}


def test_weights_learnt_without_the_answer_change_little():
    # The reason for learning them once: nearly every first suggestion stays, and the rate does.
    codings, texts, book = published()
    order = list(book.subthemes)
    reading = second_reading(codings, texts, order, 5)
    groups = texts.loc[codings["answer_id"]].to_numpy()
    same = hit = 0
    for own in range(len(codings)):
        others = groups != groups[own]
        weigh = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5)).fit(codings["words"][others])
        likeness = (weigh.transform(codings["words"]) @ weigh.transform(codings["words"].iloc[[own]]).T).toarray()[:, 0]
        near = np.argsort(-np.where(others, likeness, 0), kind="stable")[:5]
        votes = np.bincount(reading.codes[near], weights=likeness[near], minlength=len(order))
        same += int(votes.argmax() == reading.order[own, 0])
        hit += int(votes.argmax() == reading.codes[own])
    assert same >= 0.85 * len(codings)
    assert abs(hit - hits(reading.places, 1).hits) <= 4


def with_a_repeat():
    """An answer of A whose exact repeat stands under B."""
    codings = clusters()
    twin = pd.DataFrame({"answer_id": ["TWIN"], "code": ["B"], "words": [codings["words"].iloc[0].upper()]})
    return pd.concat([codings, twin], ignore_index=True)


def test_a_repeat_with_another_code_must_not_speak():
    codings = with_a_repeat()
    told = read(codings)  # as if nobody had seen that it is a repeat
    kept = read(codings, distinct_texts(list(codings["answer_id"]), [["A000", "TWIN"]]))
    assert told.neighbours.index[0, 0] == len(codings) - 1
    assert told.votes[0, 1] >= 1  # the repeat gives B a full vote
    assert len(codings) - 1 not in kept.neighbours.index[0]
    assert kept.votes[0, 1] < 0.5
    assert kept.places[0] == 1
    assert kept.places[-1] != 1  # and A000 does not tell where the repeat stands


def test_a_repeat_with_the_same_code_must_not_help():
    odd = pd.DataFrame({"answer_id": ["X1", "X2"], "code": ["A", "A"], "words": ["unheard oddity", "Unheard oddity"]})
    codings = pd.concat([clusters(), odd], ignore_index=True)
    assert read(codings).places[-1] == 1
    assert read(codings, distinct_texts(list(codings["answer_id"]), [["X1", "X2"]])).places[-1] == 0


@pytest.mark.parametrize(
    ("votes", "code", "place"),
    [
        ([0.2, 0.5, 0.1], 1, 1),
        ([0.2, 0.5, 0.1], 0, 2),
        ([0.3, 0.3, 0.0], 0, 1),  # a tie goes to the codebook's order
        ([0.3, 0.3, 0.0], 1, 2),
        ([0.3, 0.3, 0.0], 2, 0),  # without a vote there is no place
        ([0.0, 0.0, 0.0], 0, 0),
    ],
)
def test_places_and_ties(votes, code, place):
    assert place_of(np.array([votes]), np.array([code])).tolist() == [place]


def test_a_text_in_two_places_is_right_in_either():
    codings = with_a_repeat()
    reading = read(codings, distinct_texts(list(codings["answer_id"]), [["A000", "TWIN"]]))
    assert hits(reading.places, 1).of == len(codings)
    assert hits_by_text(reading, 1).of == len(codings) - 1
    assert hits_by_text(reading, 1).hits == hits(reading.places, 1).hits  # the twin alone was a miss


def test_elsewhere_lists_the_misplaced_and_not_what_a_repeat_explains():
    codings = clusters()
    codings.loc[5, "code"] = "D"  # an answer of A put under D
    found = elsewhere(read(codings))
    row = found.set_index("answer_id").loc["A005"]
    assert (row["published"], row["suggested"], row["coder"]) == ("D", "A", SUGGESTED)
    assert all(codings.set_index("answer_id").loc[id_, "code"] == "A" for id_ in row["neighbours"].split())
    twins = with_a_repeat()
    explained = elsewhere(read(twins, distinct_texts(list(twins["answer_id"]), [["A000", "TWIN"]])))
    assert "TWIN" not in set(explained["answer_id"])


def test_nothing_elsewhere_is_an_empty_table_with_its_columns():
    found = elsewhere(read(clusters(each=30)))
    assert {"votes", "published", "suggested"} <= set(found.columns)


def test_every_suggestion_is_marked_as_one():
    made = suggestions(read(clusters()))
    assert set(made["coder"]) == {"suggested by computation, not a coder"}
    assert made["place"].between(1, 3).all()
    assert (made.groupby("answer_id")["votes"].sum() <= 1.001).all()


def test_a_code_out_of_the_codebook_is_an_error():
    with pytest.raises(ValueError, match="codebook"):
        second_reading(clusters(), no_repeats(clusters()), ["A", "B"], 5)
