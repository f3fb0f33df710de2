"""Which events, persons and sources of different documents are one: pure functions, no database."""
