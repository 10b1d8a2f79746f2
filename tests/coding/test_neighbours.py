import tracemalloc

import numpy as np
import pytest
from coding.planted import clusters
from scipy.sparse import csr_matrix
from sklearn.neighbors import NearestNeighbors

from sixphase.coding.neighbours import all_nearest
from sixphase.coding.vectors import vectors


def test_the_neighbours_are_those_of_an_independent_search():
    rows = vectors(list(clusters(each=25)["words"]))
    k, total = 6, rows.shape[0]
    near = all_nearest(rows, np.arange(total), k)
    distance, index = NearestNeighbors(n_neighbors=k + 1, metric="cosine", algorithm="brute").fit(rows).kneighbors(rows)
    for own in range(total):
        found = [(i, 1 - d) for i, d in zip(index[own], distance[own], strict=True) if i != own][:k]
        assert near.similarity[own] == pytest.approx([likeness for _, likeness in found], abs=1e-8)


@pytest.mark.parametrize("cells", [1, 7, 100, 1_000_000])
def test_parts_of_any_size_give_the_same(cells):
    rows, texts = vectors(list(clusters()["words"])), np.arange(48) // 2
    whole, parts = all_nearest(rows, texts, 5), all_nearest(rows, texts, 5, cells)
    assert (whole.index == parts.index).all()
    assert (whole.similarity == parts.similarity).all()


def test_a_repeat_is_no_neighbour_and_what_has_nothing_in_common_is_none():
    rows = csr_matrix(np.array([[1.0, 0], [1, 0], [1, 0], [0, 1]]))
    near = all_nearest(rows, np.array([0, 0, 1, 2]), 3)
    assert near.index.tolist() == [[2, -1, -1], [2, -1, -1], [0, 1, -1], [-1, -1, -1]]
    assert near.similarity[3].tolist() == [0, 0, 0]


def test_of_equally_alike_answers_the_first_is_nearer():
    rows = csr_matrix(np.ones((6, 1)))
    assert all_nearest(rows, np.arange(6), 3).index.tolist()[5] == [0, 1, 2]
    assert all_nearest(rows, np.arange(6), 3).index.tolist()[0] == [1, 2, 3]


def test_more_neighbours_than_answers_are_no_error():
    assert all_nearest(csr_matrix(np.ones((2, 1))), np.arange(2), 9).index.tolist() == [[1, -1], [0, -1]]


def test_memory_does_not_grow_with_the_square_of_the_answers():
    draw = np.random.default_rng(3)
    total = 4000
    dense_bytes = total * total * 8
    picked = draw.integers(0, 500, (total, 8))
    rows = csr_matrix((np.full(total * 8, 8**-0.5), picked.ravel(), np.arange(0, total * 8 + 1, 8)), shape=(total, 500))
    tracemalloc.start()
    all_nearest(rows, np.arange(total), 5, cells=200_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < dense_bytes / 8
