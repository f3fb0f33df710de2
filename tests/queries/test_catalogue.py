"""The catalogue: what it promises, and that a mistake in a file is told with its line."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from dragoman.queries.catalogue import CatalogueError, Query, load_catalogue
from dragoman.queries.documentation import browser_parameters, catalogue_page, describe, overview

ROOT = Path(__file__).parents[2]
COMMON = ["as_of", "known_at", "min_confidence", "limit", "cursor"]
PROMISED = {
    "who-responded-to-event": (
        ["event"],
        "actor_id actor kind state speaker stance date lag_days statement confidence",
    ),
    "events": (
        ["actor", "target", "type", "place", "since", "until"],
        "event_id name type date initiators recipients place documents",
    ),
    "statements": (
        ["speaker", "state", "event", "since", "until"],
        "statement_id speaker office state date text stance event",
    ),
    "officials": (["state", "on"], "official_id name office state from to"),
    "allies": (["state", "on"], "ally_id ally alliance type from to"),
    "coincident-events": (["event", "days"], "event_id name type date days rule"),
    "same-events": (["event"], "event_id name type date score reasons"),
    "relation-timeline": (["a", "b", "since", "until", "bucket"], "period events cooperation conflict goldstein"),
    "connection": (["a", "b"], "step from edge to"),
    "allies-who-condemned": (["state"], "ally alliance event date statement"),
    "search": (["q", "kind"], "id kind name score"),
    "evidence": (
        ["id"],
        "fact_id fact document published publisher sentence start end rule extractor record confidence loaded_at "
        "sources",
    ),
    "contested": (
        ["actor", "state", "event", "since", "until"],
        "contested_id subject about side says sources documents confidence",
    ),
    "escalation": (
        ["a", "b", "since", "until", "bucket"],
        "period initiator_id initiator recipient_id recipient events goldstein lowest running change event_id event",
    ),
    "reaction-profile": (
        ["state", "type", "mode", "initiator", "since", "until"],
        "year events condemned supported denied acknowledged demanded threatened acted condemned_share lag_days "
        "initiators",
    ),
    "common-enemies": (
        ["a", "b", "since", "until", "least"],
        "enemy_id enemy a_events a_goldstein b_events b_goldstein strength a_event b_event",
    ),
    "blocs": (
        ["since", "until", "least"],
        "bloc states members goldstein outside foes tie triangles balanced",
    ),
    "response-chain": (
        ["event", "depth"],
        "step event_id event type date actors responds_to lag_days sentence",
    ),
    "voted-together": (
        ["a", "b", "since", "until", "issue", "bucket"],
        "period both_voted same opposite same_share agreement",
    ),
    "most-similar-states": (
        ["state", "since", "until", "issue", "at_least"],
        "similar_id similar agreement both_voted same opposite",
    ),
}
GOOD = """// ---
// summary = "Actors"
// description = "All of them."
// example = { name = "Japan" }
// [parameters]
// name = { type = "string", description = "A name" }
// [columns]
// id = { description = "Id" }
// ---
MATCH (a:Actor {name: $name})
WHERE $as_of IS NULL OR $known_at IS NULL OR $min_confidence IS NULL
RETURN a.id AS id, [] AS evidence
ORDER BY id SKIP $skip LIMIT $limit
"""


@pytest.mark.parametrize("name", PROMISED)
def test_parameters_and_columns_are_those_promised(catalogue: Mapping[str, Query], name: str) -> None:
    parameters, columns = PROMISED[name]
    assert set(parameters) <= set(catalogue[name].own_parameters())
    assert list(catalogue[name].columns) == columns.split()
    assert list(catalogue[name].parameters)[-len(COMMON) :] == COMMON


def test_every_query_takes_the_common_parameters_and_has_an_example(catalogue: Mapping[str, Query]) -> None:
    assert set(catalogue) == {*PROMISED, "document"}
    for query in catalogue.values():
        assert query.common == set(COMMON)
        required = {name for name, parameter in query.parameters.items() if not parameter.optional}
        assert required <= set(query.example)


def test_every_query_gives_its_evidence_in_the_same_form(catalogue: Mapping[str, Query]) -> None:
    form = "told {document: source.name, title: source.title, url: coalesce(told.url, source.url), "
    form += "published: coalesce(told.published, source.published), .sentence, .start, .end, .confidence}"
    order = "told.confidence DESC, source.published, source.id, told.start LIMIT 5"
    for query in catalogue.values():
        assert form in " ".join(query.cypher.split())
        # There, a piece of evidence is a row.
        assert order in query.cypher or query.name == "evidence"
        assert "$known_at IS NULL OR told.loaded_at <= $known_at" in query.cypher


def test_the_past_is_read_where_labels_stand_and_nowhere_else(tmp_path: Path) -> None:
    text = GOOD.replace("(a:Actor {", "(a:Actor|Office {").replace(
        "WHERE", "// a:Event\nWHERE 'of:Fact' <> '' AND a:State AND"
    )
    query = load_catalogue(_folder(tmp_path, text))["actors"]
    assert "(a:Actor|PastActor|Office|PastOffice {name" in query.cypher_known
    assert "// a:Event\n" in query.cypher_known
    assert "'of:Fact' <> '' AND a:State|PastState AND" in query.cypher_known
    assert "Past" not in query.cypher


def _folder(tmp_path: Path, text: str, common: str | None = None) -> Path:
    (tmp_path / "actors.cypher").write_text(text, encoding="utf-8")
    declared = (ROOT / "queries" / "common.toml").read_text(encoding="utf-8")
    (tmp_path / "common.toml").write_text(common or declared, encoding="utf-8")
    return tmp_path


def test_a_file_of_ones_own_is_a_query(tmp_path: Path) -> None:
    query = load_catalogue(_folder(tmp_path, GOOD))["actors"]
    assert list(query.parameters) == ["name", *COMMON]
    assert query.cypher.startswith("MATCH")


MISTAKES = {
    "no head": (lambda text: text.removeprefix("// ---\n"), 1, "must begin with"),
    "head not closed": (lambda text: text.replace("// ---\nMATCH", "MATCH"), 9, "must begin with '//'"),
    "not TOML": (lambda text: text.replace('"A name" }', '"A name"'), 6, "not TOML"),
    "unknown key": (lambda text: text.replace('"A name"', '"A name", colour = "red"'), 6, "Extra inputs"),
    "unknown word in the head": (
        lambda text: text.replace("// [parameters]", "// tone = 1\n// [parameters]"),
        5,
        "tone",
    ),
    "unknown type": (lambda text: text.replace('"string"', '"colour"'), 6, "Input should be"),
    "a parameter that is no table": (
        lambda text: text.replace('{ type = "string", description = "A name" }', "3"),
        6,
        "",
    ),
    "undeclared parameter": (lambda text: text.replace("$name", "$title"), 10, "$title is used but not declared"),
    "unused parameter": (lambda text: text.replace("{name: $name}", ""), 6, "$name is not used"),
    "unused common parameter": (lambda text: text.replace("$as_of", "1"), 1, "$as_of is not used"),
    "common parameter declared": (
        lambda text: text.replace("// [columns]", '// limit = { type = "integer", description = "x" }\n// [columns]'),
        7,
        "limit is declared already",
    ),
    "missing column": (lambda text: text.replace("a.id AS id, ", ""), 8, "column id is declared but not returned"),
    "undeclared column": (
        lambda text: text.replace("a.id AS id", "a.id AS id, a.name AS name"),
        12,
        "column name is returned but not declared",
    ),
    "no evidence": (lambda text: text.replace(", [] AS evidence", ""), 12, "column evidence"),
    "example of a wrong type": (
        lambda text: text.replace('"string"', '"integer"'),
        4,
        "example: name: 'Japan' is not a whole number",
    ),
    "example without what is required": (lambda text: text.replace('name = "Japan"', ""), 4, "name is missing"),
    "example of no parameter": (
        lambda text: text.replace('name = "Japan"', 'nom = "Japan", name = "x"'),
        4,
        "no parameter nom",
    ),
    "parameters that are no table": (
        lambda text: text.replace("// [parameters]", "// parameters = 3\n// [other]"),
        5,
        "parameters must be a table",
    ),
    "no summary": (lambda text: text.replace('// summary = "Actors"\n', ""), 1, "summary"),
    "an edge from nowhere": (
        lambda text: text.replace(
            "// ---\nMATCH", '// [[graph]]\n// source = "id"\n// edge = "E"\n// target = "where"\n// ---\nMATCH'
        ),
        12,
        "where is neither a column nor a parameter",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_file_and_line(tmp_path: Path, mistake: str) -> None:
    change, line, reason = MISTAKES[mistake]
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(_folder(tmp_path, change(GOOD)))
    assert str(caught.value).startswith(f"{tmp_path / 'actors.cypher'}:{line}: ")
    assert reason in str(caught.value)


def test_a_mistake_in_the_common_parameters_is_told_too(tmp_path: Path) -> None:
    folder = _folder(
        tmp_path, GOOD, common='[limit]\ntype = "integer"\noptional = true\ndefault = "many"\ndescription = "x"\n'
    )
    with pytest.raises(CatalogueError, match=r"common\.toml:\d+: .*whole number"):
        load_catalogue(folder)


def test_parameters_in_comments_and_strings_are_not_used_ones(tmp_path: Path) -> None:
    text = GOOD.replace("WHERE", "// $nothing\n/* $neither */ WHERE '$nor' <> \"$this\" AND")
    assert "actors" in load_catalogue(_folder(tmp_path, text))


def test_the_page_of_the_documentation_is_up_to_date(catalogue: Mapping[str, Query]) -> None:
    page = (ROOT / "docs" / "queries.md").read_text(encoding="utf-8")
    assert page == catalogue_page(catalogue), "renew it with `dragoman queries --markdown > docs/queries.md`"


def test_the_list_and_a_description_tell_all_there_is_to_know(catalogue: Mapping[str, Query]) -> None:
    assert [line.split()[0] for line in overview(catalogue).splitlines()] == sorted(catalogue)
    shown = describe(catalogue["allies"])
    for word in ("as_of", "ally_id", "dragoman query allies", "MATCH", ":param on => date('2025-01-31');"):
        assert word in shown


def test_browser_gets_a_value_for_each_parameter_of_the_cypher(catalogue: Mapping[str, Query]) -> None:
    commands = browser_parameters(catalogue["events"]).splitlines()
    assert ":param skip => 0;" in commands
    assert ":param limit => 50;" in commands
    assert ":param known_at => null;" in commands
