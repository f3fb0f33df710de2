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


def choose_ports(wanted: Ports, report: Report) -> Ports:
    """The wanted ports, each replaced by any free one if it is in use at this moment, which the report tells."""
    return Ports(
        bolt=_free_port(wanted.bolt, "Bolt", report),
        http=_free_port(wanted.http, "Neo4j Browser", report),
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


def _free_port(wanted: int, purpose: str, report: Report) -> int:
    if is_free(wanted):
        return wanted
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
    report(f"Port {wanted} is in use; {purpose} takes {port}")
    return port
