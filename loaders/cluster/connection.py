"""A connection to a Dask cluster: documents go there, and nobody waits in vain."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from time import monotonic
from typing import Any, cast
from uuid import uuid4

import dask
from dask.utils import parse_timedelta
from distributed import Client, Future, KilledWorker, Security
from distributed.comm.core import connect as reach

from dragoman.graph.errors import ClusterError, DragomanError, UsageError
from dragoman.loaders.cluster.worker import different, installed
from dragoman.loaders.documents.read import Unreadable
from dragoman.loaders.documents.text import DocumentText
from dragoman.loaders.readers import Read, Reader, Reading

# Seconds without news after which the scheduler is asked how it is; most documents take less.
_LOOK_EVERY = 5.0
# Whoever is asked for versions imports the parser, and is silent meanwhile: 3 s, on a busy machine 20.
_IMPORTING = 120.0


@contextmanager
def connect(address: str) -> Iterator["Connection"]:
    """Connect to a cluster whose machines all read alike.

    Args:
        address: of the scheduler.

    Raises:
        UsageError: that is no address.
        ClusterError: nobody answers there, or there are no workers.
        ConfigurationError: other versions are installed on a machine of the cluster.
    """
    # What the cluster fails at becomes one error of ours; Dask would tell it with tracebacks beside.
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    patience = parse_timedelta(dask.config.get("distributed.comm.timeouts.connect"))
    try:
        # A client that cannot connect takes long to give up and leaves a traceback behind.
        asyncio.run(_knock(address, patience))
    except OSError as error:
        raise ClusterError(
            f"no Dask scheduler answers at {address}", "start one with `dask scheduler`, or see its log"
        ) from error
    except (ValueError, TypeError, RuntimeError) as error:
        raise UsageError(f"--cluster {address!r}: {error}", "give tcp://HOST:PORT or tls://HOST:PORT") from error
    with Client(address, timeout=patience, set_as_default=False) as client:
        connection = Connection(client, address, patience)
        connection.check()
        yield connection


async def _knock(address: str, patience: float) -> None:
    # Dask's own limit of time does not hold where something else answers, such as a web server.
    async with asyncio.timeout(patience):
        door = await reach(address, **Security().get_connection_args("client"))
        await door.close()


class Connection:
    """Submits documents to a cluster, and keeps an eye on it.

    Args:
        client: connected to it.
        address: of its scheduler, for messages.
        patience: seconds for which a silent scheduler or the lack of workers is put up with.
    """

    def __init__(self, client: Client, address: str, patience: float) -> None:
        self._client = client
        self._address = address
        self._patience = patience
        self._run = uuid4().hex
        self._submitted = 0
        self._threads = 0
        self._looked = monotonic()
        self._deserted: float | None = None

    def check(self) -> None:
        """Wait for workers, and see that all machines read alike.

        Raises:
            ClusterError: there are no workers, or somebody does not answer.
            ConfigurationError: other versions are installed on a machine.
        """
        try:
            self._client.wait_for_workers(1, timeout=self._patience)
        except TimeoutError as error:
            raise self._without_workers() from error
        except OSError as error:
            raise self.lost(error) from error
        self._threads = self._count()
        workers = self._ask(self._client.run, installed, on_error="return", limit=_IMPORTING)
        # The scheduler as well: it unpickles what it hands on.
        for machine, there in {"scheduler": self._installed_on_scheduler(), **workers}.items():
            # A worker that has gone since it was counted; should it come back, it looks by itself.
            if isinstance(there, OSError):
                continue
            if there != installed():
                raise different(f"the Dask cluster's {machine}", there)

    def threads(self) -> int:
        """How many threads the workers have just now: workers come and go.

        Raises:
            ClusterError: the scheduler does not answer, or there have been no workers for too long.
        """
        now = monotonic()
        if now - self._looked >= _LOOK_EVERY:
            count = self._count()
            self._looked = monotonic()
            self._threads = count or self._threads
            self._deserted = None if count else self._deserted or now
            if self._deserted and now - self._deserted >= self._patience:
                raise self._without_workers()
        return self._threads

    def submit(self, read: Read, reader: Reader, text: DocumentText | Unreadable, /) -> "Pending":
        """Have a document read by the next worker that is free."""
        self._submitted += 1
        # Tasks whose keys make one group are kept back by the scheduler until a worker is free: one that joins has
        # work at once, and one that dies is not blamed on a long queue of documents.
        key = (f"read-{self._run}", self._submitted)
        try:
            return Pending(self, self._client.submit(read, reader, text, key=key), text.name)
        except Exception as error:
            raise self.lost(error) from error

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Dask drops by itself what nobody waits for any more."""

    def lost(self, error: Exception) -> ClusterError:
        """The error that the cluster does its work no more."""
        gone = isinstance(error, CancelledError | OSError) or self._client.status != "running"
        reason = "its scheduler does not answer" if gone else f"{type(error).__name__}: {error}".splitlines()[0]
        return ClusterError(
            f"the Dask cluster at {self._address} is lost: {reason}",
            "what was stored is kept, the same command goes on from there",
        )

    def _installed_on_scheduler(self) -> object:
        try:
            return self._ask(self._client.run_on_scheduler, installed, limit=_IMPORTING)
        except ImportError as error:
            return error

    def _count(self) -> int:
        return sum(self._ask(self._client.nthreads, limit=self._patience).values())

    def _ask(self, question: Callable[..., Any], *arguments: Any, limit: float, **options: Any) -> Any:
        # Called in the client's own loop a method gives a coroutine, for which alone a limit of time can be set.
        coroutine = cast(Callable[..., Coroutine[Any, Any, Any]], question)
        try:
            return self._client.sync(coroutine, *arguments, callback_timeout=limit, **options)
        except ImportError:
            raise
        except Exception as error:
            raise self.lost(error) from error

    def _without_workers(self) -> ClusterError:
        return ClusterError(
            f"the Dask cluster at {self._address} has no workers",
            f"start some: dask worker {self._address} --nthreads 1 --nworkers N",
        )


class Pending:
    """A document that a cluster reads."""

    def __init__(self, cluster: Connection, task: Future[Reading | Unreadable], name: str) -> None:
        self._cluster = cluster
        self._task = task
        self._name = name

    def result(self) -> Reading | Unreadable:
        """What it states, once it is read.

        Raises:
            ClusterError: the cluster is lost.
            ConfigurationError: a worker has other versions.
        """
        while True:
            try:
                return self._task.result(timeout=_LOOK_EVERY)
            except TimeoutError:
                self._cluster.threads()
            except KilledWorker as error:
                reason = f"{error.allowed_failures + 1} workers of the cluster died while they read it"
                return Unreadable(self._name, reason, "their logs tell why; too little memory is the usual reason")
            except DragomanError:
                raise
            except Exception as error:
                raise self._cluster.lost(error) from error
