"""The catalogue in words: for the terminal, and as the page `docs/queries.md`."""

from collections.abc import Mapping

from dragoman.queries.catalogue import Query
from dragoman.queries.parameter import Parameter, ParameterType

_PAGE_HEAD = """# Named queries

Made from the heads of `queries/*.cypher` by `dragoman queries --markdown`; do not edit by hand.

Each is a command (`dragoman query NAME param=value …`) and an address (`GET /queries/NAME?param=value`). A parameter
of type actor, state, event, document or place takes an id or plain words; `resolved` in the answer tells what they were
taken for. Beside its columns every row has `evidence`: up to five sentences that say so, the surest first.

"""
# Examples of the values that Neo4j Browser wants, where they are no strings.
_BROWSER_FORMS = {
    ParameterType.DATE: "date('{}')",
    ParameterType.INSTANT: "datetime('{}')",
    ParameterType.INTEGER: "{}",
    ParameterType.NUMBER: "{}",
}


def overview(catalogue: Mapping[str, Query]) -> str:
    """The names and summaries, a query a line."""
    width = max(len(name) for name in catalogue)
    return "".join(f"{name:{width}}  {query.summary}\n" for name, query in catalogue.items())


def describe(query: Query) -> str:
    """All that is to know of one query: parameters, columns, an example, and the Cypher with its Browser parameters."""
    return f"{_section(query, query.parameters)}\n```cypher\n{browser_parameters(query)}\n{query.cypher}```\n"


def catalogue_page(catalogue: Mapping[str, Query]) -> str:
    """The page of the documentation, in Markdown; what every query takes stands in it once."""
    first = next(iter(catalogue.values()))
    common = {name: first.parameters[name] for name in first.parameters if name in first.common}
    parts = [_PAGE_HEAD, "Every query takes:\n\n", _parameters(common)]
    parts += [f"\n{_section(query, query.own_parameters())}" for query in catalogue.values()]
    return "".join(parts)


def browser_parameters(query: Query) -> str:
    """The commands that set the query's parameters in Neo4j Browser, from its example; there, an id must be given."""
    values = {name: parameter.default for name, parameter in query.parameters.items()} | dict(query.example)
    commands = []
    for name, parameter in query.parameters.items():
        text = values[name]
        form = _BROWSER_FORMS.get(parameter.type, "'{}'")
        value = "null" if text is None else form.format(text.replace("'", "\\'"))
        commands.append(":param skip => 0" if name == "cursor" else f":param {name} => {value}")
    return "".join(f"{command};\n" for command in commands)


def _section(query: Query, parameters: Mapping[str, Parameter]) -> str:
    given = " ".join(f'{name}="{value}"' for name, value in query.example.items())
    columns = "".join(f"- `{column.name}`: {column.description}\n" for column in query.columns.values())
    return (
        f"## {query.name}\n\n{query.summary}.\n\n{query.description.strip()}\n\n"
        f"    dragoman query {query.name} {given}\n\n"
        f"Parameters\n\n{_parameters(parameters)}\nColumns\n\n{columns}"
    )


def _parameters(parameters: Mapping[str, Parameter]) -> str:
    return "".join(
        f"- `{name}` ({_kind(parameter)}): {parameter.description}\n" for name, parameter in parameters.items()
    )


def _kind(parameter: Parameter) -> str:
    words = [" | ".join(parameter.enum) or parameter.type.value]
    words += [
        f"{word} {bound}"
        for word, bound in (("from", parameter.minimum), ("to", parameter.maximum))
        if bound is not None
    ]
    if parameter.default is not None:
        words.append(f"default {parameter.default}")
    elif parameter.optional:
        words.append("optional")
    return ", ".join(words)
