"""The OpenAPI description of a named query, made from what its file declares."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from dragoman.api.negotiation import MEDIA_TYPES
from dragoman.api.problems import Problem
from dragoman.queries.answer import Resolved
from dragoman.queries.catalogue import Query

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
    format_schema = {"type": "string", "enum": list(MEDIA_TYPES), "description": "Instead of the header `Accept`"}
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
    others = {media: {"schema": {"type": "string"}} for name, media in MEDIA_TYPES.items() if name != "json"}
    return {MEDIA_TYPES["json"]: {"schema": answer_schema(query)}, **others}


def answer_schema(query: Query, reference: str = REFERENCE) -> dict[str, Any]:
    """The JSON Schema of the query's answer, which refers to the shared schemas by `reference`."""
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
    }
    return {
        "title": f"Answer of {query.name}",
        "type": "object",
        "properties": properties,
        "required": list(properties),
    }
