"""What some rows of a file of events come to: made beside the process that stores it, in order."""

import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context, parent_process
from os import _exit
from typing import NamedTuple, TypeVar

from dragoman.graph.coded.batch import Batch, batch_of
from dragoman.graph.coded.mention import Mention
from dragoman.graph.errors import DragomanError
from dragoman.graph.records import EventRecord, standing_for
from dragoman.loaders.datasets.catalogue import dataset_named
from dragoman.loaders.datasets.cycles import search_seldom
from dragoman.loaders.datasets.dataset import Rejected
from dragoman.loaders.datasets.rows import Row
from dragoman.loaders.datasets.states import actor_of

_Made = TypeVar("_Made")


class Made(NamedTuple):
    """What rows came to: those that can be stored, and those that cannot be read or mapped."""

    batch: Batch
    rejected: list[Rejected]


def make(dataset: str, file: str, rows: Sequence[Row]) -> Made:
    """Make rows ready to be stored.

    Args:
        dataset: name of the one that they are of.
        file: name of the file that they are of.
        rows: some of its rows.
    """
    rejected: list[Rejected] = []

    def reject(row: Row, reason: str) -> None:
        rejected.append(Rejected(file, row.line, row.text, reason))

    told = list(dataset_named(dataset).records(file, rows, reject))
    events = [record for record in told if isinstance(record, EventRecord)]
    mentions = [record for record in told if isinstance(record, Mention)]
    standing = [actor_of(id) for id in sorted(standing_for(events))]
    return Made(batch_of(events, standing, mentions), rejected)


def worker_processes(number: int) -> ProcessPoolExecutor:
    """So many processes that make rows ready, and end with this one."""
    return ProcessPoolExecutor(number, mp_context=get_context("spawn"), initializer=_begin)


def in_order(
    rows: Iterator[Row], size: int, submit: Callable[[Sequence[Row]], Future[_Made]], most: int
) -> Iterator[tuple[Sequence[Row], _Made]]:
    """The rows of a file, part by part, each with what was made of it, in the file's order.

    Args:
        rows: of the file.
        size: rows of a part.
        submit: begins to make something of a part.
        most: parts that are made, or wait, at once.

    Raises:
        DragomanError: a process that makes something of them was ended.
    """
    window: deque[tuple[Sequence[Row], Future[_Made]]] = deque()
    try:
        while some := list(islice(rows, size)):
            window.append((some, submit(some)))
            if len(window) >= most:
                done, made = window.popleft()
                yield done, made.result()
        for done, made in window:
            yield done, made.result()
    except BrokenProcessPool as error:
        raise DragomanError(
            "a process that makes rows ready was ended, perhaps for want of memory", "run the same command again"
        ) from error


def _begin() -> None:
    search_seldom()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever: it holds both ends of the pipe."""
    parent = parent_process()
    assert parent is not None  # noqa: S101 - this runs in workers alone
    parent.join()
    _exit(1)
