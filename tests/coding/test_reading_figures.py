import matplotlib.pyplot as plt
import numpy as np
import pytest
from coding.legible import drawn_texts, faults
from coding.planted import published

from sixphase.coding.chance import beside_chance, relabelled
from sixphase.coding.reading_figures import crossing, crossing_alt, crossing_figure, hits_alt, hits_figure
from sixphase.coding.second_reading import hits, second_reading
from sixphase.study.rates import percent


@pytest.fixture(autouse=True)
def _close():
    yield
    plt.close("all")


@pytest.fixture(scope="module")
def reading():
    codings, texts, book = published()
    return second_reading(codings, texts, list(book.subthemes), 5)


def test_the_crossing_counts_every_answer_once(reading):
    crossed = crossing(reading)
    assert crossed.to_numpy().sum() == len(reading.codes)
    assert np.trace(crossed.to_numpy()) == hits(reading.places, 1).hits
    assert (crossed.sum(axis=1) == np.bincount(reading.codes)).all()


def test_the_figures_can_be_read(reading):
    book = published()[2]
    table = beside_chance(reading, relabelled(reading, 1, 100))
    assert faults(hits_figure(table)) == []
    drawn = crossing_figure(crossing(reading), book)
    assert faults(drawn) == []
    said = {text.get_text() for text in drawn_texts(drawn)}
    assert {"T1.1", "Lived experience  T2.3"} <= said


def test_the_alternative_texts_say_what_is_counted(reading):
    book = published()[2]
    table = beside_chance(reading, relabelled(reading, 1, 100))
    rate = hits(reading.places, 1)
    assert f"second reading {percent(rate.share)}" in hits_alt(table)
    assert f"the same for {rate.hits} of {rate.of} answers" in crossing_alt(crossing(reading), book)
