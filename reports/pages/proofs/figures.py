"""The figure of a proof: its files and what each needs, from above downwards."""

from __future__ import annotations

import networkx as nx
from matplotlib.figure import Figure

from reports.rendering.figures import BLUE, GREY, INK, PAGE_WIDTH, styled

#: Height of a row in inches, and how many boxes stand side by side.
_ROW, _ABREAST = 0.42, 6


@styled
def dependency_figure(needs: nx.DiGraph, own: frozenset[str]) -> Figure:
    """Return the graph of sources with an arrow from each to what needs it, those of the proof itself coloured.

    Nodes are paths of sources, edges run from what is needed; what follows from other arrows is left out.
    """
    graph = nx.transitive_reduction(needs)
    rows = _rows(graph)
    place = {
        node: (_across(place, len(row)), level) for level, row in enumerate(rows) for place, node in enumerate(row)
    }
    figure = Figure(figsize=(PAGE_WIDTH, _ROW * (len(rows) + 0.2)))
    axes = figure.add_subplot()
    axes.set_axis_off()
    axes.set_xlim(0, 1)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    for start, end in sorted(graph.edges):
        (x0, y0), (x1, y1) = place[start], place[end]
        arrow = {"arrowstyle": "-|>,head_length=0.25,head_width=0.12", "color": GREY, "linewidth": 0.5}
        axes.annotate("", (x1, y1 - 0.24), (x0, y0 + 0.24), arrowprops={**arrow, "shrinkA": 0, "shrinkB": 0})
    for node, (x, y) in sorted(place.items()):
        colour = BLUE if node in own else INK
        name = node.rpartition("/")[2].removesuffix(".v")
        box = {"boxstyle": "round,pad=0.2", "facecolor": "white", "edgecolor": colour, "linewidth": 0.7}
        axes.text(x, y, name, ha="center", va="center", fontsize=6.5, color=colour, bbox=box)
    return figure


def _across(place: int, abreast: int) -> float:
    return (place + 0.5) / abreast


def _rows(graph: nx.DiGraph) -> list[list[str]]:
    """Return the nodes in rows, each above what needs it, near to the middle of those that do."""
    rows: list[list[str]] = []
    across: dict[str, float] = {}
    for generation in nx.topological_generations(graph.reverse()):
        nodes = sorted(generation)

        def middle(node: str) -> tuple[float, str]:
            above = [across[other] for other in graph.successors(node)]
            return (sum(above) / len(above) if above else 0.5), node

        nodes.sort(key=middle)
        parts = -(-len(nodes) // _ABREAST)  # a long row in parts
        for part in range(parts):
            row = nodes[part::parts]
            across.update({node: _across(place, len(row)) for place, node in enumerate(row)})
            rows.append(row)
    return rows[::-1]
