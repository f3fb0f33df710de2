// What the graph holds, by kind, from the counts that the store keeps; the days by the ends of an index.
RETURN
  COUNT { MATCH (:Document) RETURN 1 AS one } AS documents,
  COUNT { MATCH (:Event) RETURN 1 AS one } AS events,
  COUNT { MATCH (:Statement) RETURN 1 AS one } AS statements,
  COUNT { MATCH (:Response) RETURN 1 AS one } AS responses,
  COUNT { MATCH (:State) RETURN 1 AS one } AS states,
  COUNT { MATCH (:Official) RETURN 1 AS one } AS officials,
  COUNT { MATCH (:Alliance) RETURN 1 AS one } AS alliances,
  COUNT { MATCH (:RollCall) RETURN 1 AS one } AS roll_calls,
  toString(head(COLLECT { MATCH (event:Event) WHERE event.start > date('0001-01-01') RETURN event.start ORDER BY event.start LIMIT 1 }))
    AS first,
  toString(head(COLLECT { MATCH (event:Event) WHERE event.start > date('0001-01-01') RETURN event.start ORDER BY event.start DESC LIMIT 1 }))
    AS last
