"""The one place where Graphviz is asked: where boxes stand without overlap, and how lines go around them.

Graphviz (Gansner & North 2000, Software: Practice and Experience 30, 1203-1233) comes inside the Python package
pygraphviz. It is given sizes alone and no words, so no font of a machine can change what it finds.
"""

from collections.abc import Mapping, Sequence
from typing import Any

Point = tuple[float, float]
Size = tuple[float, float]
POINTS = 72.0
CLEAR = "+1.5"  # how far lines stay from boxes
LENGTH = 0.6  # inches that a line would like to have


def place(sizes: Mapping[str, Size], lines: Sequence[tuple[str, str]], start: int, apart: float) -> dict[str, Point]:
    """Middles of boxes that do not overlap, near to what they are joined with.

    Stress majorisation (Gansner, Koren & North 2004, Graph Drawing, 239-250), then overlaps are taken away with as
    little moving as can be (Dwyer, Marriott & Stuckey 2005, Graph Drawing, 153-164).

    Parameters
    ----------
    sizes
        Width and height of each box, in points.
    lines
        Pairs of ids that are joined.
    start
        Another start gives another arrangement; the same start the same.
    apart
        How much room is left between boxes, in points.
    """
    graph, names = _graph(sizes)
    graph.graph_attr.update(overlap="vpsc", sep=f"+{apart / 2:g}", start=str(start), mode="major", splines="false")
    for one, other in dict.fromkeys(lines):
        graph.add_edge(names[one], names[other], len=LENGTH)
    graph.layout(prog="neato")
    return _middles(graph, names)


def route(
    sizes: Mapping[str, Size], middles: Mapping[str, Point], lines: Sequence[tuple[str, str]]
) -> tuple[dict[str, Point], list[list[Point]]]:
    """Lines between boxes that stand where they stand.

    Returns
    -------
    tuple
        The middles again (the whole drawing moved into the first quadrant), and for each line the points of a
        smooth curve (cubic Bézier: a point, then three for each piece) that goes around all other boxes.
    """
    graph, names = _graph(sizes)
    graph.graph_attr.update(splines="true", esep=CLEAR)
    for id_, (x, y) in middles.items():
        graph.get_node(names[id_]).attr["pos"] = f"{x:.2f},{y:.2f}"
    for number, (one, other) in enumerate(lines):
        graph.add_edge(names[one], names[other], key=str(number), dir="none")
    graph.layout(prog="nop")
    edges = [graph.get_edge(names[one], names[other], str(number)) for number, (one, other) in enumerate(lines)]
    return _middles(graph, names), [[_point(pair) for pair in edge.attr["pos"].split()] for edge in edges]


def _graph(sizes: Mapping[str, Size]) -> tuple[Any, dict[str, str]]:
    """A graph of boxes without lines, and what each id is called in it: an id may hold signs that mean something."""
    from pygraphviz import AGraph

    graph, names = AGraph(directed=True, strict=False), {id_: f"n{number}" for number, id_ in enumerate(sizes)}
    for id_, (width, height) in sizes.items():
        inches = {"width": width / POINTS, "height": height / POINTS}
        graph.add_node(names[id_], label="", shape="box", fixedsize=True, **inches)
    return graph, names


def _middles(graph: Any, names: Mapping[str, str]) -> dict[str, Point]:
    return {id_: _point(graph.get_node(name).attr["pos"]) for id_, name in names.items()}


def _point(pair: str) -> Point:
    x, y = pair.split(",")
    return round(float(x), 1), round(float(y), 1)
