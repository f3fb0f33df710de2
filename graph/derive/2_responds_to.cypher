// Which event answers which: from the live responses that consist in an event of their own.
UNWIND $events AS id
MATCH (event:Event {id: id})
CALL (event) {
  MATCH (:Event)-[old:RESPONDS_TO]->(event)
  DELETE old
}
WITH event
MATCH (event)<-[:TO]-(:Response)-[:CONSISTS_IN]->(reaction:Event)
WITH DISTINCT event, reaction
CREATE (reaction)-[edge:RESPONDS_TO]->(event)
SET edge.lag_days = CASE WHEN event.precision = 'day' AND reaction.precision = 'day'
                    THEN duration.inDays(event.start, reaction.start).days END
