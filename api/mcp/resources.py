"""What a model may read beside the answers: the model of the graph, the catalogue, the documents."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, unquote

from mcp import MCPError
from mcp_types import INTERNAL_ERROR, INVALID_PARAMS, Resource, ResourceTemplate, TextResourceContents

from dragoman.api.graph import Graph
from dragoman.graph.errors import DragomanError, NotFound, UsageError
from dragoman.queries.catalogue import Query
from dragoman.queries.documentation import catalogue_page
from dragoman.queries.texts import DocumentHead, DocumentText

MODEL = "dragoman://model"
QUERIES = "dragoman://queries"
DOCUMENTS = "dragoman://documents/"
# Some 25,000 tokens; longer documents are read on from where they were cut.
MOST_CHARACTERS = 100_000
PAGE = 50

TEMPLATE = ResourceTemplate(
    name="document",
    title="A document's text",
    uri_template=DOCUMENTS + "{document}{?from}",
    description=(
        "The text in which evidence counts its characters, by id or file name as `evidence.document` has it; "
        f"`from` is where to begin, since at most {MOST_CHARACTERS} characters are given at once"
    ),
    mime_type="text/plain",
)
_FIXED = [
    Resource(
        name="model",
        title="The model of the graph",
        uri=MODEL,
        description="Nodes, edges, event types, stances, ids, and what dates and confidence mean",
        mime_type="text/markdown",
    ),
    Resource(
        name="queries",
        title="The named queries",
        uri=QUERIES,
        description="Every query with its parameters and columns",
        mime_type="text/markdown",
    ),
]


def listed(graph: Graph, cursor: str | None) -> tuple[list[Resource], str | None]:
    """A page of the resources, and the cursor of the next: first what always is, then the documents by their ids.

    Raises:
        MCPError: the database is away; the message tells what to do.
    """
    with _as_protocol_errors():
        documents = graph.documents(cursor or "", PAGE + 1)
    resources = [*([] if cursor else _FIXED), *map(_resource, documents[:PAGE])]
    return resources, documents[PAGE - 1].id if len(documents) > PAGE else None


def read(graph: Graph, catalogue: Mapping[str, Query], uri: str) -> TextResourceContents:
    """The resource at an address.

    Raises:
        MCPError: there is none, or the database is away; the message tells what to do.
    """
    if uri == MODEL:
        text = Path(__file__).with_name("model.md").read_text(encoding="utf-8")
        return TextResourceContents(uri=uri, mime_type="text/markdown", text=text)
    if uri == QUERIES:
        return TextResourceContents(uri=uri, mime_type="text/markdown", text=catalogue_page(catalogue))
    if not uri.startswith(DOCUMENTS):
        raise MCPError(INVALID_PARAMS, f"there is no resource {uri}; resources/list names those there are")
    words, _, query = uri.removeprefix(DOCUMENTS).partition("?")
    with _as_protocol_errors():
        text = _part(graph.document(unquote(words)), _begin(query))
    return TextResourceContents(uri=uri, mime_type="text/plain", text=text)


@contextmanager
def _as_protocol_errors() -> Iterator[None]:
    try:
        yield
    except (NotFound, UsageError) as error:
        raise MCPError(INVALID_PARAMS, str(error)) from error
    except DragomanError as error:
        raise MCPError(INTERNAL_ERROR, str(error)) from error


def _resource(document: DocumentHead) -> Resource:
    told = (document.publisher, document.published, document.url)
    return Resource(
        name=document.name,
        title=document.title,
        uri=DOCUMENTS + quote(document.id),
        description=", ".join(filter(None, told)) or None,
        mime_type="text/plain",
    )


def _begin(query: str) -> int:
    name, _, number = query.partition("=")
    if query and (name != "from" or not number.isdecimal() or len(number) > 12):
        raise UsageError(f"{query!r} is not where to begin", "write it as ?from=100000, in characters")
    return int(number) if query else 0


def _part(document: DocumentText, begin: int) -> str:
    """The text from `begin` on; a line at its end tells when it was cut, which offsets into the text never reach."""
    part, end = document.text[begin : begin + MOST_CHARACTERS], begin + MOST_CHARACTERS
    if end >= len(document.text):
        return part
    return f"{part}\n[cut: characters {begin} to {end} of {len(document.text)}; read on with ?from={end}]"
