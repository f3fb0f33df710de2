"""The ports the server listens on: Neo4j's own when they are free, else any free ones."""

import socket
from typing import NamedTuple

from dragoman.graph.local.reporting import Report

LOOPBACK = "127.0.0.1"


class Ports(NamedTuple):
    """TCP ports on the loopback address."""

    bolt: int
    http: int


USUAL_PORTS = Ports(bolt=7687, http=7474)


def choose_ports(report: Report) -> Ports:
    """Ports that are free at this moment; the report tells when they are not the usual ones."""
    return Ports(
        bolt=_free_port(USUAL_PORTS.bolt, "Bolt", report),
        http=_free_port(USUAL_PORTS.http, "Neo4j Browser", report),
    )


def is_free(port: int) -> bool:
    """Whether a server could listen on this port of the loopback address."""
    with socket.socket() as probe:
        # Without it a port counts as taken for a minute after its last server went, though Java would get it.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def _free_port(usual: int, purpose: str, report: Report) -> int:
    if is_free(usual):
        return usual
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
    report(f"Port {usual} is in use; {purpose} takes {port}")
    return port
