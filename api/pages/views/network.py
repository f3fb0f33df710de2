"""The nodes and edges that the rows of an answer link, as its query declares them."""

from collections.abc import Mapping
from typing import Any

from dragoman.api.pages.links import kind_of, page_of, page_of_actor, sentence_in
from dragoman.queries.answer import Answer
from dragoman.queries.catalogue import EVIDENCE
from dragoman.queries.parameter import ColumnType

# Columns whose values are names, not ids, of actors; of what other columns name, no page is known.
_ACTOR_NAMES = frozenset({"initiators", "recipients", "actors", "ally", "members", "foes", "speaker"})


def network(answer: Answer) -> dict[str, list[dict[str, Any]]] | None:
    """Nodes (`id, name, kind, page`) and edges (`source, target, name, row, sentence, page`), or None for no graph.

    Edges of the same ends and name are one, with the evidence of the first row that has it.
    """
    if not answer.declared.graph:
        return None
    nodes: dict[str, dict[str, Any]] = {}
    edges: dict[tuple[str, str, str], dict[str, Any]] = {}
    for row in answer.rows:
        piece = row[EVIDENCE][0] if row[EVIDENCE] else None
        for declared in answer.declared.graph:
            sources, targets = _ends(answer, row, declared.source), _ends(answer, row, declared.target)
            for source in sources:
                for target in targets:
                    for end in (source, target):
                        nodes.setdefault(end["id"], end)
                    name = str(row.get(declared.edge, declared.edge) or declared.edge)
                    edge = {"source": source["id"], "target": target["id"], "name": name}
                    told = {"sentence": piece["sentence"], "page": sentence_in(piece)} if piece else {}
                    edges.setdefault((source["id"], target["id"], name), edge | told)
    return {"nodes": list(nodes.values()), "edges": list(edges.values())}


def _ends(answer: Answer, row: Mapping[str, Any], end: str) -> list[dict[str, Any]]:
    """The nodes that a declared end stands for in a row."""
    if end.startswith("$"):
        taken = answer.resolved.get(end[1:])
        return [_node(taken.id, taken.name, taken.kind, page_of(taken.id))] if taken else []
    value = row[end]
    if value is None:
        return []
    column = answer.declared.columns[end]
    if column.type is ColumnType.STRINGS or column.label is None:
        page = end in _ACTOR_NAMES
        items = value if isinstance(value, list) else [value]
        return [
            _node(
                str(item),
                str(item),
                "state" if page else kind_of(str(item)),
                page_of_actor(str(item)) if page else None,
            )
            for item in items
        ]
    return [_node(str(value), str(row[column.label]), kind_of(str(value)), page_of(str(value)))]


def _node(id: str, name: str, kind: str, page: str | None) -> dict[str, Any]:
    return {"id": id, "name": name, "kind": kind, "page": page}
