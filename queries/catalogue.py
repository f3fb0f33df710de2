"""The catalogue of named queries: one `<name>.cypher` a query, read and checked before anything runs.

A query's head declares summary, parameters and columns as TOML in comments; the parameters that every query takes
(`as_of`, `known_at`, `min_confidence`, `limit`, `cursor`) are declared once, in `common.toml`. What is declared must be
what the Cypher uses: a mistake stops the start-up with file and line.
"""

import difflib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dragoman.queries.front_matter import CatalogueError, parse_toml, returned_columns, split_head, used_parameters
from dragoman.queries.parameter import Column, Parameter, ParameterError
from dragoman.queries.past import with_past

__all__ = ["CatalogueError", "Column", "GraphEdge", "Parameter", "Query", "load_catalogue"]

EVIDENCE = "evidence"
# The cursor reaches the Cypher as the number of rows to skip.
CYPHER_NAMES = {"cursor": "skip"}


class _Declaration(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class GraphEdge(_Declaration):
    """How rows become the edges of a graph (GraphML).

    `source` and `target` name a column, or a parameter that is resolved (`$state`); `edge` names a column that holds
    the edge's type, or is the type itself.
    """

    source: str
    edge: str
    target: str


class Query(_Declaration):
    """One named query: what it takes, what it gives, and its Cypher.

    `parameters` holds its own ones first, then those that every query takes (`common` names them); `example` holds
    arguments, as text, that find something in the example documents. `cypher_known` is the Cypher to run when
    `known_at` is given: the same, with what has become past since.
    """

    name: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    summary: str = Field(min_length=1)
    description: str = Field(min_length=1)
    example: Mapping[str, str]
    parameters: Mapping[str, Parameter]
    columns: Mapping[str, Column] = Field(min_length=1)
    graph: tuple[GraphEdge, ...] = ()
    cypher: str
    cypher_known: str
    path: Path
    common: frozenset[str]

    def own_parameters(self) -> dict[str, Parameter]:
        """The parameters without those that every query takes."""
        return {name: parameter for name, parameter in self.parameters.items() if name not in self.common}


def load_catalogue(folder: Path | None = None) -> Mapping[str, Query]:
    """Read and check all named queries.

    Args:
        folder: where the `.cypher` files and `common.toml` are; None means dragoman's own.

    Returns:
        The queries by name, in alphabetical order.

    Raises:
        CatalogueError: a file has a mistake; the message says which, in which file and line.
    """
    folder = folder or Path(__file__).parent
    common = _load_common(folder / "common.toml")
    paths = {path.stem: path for path in folder.glob("*.cypher")}
    return MappingProxyType({name: _load_query(paths[name], common) for name in sorted(paths)})


def did_you_mean(name: str, catalogue: Mapping[str, Query]) -> str | None:
    """What to say of a name that no query has: those that are nearly the same, None where none is."""
    near = difflib.get_close_matches(name, catalogue, cutoff=0.4)
    return f"did you mean {' or '.join(near)}?" if near else None


def _load_common(path: Path) -> dict[str, Parameter]:
    text = path.read_text(encoding="utf-8")
    declared = parse_toml(text, path, first_line=1)
    try:
        return {name: Parameter.model_validate(words) for name, words in _named(declared).items()}
    except ValidationError as error:
        raise _located(error, text, path) from error


def _load_query(path: Path, common: Mapping[str, Parameter]) -> Query:
    text = path.read_text(encoding="utf-8")
    head, cypher = split_head(text, path)
    declared = parse_toml(head, path, first_line=2)
    for table in ("parameters", "columns"):
        if not isinstance(declared.setdefault(table, {}), dict):
            raise CatalogueError(path, _line_of(table, text), f"{table} must be a table")
    own, columns = _named(declared.pop("parameters")), _named(declared.pop("columns"))
    read = {"name": path.stem, "cypher": cypher, "cypher_known": with_past(cypher), "path": path}
    read["common"] = frozenset(common)
    try:
        query = Query.model_validate({**declared, **read, "parameters": {**own, **common}, "columns": columns})
    except ValidationError as error:
        raise _located(error, text, path) from error
    for word, reason in _mistakes(
        query, taken_twice=sorted(own.keys() & common.keys() | declared.keys() & read.keys())
    ):
        raise CatalogueError(path, _line_of(word, text), reason)
    return query


def _named(declared: Mapping[str, Any]) -> dict[str, Any]:
    return {name: {**words, "name": name} if isinstance(words, dict) else words for name, words in declared.items()}


def _mistakes(query: Query, taken_twice: list[str]) -> Iterator[tuple[str, str]]:
    """What pydantic cannot see: each with the word to look for in the file."""
    for name in taken_twice:
        yield name, f"{name} is declared already for every query"
    declared = {CYPHER_NAMES.get(name, name) for name in query.parameters}
    used = used_parameters(query.cypher)
    for name in sorted(used - declared):
        yield f"${name}", f"${name} is used but not declared"
    for name in sorted(declared - used):
        yield name, f"{name} is declared but ${name} is not used"
    yield from _column_mistakes(query)
    yield from _example_mistakes(query)
    yield from _graph_mistakes(query)


def _column_mistakes(query: Query) -> Iterator[tuple[str, str]]:
    expected, returned = (*query.columns, EVIDENCE), returned_columns(query.cypher)
    for name in expected:
        if name not in returned:
            yield name if name in query.columns else "RETURN", f"column {name} is declared but not returned"
    for name in returned:
        if name not in expected:
            yield "RETURN", f"column {name} is returned but not declared"
    if expected != returned:
        yield "RETURN", f"columns are returned in another order than declared: {', '.join(expected)}"


def _graph_mistakes(query: Query) -> Iterator[tuple[str, str]]:
    for column in query.columns.values():
        if column.label and column.label not in query.columns:
            yield column.label, f"column {column.name}: its label {column.label} is no column"
    for end in (end for edge in query.graph for end in (edge.source, edge.target)):
        parameter = query.parameters.get(end.removeprefix("$")) if end.startswith("$") else None
        if end not in query.columns and not (parameter and parameter.resolved):
            yield end, f"graph: {end} is neither a column nor a parameter that is looked up"


def _example_mistakes(query: Query) -> Iterator[tuple[str, str]]:
    for name, text in query.example.items():
        if name not in query.parameters:
            yield "example", f"example: no parameter {name} is declared"
        else:
            try:
                query.parameters[name].parse(text)
            except ParameterError as error:
                yield "example", f"example: {error}"
    for name, parameter in query.parameters.items():
        if not parameter.optional and name not in query.example:
            yield "example", f"example: the required parameter {name} is missing"


def _located(error: ValidationError, text: str, path: Path) -> CatalogueError:
    """The first mistake that pydantic found, with the line of the innermost word of its place that the file has."""
    first = error.errors()[0]
    words = [str(part) for part in first["loc"]]
    lines = [line for word in reversed(words) if (line := _line_of(word, text)) > 1]
    where = f"{'.'.join(words)}: " if words else ""
    return CatalogueError(path, lines[0] if lines else 1, f"{where}{first['msg']}")


def _line_of(word: str, text: str) -> int:
    """The first line that begins with the word, or declares it, else that has it, from 1; 1 when none has it."""
    lines = text.splitlines()
    declared = re.compile(rf"(?:// )?(?:\[\w+\.)?{re.escape(word)}(?!\w)")
    anywhere = re.compile(rf"(?<![\w$]){re.escape(word)}(?!\w)")
    found = [number for number, line in enumerate(lines, 1) if declared.match(line)]
    found += [number for number, line in enumerate(lines, 1) if anywhere.search(line)]
    return found[0] if found else 1
