"""The offline reader on the workers of a Dask cluster."""

from collections.abc import Iterator
from contextlib import contextmanager

from dragoman.loaders.cluster.connection import Connection, connect
from dragoman.loaders.cluster.worker import WorkerReader, installed
from dragoman.loaders.loading import BATCH, OfflineReader
from dragoman.loaders.readers import IN_FLIGHT_PER_WORKER


class ClusterReader(OfflineReader):
    """Has documents read by a cluster; on a worker it is a `WorkerReader`."""

    def __init__(self, cluster: Connection) -> None:
        self._cluster = cluster

    def workers_for(self, documents: int) -> int:
        """All threads that the cluster has."""
        return self._cluster.threads()

    def pool(self, workers: int) -> Connection:
        """The cluster."""
        return self._cluster

    def in_flight(self, workers: int) -> int:
        """Enough for the threads that there are just now, also while a batch is stored."""
        return self._cluster.threads() * IN_FLIGHT_PER_WORKER + BATCH

    def __reduce__(self) -> tuple[type[WorkerReader], tuple[str]]:
        # A connection cannot be sent to the workers, and they want none.
        return WorkerReader, (installed(),)


@contextmanager
def open_cluster(address: str) -> Iterator[ClusterReader]:
    """Connect to a cluster whose scheduler and workers all have what this machine has.

    Args:
        address: of the scheduler, as Dask writes it: `tcp://HOST:PORT` or `tls://HOST:PORT`.

    Raises:
        UsageError: that is no address.
        ClusterError: nobody answers there, or there are no workers.
        ConfigurationError: a machine of the cluster has another dragoman, or none.
    """
    with connect(address) as cluster:
        yield ClusterReader(cluster)
