// What an office is called: of the ways in which live documents write its title ("Leader", "leader") the first by
// alphabet.
UNWIND $offices AS id
MATCH (office:Office {id: id})<-[:POST]-(occupancy:Occupancy)
WITH office, min(occupancy.office) AS name
SET office.name = name
