"""The Cypher that writes one kind of fact: the node and whom it points at. Both ends are in the graph already."""

from typing import LiteralString

# The edges between an event and its actors, as `event_row` has them. They carry whom, with whom and when, so that an
# index finds the newest of a busy actor or dyad without a walk through all that it ever did; `told` is on those of
# events that have a ledger entry.
EVENT_EDGES: LiteralString = """
WITH event, row, event:Told AS told
CALL (event, row, told) {
  UNWIND row.initiators AS edge
  MATCH (actor:Actor {id: edge.actor})
  CREATE (actor)-[:INITIATED {
    through: edge.through, actor: edge.actor, told: CASE WHEN told THEN edge.actor END, start: row.start
  }]->(event)
}
CALL (event, row, told) {
  UNWIND row.recipients AS edge
  MATCH (actor:Actor {id: edge.actor})
  CREATE (event)-[:TARGETED {
    through: edge.through, actor: edge.actor, told: CASE WHEN told THEN edge.actor END, start: row.start
  }]->(actor)
}
CALL (event, row) {
  UNWIND row.dyads AS edge
  MATCH (actor:Actor {id: edge.actor})
  CREATE (event)-[:BETWEEN {dyad: edge.dyad, start: row.start}]->(actor)
}
"""

_EVENT: LiteralString = (
    """
UNWIND $rows AS row
MERGE (event:Fact {id: row.id})
SET event:Event:Told, event += row.properties
"""
    + EVENT_EDGES
    + """
CALL (event, row) {
  WITH event, row WHERE row.place IS NOT NULL
  MERGE (place:Place {id: row.place.id})
  CREATE (event)-[at:OCCURRED_IN]->(place)
  SET at = row.place, at.id = null, at.place = row.place.id, at.start = row.start
}
"""
)

_STATEMENT: LiteralString = """
UNWIND $rows AS row
MERGE (statement:Fact {id: row.id})
SET statement:Statement, statement += row.properties
WITH statement, row
CALL (statement, row) {
  UNWIND row.speakers AS edge
  MATCH (actor:Actor {id: edge.actor})
  CREATE (actor)-[:MADE {through: edge.through}]->(statement)
}
CALL (statement, row) {
  UNWIND row.about AS id
  MATCH (event:Event {id: id})
  CREATE (statement)-[:ABOUT]->(event)
}
"""

_RESPONSE: LiteralString = """
UNWIND $rows AS row
MATCH (event:Event {id: row.event}), (actor:Actor {id: row.actor})
MERGE (response:Fact {id: row.id})
SET response:Response, response += row.properties
CREATE (response)-[:TO]->(event)
CREATE (response)-[:GIVEN_BY]->(actor)
WITH response, row
OPTIONAL MATCH (speaker:Actor {id: row.speaker})
OPTIONAL MATCH (reaction:Event {id: row.reaction})
FOREACH (one IN [x IN [speaker] WHERE x IS NOT NULL] | CREATE (response)-[:SPOKEN_BY]->(one))
FOREACH (one IN [x IN [reaction] WHERE x IS NOT NULL] | CREATE (response)-[:CONSISTS_IN]->(one))
"""

_OCCUPANCY: LiteralString = """
UNWIND $rows AS row
MATCH (official:Official {id: row.official})
MERGE (occupancy:Fact {id: row.id})
SET occupancy:Occupancy, occupancy += row.properties
CREATE (occupancy)-[:HOLDER]->(official)
MERGE (office:Office {id: row.office.id})
ON CREATE SET office.state = row.office.state
CREATE (occupancy)-[:POST]->(office)
WITH office, row
MATCH (body:Actor {id: row.office.state})
MERGE (office)-[:OF]->(body)
"""

_ALLIANCE: LiteralString = """
UNWIND $rows AS row
MERGE (alliance:Fact {id: row.id})
SET alliance:Alliance, alliance += row.properties
WITH alliance, row
UNWIND row.members AS member
MATCH (actor:Actor {id: member.id})
CREATE (actor)-[:MEMBER_OF {from: member.from, to: member.to}]->(alliance)
"""

_COINCIDENCE: LiteralString = """
UNWIND $rows AS row
MERGE (coincidence:Fact {id: row.id})
SET coincidence:Coincidence, coincidence += row.properties
WITH coincidence, row
UNWIND row.events AS id
MATCH (event:Event {id: id})
CREATE (coincidence)-[:JOINS]->(event)
"""

_ROLL_CALL: LiteralString = """
UNWIND $rows AS row
MERGE (roll_call:Fact {id: row.id})
SET roll_call:RollCall, roll_call += row.properties
WITH roll_call, row
UNWIND row.votes AS cast
UNWIND cast[1] AS told
MATCH (state:Actor {id: told[0]})
CREATE (state)-[:VOTED {vote: cast[0], date: roll_call.start, line: told[1]}]->(roll_call)
"""

# Facts that others point at come first.
KINDS: dict[str, LiteralString] = {
    "event": _EVENT,
    "official": _OCCUPANCY,
    "statement": _STATEMENT,
    "response": _RESPONSE,
    "alliance": _ALLIANCE,
    "coincidence": _COINCIDENCE,
    "roll-call": _ROLL_CALL,
}
