"""Asks a dragoman server from Python, synchronously or asynchronously: rows, whole answers, or a pandas frame."""

from dragoman.client.answers import Alternative, Answer, Asked, Evidence, Resolved, Row, Value
from dragoman.client.asynchronous import AsyncClient
from dragoman.client.errors import ApiProblem, ServerUnreachable
from dragoman.client.synchronous import Client

__all__ = [
    "Alternative",
    "Answer",
    "ApiProblem",
    "Asked",
    "AsyncClient",
    "Client",
    "Evidence",
    "Resolved",
    "Row",
    "ServerUnreachable",
    "Value",
]
