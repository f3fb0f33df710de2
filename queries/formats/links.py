"""The nodes and edges that the rows of an answer stand for, as the query's head declares them."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from dragoman.queries.answer import Answer


class Edge(NamedTuple):
    """An edge: the ids of its ends, its type, and the row that it comes from, with the row's place among the rows."""

    source: str
    target: str
    type: str
    row: Mapping[str, Any]
    place: int


class Node(NamedTuple):
    """What a node is called, and the declared end, a column or a parameter with `$`, that it was first given by."""

    name: str
    end: str


def linked(answer: Answer) -> tuple[dict[str, Node], list[Edge]]:
    """The nodes by their ids, and the edges, row by row.

    A query that declares no edges gives a node for each row.
    """
    nodes: dict[str, Node] = {}
    edges: list[Edge] = []
    for place, row in enumerate(answer.rows):
        for declared in answer.declared.graph:
            sources, targets = _ends(answer, row, declared.source), _ends(answer, row, declared.target)
            for id, node in (sources | targets).items():
                nodes.setdefault(id, node)
            type = str(row.get(declared.edge) or declared.edge)
            edges += [Edge(source, target, type, row, place) for source in sources for target in targets]
        if not answer.declared.graph:
            nodes |= _ends(answer, row, next(iter(answer.declared.columns)))
    return nodes, edges


def _ends(answer: Answer, row: Mapping[str, Any], end: str) -> dict[str, Node]:
    """The nodes that a declared end stands for in a row, by id."""
    if end.startswith("$"):
        resolved = answer.resolved.get(end[1:])
        return {resolved.id: Node(resolved.name, end)} if resolved else {}
    value = row[end]
    if isinstance(value, list):
        return {str(item): Node(str(item), end) for item in value}
    label = answer.declared.columns[end].label or end
    return {} if value is None else {str(value): Node(str(row[label]), end)}
