"""What goes wrong on the way to a Neo4j, told in one line with what to do."""

from contextlib import nullcontext

import pytest
from neo4j import READ_ACCESS, Driver, ManagedTransaction, unit_of_work
from pydantic import SecretStr

from dragoman.graph.connection import demand_version, open_driver, session_of, translated_errors
from dragoman.graph.errors import DatabaseError, DatabaseTimeout
from dragoman.graph.local import running
from dragoman.graph.settings import Settings


@pytest.fixture
def existing(neo4j_driver: Driver, neo4j_settings: Settings) -> Settings:
    """The server under test as a user names an existing one."""
    server = running(neo4j_settings)
    if server is None:
        return neo4j_settings
    return Settings(_env_file=None, neo4j_uri=server.bolt_uri, neo4j_password=SecretStr(server.password))


def told(settings: Settings) -> str:
    with pytest.raises(DatabaseError) as raised, open_driver(settings):
        pass
    assert raised.value.hint
    assert "\n" not in str(raised.value)
    return str(raised.value)


def changed(settings: Settings, **values: object) -> Settings:
    return settings.model_copy(update=values)


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_an_existing_server_is_reached_by_both_schemes(existing: Settings, scheme: str) -> None:
    address = f"{scheme}://{str(existing.neo4j_uri).partition('://')[2]}"
    with open_driver(changed(existing, neo4j_uri=address)) as driver:
        assert driver.execute_query("RETURN 1 AS one").records[0]["one"] == 1


def test_a_session_sees_what_an_earlier_one_wrote(existing: Settings) -> None:
    address = f"neo4j://{str(existing.neo4j_uri).partition('://')[2]}"
    with open_driver(changed(existing, neo4j_uri=address)) as driver:
        with session_of(driver, existing.neo4j_database) as session:
            session.run("CREATE (:Document {id: 'document:written'})").consume()
            (written,) = session.last_bookmarks().raw_values
        # What a member of a cluster is told to wait for before it reads in the next session.
        assert written in driver.execute_query_bookmark_manager.get_bookmarks()
        with session_of(driver, existing.neo4j_database, default_access_mode=READ_ACCESS) as session:
            assert session.run("MATCH (d:Document {id: 'document:written'}) RETURN d").single() is not None
        driver.execute_query("MATCH (d:Document {id: 'document:written'}) DELETE d")


def test_wrong_password(existing: Settings) -> None:
    message = told(changed(existing, neo4j_password=SecretStr("wrong")))
    assert "refuses the credentials; set NEO4J_USERNAME and NEO4J_PASSWORD" in message
    assert "wrong" not in message


def test_no_password(existing: Settings) -> None:
    assert "set NEO4J_USERNAME and NEO4J_PASSWORD" in told(changed(existing, neo4j_password=None))


@pytest.mark.parametrize("scheme", ["bolt", "neo4j", "bolt+s", "neo4j+s", "neo4j+ssc"])
def test_nobody_at_the_address(existing: Settings, scheme: str) -> None:
    assert f"no Neo4j answers at {scheme}://127.0.0.1:9" in told(changed(existing, neo4j_uri=f"{scheme}://127.0.0.1:9"))


def test_no_such_host(existing: Settings) -> None:
    assert "neo4j://nowhere.invalid" in told(changed(existing, neo4j_uri="neo4j://nowhere.invalid"))


def test_tls_where_the_server_has_none(existing: Settings) -> None:
    address = f"bolt+s://{str(existing.neo4j_uri).partition('://')[2]}"
    assert address in told(changed(existing, neo4j_uri=address))


@pytest.mark.parametrize("address", ["localhost:7687", "http://localhost:7474", "bolt://:port", "graph", "neo4j://"])
def test_no_address_at_all(existing: Settings, address: str) -> None:
    assert address in told(changed(existing, neo4j_uri=address))


def test_no_such_database(existing: Settings) -> None:
    assert "has no database 'nosuch'; set NEO4J_DATABASE" in told(changed(existing, neo4j_database="nosuch"))


@pytest.mark.parametrize("agent", ["Neo4j/5.25.1", "SomethingElse/9.0"])
def test_too_old_or_not_neo4j(agent: str) -> None:
    with pytest.raises(DatabaseError, match="needs Neo4j 5"):
        demand_version(agent, "bolt://somewhere")


@pytest.mark.parametrize(
    ("agent", "taken"),
    [("Neo4j/5.26.0", True), ("Neo4j/5.27.0-aura", True), ("Neo4j/2026.08.1", True), ("Neo4j/4.4.40", False)],
)
def test_only_versions_it_is_made_for_are_taken(agent: str, taken: bool) -> None:
    with nullcontext() if taken else pytest.raises(DatabaseError) as refusal:
        demand_version(agent, "bolt://somewhere")
    assert (refusal is None) == taken


def test_a_query_over_its_time_limit(neo4j_driver: Driver) -> None:
    @unit_of_work(timeout=0.2)
    def endless(transaction: ManagedTransaction) -> None:
        transaction.run("UNWIND range(1, 100000000000) AS n RETURN sum(n)").consume()

    told = pytest.raises(DatabaseTimeout, match="longer than its time limit")
    with neo4j_driver.session() as session, told, translated_errors():
        session.execute_read(endless)


def test_a_mistake_in_cypher_stays_readable(neo4j_driver: Driver) -> None:
    with pytest.raises(DatabaseError, match="SyntaxError"), translated_errors():
        neo4j_driver.execute_query("RETRUN 1")
