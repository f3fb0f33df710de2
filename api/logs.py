"""What the server tells while it runs: lines for people on a terminal, JSON anywhere else."""

import logging
import sys
from contextvars import ContextVar

from pythonjsonlogger.json import JsonFormatter

request_id: ContextVar[str | None] = ContextVar("request_id", default=None)
"""The id of the request that is being answered, also in the threads that work for it."""


def configure_logs() -> None:
    """Write the log to standard error, each record with the id of the request that it is about."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(_with_request_id)
    if sys.stderr.isatty():
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    else:
        names = {"levelname": "level", "name": "logger"}
        handler.setFormatter(JsonFormatter([*names, "message"], rename_fields=names, timestamp=True))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    logging.getLogger("neo4j").setLevel(logging.ERROR)
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)


def _with_request_id(record: logging.LogRecord) -> bool:
    if (id := request_id.get()) is not None and not hasattr(record, "request_id"):
        record.request_id = id
    return True
