// Which event answers which: from the live responses that consist in an event of their own, with the sentence that
// says so best.
UNWIND $events AS id
MATCH (event:Event {id: id})
CALL (event) {
  MATCH (event)-[old:RESPONDS_TO]-(:Event)
  DELETE old
}
WITH collect(event) AS events
CALL (events) {
  UNWIND events AS event
  MATCH (event)<-[:TO]-(response:Response)-[:CONSISTS_IN]->(reaction:Event)
  WHERE event <> reaction
  RETURN event, reaction, response
  UNION
  UNWIND events AS reaction
  MATCH (event:Event)<-[:TO]-(response:Response)-[:CONSISTS_IN]->(reaction)
  WHERE event <> reaction
  RETURN event, reaction, response
}
WITH event, reaction, response ORDER BY response.id
WITH event, reaction, collect(response) AS responses
CALL (responses) {
  UNWIND responses AS response
  MATCH (response)-[told:REPORTED_IN]->(document:Document)
  RETURN told, document ORDER BY told.confidence DESC, document.id, told.start LIMIT 1
}
CREATE (reaction)-[edge:RESPONDS_TO]->(event)
SET edge.id = 'edge:RESPONDS_TO:' + reaction.id + ':' + event.id,
    edge.lag_days = CASE WHEN event.precision = 'day' AND reaction.precision = 'day'
                    THEN duration.inDays(event.start, reaction.start).days END,
    edge.sentence = told.sentence,
    edge.document = document.id,
    edge.facts = [response IN responses | response.id],
    edge.sources = head(responses).sources,
    edge.confidence = head(responses).confidence
RETURN elementId(edge) AS edge, edge.facts AS facts
