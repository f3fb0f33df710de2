"""What the shell offers while a query is being typed: queries, their parameters, and values that the graph has."""

from collections.abc import Iterator, Sequence

import typer

from dragoman.graph import local
from dragoman.graph.errors import DragomanError
from dragoman.queries.catalogue import Query, load_catalogue
from dragoman.queries.parameter import Parameter, ParameterType
from dragoman.queries.resolve.words import fold

# Whoever presses the tabulator does not wait for long.
PATIENCE_SECONDS = 2.0
MOST_VALUES = 30
_KINDS = {
    ParameterType.ACTOR: ("state", "official", "organization", "group"),
    ParameterType.STATE: ("state", "organization"),
    ParameterType.EVENT: ("event",),
    ParameterType.DOCUMENT: ("document",),
    ParameterType.PLACE: ("place", "state"),
}

Offers = list[tuple[str, str]]
"""What the shell may offer, each with a word of help."""


def query_names(incomplete: str) -> Offers:
    """The queries whose names begin so."""
    return [(name, query.summary) for name, query in load_catalogue().items() if name.startswith(incomplete)]


def query_arguments(ctx: typer.Context, incomplete: str) -> Offers:
    """Parameters of the query that is being typed, or values for the one that stands before the cursor."""
    query = load_catalogue().get(ctx.params.get("name") or "")
    given: Sequence[str] = ctx.params.get("arguments") or ()
    if query is None:
        return []
    # bash parts words at "=", the other shells do not.
    if given and given[-1] == "=":
        return _values(query, given[-2] if len(given) > 1 else "", incomplete)
    if given and given[-1] in query.parameters and not incomplete:
        return _values(query, given[-1], "")
    name, equals, begun = incomplete.partition("=")
    if equals:
        return [(f"{name}={value}", told) for value, told in _values(query, name, begun)]
    taken = {word.partition("=")[0] for word in given}
    free = [it for it in query.parameters.values() if it.name not in taken and it.name.startswith(incomplete)]
    offers = [(f"{it.name}=", it.description) for it in free]
    if len(free) == 1:
        # bash puts a space behind the only offer, and a value can then no longer be typed.
        offers += [(f"{free[0].name}={value}", told) for value, told in _values(query, free[0].name, "")]
    return offers


def _values(query: Query, name: str, begun: str) -> Offers:
    parameter = query.parameters.get(name)
    if parameter is None:
        return []
    if parameter.enum:
        return [(value, name) for value in parameter.enum if value.startswith(begun)]
    if not fold(begun) or parameter.type not in _KINDS:
        return _example(parameter) if not begun else []
    try:
        return list(_known(parameter, begun))[:MOST_VALUES]
    except DragomanError:
        # The shell has no place for a message; the command itself will tell it.
        return []


def _example(parameter: Parameter) -> Offers:
    example = parameter.example or parameter.default
    return [(example.replace(" ", "-"), "for example")] if example else []


def _known(parameter: Parameter, begun: str) -> Iterator[tuple[str, str]]:
    """Names in the graph that begin so, with dashes for spaces: the look-up reads them the same, and no shell minds.

    Nothing is started for it.
    """
    from dragoman.graph.connection import open_driver
    from dragoman.graph.settings import read_settings
    from dragoman.queries.run import run_query

    settings = read_settings()
    if settings.neo4j_uri is None and local.running(settings) is None:
        return
    search = load_catalogue()["search"]
    with open_driver(settings) as driver:
        answer = run_query(
            driver,
            search,
            {"q": begun, "limit": "200"},
            database=settings.neo4j_database,
            timeout=PATIENCE_SECONDS,
        )
    beginning = _dashed(begun)
    names = {row["name"]: row["kind"] for row in answer.rows if row["kind"] in _KINDS[parameter.type]}
    for name, kind in names.items():
        dashed = _dashed(name)
        if dashed.startswith(beginning) and len(beginning) == len(begun):
            # What was typed stays as it was typed, since shells compare letter by letter.
            yield begun + dashed[len(begun) :], f"{name} ({kind})"


def _dashed(words: str) -> str:
    dashed = fold(words).replace(" ", "-")
    return f"{dashed}-" if words.endswith((" ", "-")) and dashed else dashed
