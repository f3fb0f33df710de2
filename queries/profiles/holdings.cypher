// What the graph holds, by kind, from the counts that the store keeps; the days from the ends of an index.
CALL () {
  MATCH (event:Event) WHERE event.start > date('0001-01-01')
  WITH event.start AS start ORDER BY start LIMIT 1
  RETURN toString(min(start)) AS first
}
CALL () {
  MATCH (event:Event) WHERE event.start > date('0001-01-01')
  WITH event.start AS start ORDER BY start DESC LIMIT 1
  RETURN toString(max(start)) AS last
}
RETURN COUNT { (:Document) } AS documents, COUNT { (:Event) } AS events, COUNT { (:Statement) } AS statements,
  COUNT { (:Response) } AS responses, COUNT { (:State) } AS states, COUNT { (:Official) } AS officials,
  COUNT { (:Alliance) } AS alliances, COUNT { (:RollCall) } AS roll_calls, first, last
