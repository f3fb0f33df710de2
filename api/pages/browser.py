"""The way from a page to the same thing in Neo4j Browser: Cypher, ready in its editor."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

_MOST_IDS = 60


@dataclass(frozen=True)
class BrowserLink:
    """An address of Neo4j Browser, or None where it is not known, and the Cypher that shows the same there."""

    address: str | None
    statement: str | None


def browser_link(browser_uri: str | None, statement: str | None) -> BrowserLink:
    """The link to a running Neo4j Browser with the statement in its editor.

    Args:
        browser_uri: its address; None where dragoman does not know one.
        statement: Cypher; None opens Browser with its guide.
    """
    if browser_uri is None or statement is None:
        return BrowserLink(browser_uri, statement)
    joint = "&" if "?" in browser_uri else "?"
    return BrowserLink(f"{browser_uri}{joint}{urlencode({'cmd': 'edit', 'arg': statement})}", statement)


def around_actor(id: str) -> str:
    """Cypher of an actor with what it did and what was done to it."""
    return f"MATCH picture = (:Actor {{id: {_text(id)}}})-[]-(:Event|Actor|Office|Alliance)\nRETURN picture LIMIT 80"


def around_event(id: str) -> str:
    """Cypher of an event with actors, reactions and statements."""
    return (
        f"MATCH picture = (:Event {{id: {_text(id)}}})-[]-(:Actor|Event|Statement|Response|Place)\n"
        "RETURN picture LIMIT 100"
    )


def around_document(id: str) -> str:
    """Cypher of a document with the facts that it tells."""
    return f"MATCH picture = (:Document {{id: {_text(id)}}})<-[:REPORTED_IN]-(:Fact)\nRETURN picture LIMIT 100"


def among(ids: Iterable[str]) -> str:
    """Cypher of some things and the edges between them."""
    listed = ", ".join(_text(id) for id in list(ids)[:_MOST_IDS])
    return (
        f"UNWIND [{listed}] AS id\n"
        "CALL (id) {\n"
        "  MATCH (one:Actor {id: id}) RETURN one\n"
        "  UNION MATCH (one:Fact {id: id}) RETURN one\n"
        "  UNION MATCH (one:Document {id: id}) RETURN one\n"
        "}\n"
        "WITH collect(one) AS found UNWIND found AS one\n"
        "OPTIONAL MATCH (one)-[edge]-(other) WHERE other IN found\n"
        "RETURN one, edge, other"
    )


def _text(value: str) -> str:
    """A literal of Cypher, which escapes as JSON does."""
    return json.dumps(value)
