import matplotlib.pyplot as plt
import numpy as np
import pytest
from coding.legible import drawn_texts, faults
from matplotlib.patches import Circle, FancyArrowPatch
from matplotlib.path import Path

from sixphase.writeup.figures.flows import FLOWS, flows_alt, flows_figure


@pytest.fixture(autouse=True)
def _close():
    yield
    plt.close("all")


def test_the_drawing_can_be_read_and_has_three_named_flows():
    figure = flows_figure()
    assert faults(figure) == []
    said = {text.get_text() for text in drawn_texts(figure)}
    assert {"Self", "Other", "Self to self", "Self to other", "Other to self"} <= said


def test_arrows_end_where_their_names_say():
    axes = flows_figure().axes[0]
    middles = [patch.center for patch in axes.patches if isinstance(patch, Circle)]
    people = dict(zip(("Self", "Other"), middles, strict=True))
    arrows = [patch for patch in axes.patches if isinstance(patch, FancyArrowPatch)]
    found = []
    for arrow in arrows:
        path = arrow.get_path()  # the shaft, then the head, each beginning with a move
        head = np.flatnonzero(path.codes == Path.MOVETO)[1]
        first, last = path.vertices[0], path.vertices[head - 1]
        found.append(tuple(min(people, key=lambda name: abs(people[name][0] - end[0])) for end in (first, last)))
    named = [tuple(part.capitalize() for part in name.split(" to ")) for name, _ in FLOWS]
    assert sorted(found) == sorted(named)


def test_the_alternative_text_names_the_flows():
    assert all(name.lower() in flows_alt() for name, _ in FLOWS)
