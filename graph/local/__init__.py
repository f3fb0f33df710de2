"""The local Neo4j: a real server, fetched, started, watched and stopped by dragoman itself, without Docker."""

from dragoman.graph.local.readiness import LocalServer
from dragoman.graph.local.server import down, running, up

__all__ = ["LocalServer", "down", "running", "up"]
