"""Documents that come over HTTP: taken, queued, and loaded by a process of their own, one request at a time."""
