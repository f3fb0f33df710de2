"""The nodes and edges that the rows of an answer stand for, with what a page shows of them and leads to."""

from typing import Any

from dragoman.api.pages.links import ACTOR_COLUMNS, kind_of, page_of, page_of_actor, sentence_in
from dragoman.queries.answer import Answer
from dragoman.queries.catalogue import EVIDENCE
from dragoman.queries.formats.links import Edge, Node, linked
from dragoman.queries.parameter import ColumnType


def network(answer: Answer) -> dict[str, list[dict[str, Any]]] | None:
    """Nodes (`id, name, kind, page`) and edges (`source, target, name, sentence, page`), or None for no graph.

    Edges of the same ends and name are one, with the evidence of the first row that has it.
    """
    if not answer.declared.graph:
        return None
    nodes, told = linked(answer)
    edges: dict[tuple[str, str, str], dict[str, Any]] = {}
    for edge in told:
        edges.setdefault((edge.source, edge.target, edge.type), _edge(edge))
    return {"nodes": [_node(answer, id, node) for id, node in nodes.items()], "edges": list(edges.values())}


def _edge(edge: Edge) -> dict[str, Any]:
    ends = {"source": edge.source, "target": edge.target, "name": edge.type}
    pieces = edge.row[EVIDENCE]
    return ends | ({"sentence": pieces[0]["sentence"], "page": sentence_in(pieces[0])} if pieces else {})


def _node(answer: Answer, id: str, node: Node) -> dict[str, Any]:
    kind, page = kind_of(id), page_of(id)
    if node.end.startswith("$"):
        kind = answer.resolved[node.end[1:]].kind
    elif (column := answer.declared.columns[node.end]).type is ColumnType.STRINGS or column.label is None:
        # The column tells names, which are in the place of ids here; of what other columns name, no page is known.
        kind, page = ("state", page_of_actor(id)) if node.end in ACTOR_COLUMNS else (kind, "")
    return {"id": id, "name": node.name, "kind": kind, "page": page or None}
