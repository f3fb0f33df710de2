"""The graph read by a client that nobody here wrote and that knows nothing of dragoman."""

import json
import subprocess
import sys
from datetime import date

from neo4j import Driver

from dragoman.graph.local import running
from dragoman.graph.records import Actor, DateRange, DocumentRecord, DocumentRecords, EventRecord, Evidence
from dragoman.graph.settings import Settings
from dragoman.graph.store import Store
from dragoman.graph.vocabulary import ActorKind, EventType, Precision

TEXT = "North Korea fired missiles on January 14."


def report() -> DocumentRecords:
    north = Actor(id="PRK", name="North Korea", kind=ActorKind.STATE, state="PRK")
    launch = EventRecord(
        id="event:launch",
        document="launch.txt",
        confidence=0.9,
        evidence=(Evidence(sentence=TEXT, start=0, end=len(TEXT)),),
        name="missile launch by North Korea",
        type=EventType.MOBILIZE,
        initiators=(north,),
        date=DateRange(start=date(2025, 1, 14), end=date(2025, 1, 14), precision=Precision.DAY),
    )
    head = DocumentRecord(
        id="document:1", document="launch.txt", sha256="1", text=TEXT, confidence=1, evidence=(), title="Launch"
    )
    return DocumentRecords(document=head, facts=(launch,), actors=(north,))


# In a process of its own, as a second client is: py2neo is no longer kept up and leaves its connection open.
READING = """
import json, sys
from py2neo import Graph
address, user, password = sys.argv[1:]
graph = Graph(address, auth=(user, password))
state = graph.nodes.match("State", name="North Korea").first()
(initiated,) = graph.match((state,), r_type="INITIATED")
(reported,) = graph.match((initiated.end_node,), r_type="REPORTED_IN")
print(json.dumps([str(initiated.end_node["start"]), reported["sentence"], reported.end_node["title"]]))
"""


def test_py2neo_reads_what_was_loaded(empty_graph: Driver, neo4j_settings: Settings) -> None:
    Store(empty_graph, "neo4j").load([report()], "test")
    server = running(neo4j_settings)
    address, user, password = (
        (server.bolt_uri, server.username, server.password)
        if server
        else (neo4j_settings.neo4j_uri, neo4j_settings.neo4j_username, neo4j_settings.neo4j_password.get_secret_value())
    )
    read = subprocess.run(
        [sys.executable, "-c", READING, address, user, password], capture_output=True, text=True, timeout=60
    )
    assert read.returncode == 0, read.stderr
    assert json.loads(read.stdout) == ["2025-01-14", TEXT, "Launch"]
