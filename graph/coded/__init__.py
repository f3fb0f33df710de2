"""Events that data sets code by the million: stored as they come, in batches, without an entry in the ledger.

A comparison with all that was told before would cost more than such an event; what makes it one is its publisher's
own id. Only the actors enter the ledger, once a file: who they are is decided there for all.
"""
