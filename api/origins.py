"""Which other sites' pages may ask (CORS), by setting."""

import re
from typing import Any

from dragoman.graph.errors import ConfigurationError
from dragoman.graph.settings import Settings

_ORIGIN = re.compile(r"https?://[^/\s,*]+")
_SENT = ("Authorization", "X-API-Key", "If-None-Match", "X-Request-ID", "Content-Type")
_SEEN = ("ETag", "Link", "Location", "Retry-After", "X-Request-ID")


def cors_settings(settings: Settings) -> dict[str, Any]:
    """The arguments of Starlette's `CORSMiddleware`.

    Raises:
        ConfigurationError: an origin is none. `*` is none either: it would let the page of any site read a graph that
            only this machine is to see.
    """
    origins = [origin.strip() for origin in settings.dragoman_cors_origins.split(",") if origin.strip()]
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            raise ConfigurationError(
                f"DRAGOMAN_CORS_ORIGINS: {origin!r} is no origin",
                "write it as https://example.org, several with commas",
            )
    return {
        "allow_origins": origins,
        "allow_methods": ["GET", "POST"],
        "allow_headers": list(_SENT),
        "expose_headers": list(_SEEN),
        "max_age": 600,
    }
