// Where events were, as far as a place with coordinates is told.
UNWIND $events AS id
MATCH (event:Event {id: id})-[:OCCURRED_IN]->(place:Place)
RETURN event.id AS event_id, event.name AS event, event.type AS type, toString(event.start) AS date,
  place.id AS place_id, place.name AS place, place.country AS country,
  place.latitude AS latitude, place.longitude AS longitude
