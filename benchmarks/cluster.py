"""Reading on a Dask cluster: one worker against two, on this machine."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

from distributed import LocalCluster

from benchmarks.pairs import Pair, compare
from dragoman.loaders.cluster.reader import open_cluster
from dragoman.loaders.documents.text import DocumentText
from dragoman.loaders.loading import read_by


def reading_on_clusters(texts: Callable[[], list[DocumentText]]) -> Iterator[Pair]:
    """How many times the documents a second of one worker two workers read.

    Args:
        texts: gives documents that no worker has seen.
    """
    count = len(texts())
    with ExitStack() as stack:

        def reading(workers: int) -> Callable[[], object]:
            cluster = LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=":0")
            address = stack.enter_context(cluster).scheduler_address
            reader = stack.enter_context(open_cluster(address))
            return lambda: list(read_by(reader, texts(), workers))

        yield compare(
            f"extract {count} documents by 1 worker of a cluster", reading(1), "by 2 workers", reading(2), rounds=5
        )
