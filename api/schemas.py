"""The OpenAPI description of a named query, made from what its file declares."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from dragoman.api.negotiation import MEDIA_TYPES
from dragoman.api.problems import Problem
from dragoman.queries.answer import Resolved
from dragoman.queries.catalogue import Query
from dragoman.queries.formats import formats_of

REFERENCE = "#/components/schemas/{model}"


class Evidence(BaseModel):
    """A sentence of a document that says what the row says: `text[start:end]` of the document is `sentence`."""

    model_config = ConfigDict(extra="forbid")

    document: str = Field(description="Id of the document")
    title: str | None
    url: str | None
    published: str | None = Field(json_schema_extra={"format": "date"})
    sentence: str | None
    start: int | None = Field(description="First character of the sentence in the document's text")
    end: int | None = Field(description="One past its last character")
    confidence: float | None = Field(description="From 0 to 1")


class QueryDescription(BaseModel):
    """An entry of the catalogue."""

    name: str
    summary: str
    description: str
    parameters: dict[str, Any] = Field(description="JSON Schema (draft 2020-12) of the parameters")
    columns: dict[str, Any] = Field(description="JSON Schema of the columns of a row, by name, in their order")
    example: dict[str, str] = Field(description="Arguments that have an answer in the example documents")
    href: str = Field(description="Where the query is asked")


def shared_schemas(reference: str = REFERENCE) -> dict[str, Any]:
    """The schemas that answers refer to, by `reference`: problem, evidence and what words were taken for."""
    kinds = (Problem, Evidence, Resolved)
    adapters = [(kind.__name__, "serialization", TypeAdapter(kind)) for kind in kinds]
    _, definitions = TypeAdapter.json_schemas(adapters, ref_template=reference)  # type: ignore[arg-type]
    schemas: dict[str, Any] = definitions["$defs"]
    return schemas


def describe(query: Query) -> QueryDescription:
    """The query's entry in the catalogue."""
    parameters = query.parameters.values()
    return QueryDescription(
        name=query.name,
        summary=query.summary,
        description=query.description,
        parameters={
            "type": "object",
            "properties": {parameter.name: parameter.json_schema() for parameter in parameters},
            "required": [parameter.name for parameter in parameters if not parameter.optional],
            "additionalProperties": False,
        },
        columns={column.name: column.json_schema() for column in query.columns.values()},
        example=dict(query.example),
        href=f"/queries/{query.name}",
    )


def parameter_objects(query: Query) -> list[dict[str, Any]]:
    """OpenAPI's parameters of the query's operation, `format` among them."""
    declared = [
        (parameter.name, parameter.optional, parameter.json_schema()) for parameter in query.parameters.values()
    ]
    format_schema = {"type": "string", "enum": list(formats_of(query)), "description": "Instead of the header `Accept`"}
    objects = []
    for name, optional, schema in [*declared, ("format", True, format_schema)]:
        described = {"name": name, "in": "query", "required": not optional, "schema": schema}
        described["description"] = schema.pop("description")
        if name in query.example:
            described["example"] = query.example[name]
        objects.append(described)
    return objects


def answer_content(query: Query) -> dict[str, Any]:
    """OpenAPI's content of the query's answer: JSON in full, the other formats by media type."""
    content: dict[str, Any] = {MEDIA_TYPES[name]: {"schema": {"type": "string"}} for name in formats_of(query)}
    content[MEDIA_TYPES["json"]] = {"schema": answer_schema(query)}
    if query.graph:
        content[MEDIA_TYPES["graph"]] = {"schema": answer_schema(query, more=_GRAPH)}
    return content


# What the graph form has beside the answer.
_NODE = {"id": {"type": "string"}, "name": {"type": "string"}}
_EDGE = {
    "source": {"type": "string", "description": "Id of the node that it leaves"},
    "target": {"type": "string", "description": "Id of the node that it leads to"},
    "type": {"type": "string"},
    "row": {"type": "integer", "minimum": 0, "description": "Place in `rows` of the row that it comes from"},
}
_GRAPH = {
    "nodes": {"type": "array", "items": {"type": "object", "properties": _NODE, "required": list(_NODE)}},
    "edges": {"type": "array", "items": {"type": "object", "properties": _EDGE, "required": list(_EDGE)}},
}


def answer_schema(query: Query, reference: str = REFERENCE, more: dict[str, Any] | None = None) -> dict[str, Any]:
    """The JSON Schema of the query's answer, which refers to the shared schemas by `reference`.

    Args:
        query: one of the catalogue.
        reference: where the shared schemas stand, with `{model}` for the name of one.
        more: further properties of the answer.
    """
    columns = {column.name: column.json_schema() for column in query.columns.values()}
    columns["evidence"] = {"type": "array", "items": {"$ref": reference.format(model="Evidence")}}
    row = {
        "type": "object",
        "properties": columns,
        "required": list(columns),
        "additionalProperties": False,
    }
    resolved = {
        "type": "object",
        "additionalProperties": {"$ref": reference.format(model="Resolved")},
        "description": "What an id or plain words were taken for, by parameter",
    }
    properties = {
        "query": {"const": query.name},
        "parameters": {"type": "object", "description": "The values used, defaults filled in"},
        "resolved": resolved,
        "rows": {"type": "array", "items": row},
        "next": {"type": ["string", "null"], "description": "The cursor of the next page"},
        **(more or {}),
    }
    return {
        "title": f"{'Graph' if more else 'Answer'} of {query.name}",
        "type": "object",
        "properties": properties,
        "required": list(properties),
    }
