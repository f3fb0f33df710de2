"""GraphML (http://graphml.graphdrawing.org) of what the rows of an answer link, for Gephi, yEd and networkx."""

from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree

from dragoman.queries.answer import Answer
from dragoman.queries.catalogue import EVIDENCE, Query
from dragoman.queries.formats.links import Edge, linked
from dragoman.queries.parameter import ColumnType

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_TYPES = {ColumnType.INTEGER: "long", ColumnType.NUMBER: "double"}
# XML 1.0 has no place for these characters, not even escaped.
_NOT_XML = {code: " " for code in (*range(32), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)) if chr(code) not in "\t\n\r"}
_EDGE_TYPE = "type of edge"


def as_graphml(answer: Answer) -> bytes:
    """The graph whose edges the query declares, each with the row's columns and its best sentence and document.

    A query that declares none gives a node for each row.
    """
    query = answer.declared
    root = ElementTree.Element("graphml", xmlns=_NAMESPACE)
    keys = _declare_keys(root, query)
    graph = ElementTree.SubElement(root, "graph", id=answer.query, edgedefault="directed")
    nodes, edges = linked(answer)
    for id, node in nodes.items():
        element = ElementTree.SubElement(graph, "node", id=_clean(id))
        ElementTree.SubElement(element, "data", key="name").text = _clean(node.name)
    graph.extend(_edge(keys, edge, _told(query, edge)) for edge in edges)
    text: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text


def _declare_keys(root: ElementTree.Element, query: Query) -> Mapping[str, str]:
    """Declare what nodes and edges carry; gives the key of each attribute of an edge."""
    types = {name: _TYPES.get(column.type, "string") for name, column in query.columns.items()}
    types |= {_EDGE_TYPE: "string", "sentence": "string", "document": "string"}
    ElementTree.SubElement(root, "key", {"id": "name", "for": "node", "attr.name": "name", "attr.type": "string"})
    keys = {}
    for number, (name, kind) in enumerate(types.items()):
        keys[name] = f"e{number}"
        ElementTree.SubElement(root, "key", {"id": keys[name], "for": "edge", "attr.name": name, "attr.type": kind})
    return keys


def _told(query: Query, edge: Edge) -> dict[str, Any]:
    told = {name: edge.row[name] for name in query.columns}
    best = edge.row[EVIDENCE][0] if edge.row[EVIDENCE] else {}
    return told | {_EDGE_TYPE: edge.type, "sentence": best.get("sentence"), "document": best.get("document")}


def _edge(keys: Mapping[str, str], link: Edge, told: Mapping[str, Any]) -> ElementTree.Element:
    edge = ElementTree.Element("edge", source=_clean(link.source), target=_clean(link.target))
    for name, value in told.items():
        if value is not None:
            text = "; ".join(value) if isinstance(value, list) else str(value)
            ElementTree.SubElement(edge, "data", key=keys[name]).text = _clean(text)
    return edge


def _clean(text: str) -> str:
    return text.translate(_NOT_XML)
