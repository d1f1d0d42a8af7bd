"""The figure of a proof: its files and what each needs, drawn from left to right."""

from __future__ import annotations

import networkx as nx
from matplotlib.figure import Figure

from reports.rendering.figures import BLUE, GREY, INK, ORANGE, PAGE_WIDTH, styled

#: Height of a row and of a box, in inches; a box is as wide as its column lets it be.
_ROW, _BOX = 0.34, 0.24


@styled
def dependency_figure(needs: nx.DiGraph, own: frozenset[str]) -> Figure:
    """Return the graph of sources with an arrow from each to what needs it, those of the proof itself coloured.

    Nodes are paths of sources, edges run from what is needed; what follows from other arrows is left out.
    """
    graph = nx.transitive_reduction(needs)
    columns = [sorted(generation) for generation in nx.topological_generations(graph)]
    rows = max(map(len, columns))
    figure = Figure(figsize=(PAGE_WIDTH, max(0.8, _ROW * (rows + 0.4))))
    axes = figure.add_subplot()
    axes.set_axis_off()
    axes.set_xlim(0, len(columns))
    axes.set_ylim(rows + 0.2, -0.2)
    place = {
        node: (column + 0.5, (row + 0.5) * rows / len(nodes))
        for column, nodes in enumerate(columns)
        for row, node in enumerate(nodes)
    }
    for start, end in sorted(graph.edges):
        (x0, y0), (x1, y1) = place[start], place[end]
        axes.annotate(
            "",
            (x1 - 0.43, y1),
            (x0 + 0.43, y0),
            arrowprops={"arrowstyle": "-|>", "color": GREY, "linewidth": 0.6, "shrinkA": 0, "shrinkB": 0},
        )
    size = 8 if len(columns) < 6 else 8 * 6 / (len(columns) + 1)
    for node, (x, y) in sorted(place.items()):
        colour = BLUE if node in own else ORANGE if node.startswith("statements/") else INK
        name = node.rpartition("/")[2].removesuffix(".v")
        box = {"boxstyle": "round,pad=0.25", "facecolor": "white", "edgecolor": colour, "linewidth": 0.8}
        axes.text(x, y, name, ha="center", va="center", fontsize=size, color=colour, bbox=box)
    return figure
