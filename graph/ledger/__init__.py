"""The ledger: what live documents state, record by record, from which the visible graph follows.

A record stands as a `Record` node without edges. `entries` turns records into such nodes and back, `book` enters and
withdraws them, `decisions` holds what people decided about identity, and the other modules rebuild the part of
the graph that a change touches: `people` and `events` say which ids are one, `facts` what the graph is to say,
`write` brings it there and keeps the version before, `entities` labels and names what facts speak of.
"""
