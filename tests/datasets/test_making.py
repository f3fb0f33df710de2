"""Rows of a file made ready in other processes."""

import os

import pytest

from dragoman.graph.errors import DragomanError
from dragoman.loaders.datasets.making import in_order, worker_processes
from dragoman.loaders.datasets.rows import Row


def test_a_process_that_was_ended_is_told() -> None:
    rows = iter([Row(1, 0, "a row", {})])
    with worker_processes(1) as pool, pytest.raises(DragomanError, match="run the same command again"):
        list(in_order(rows, 1, lambda some: pool.submit(os._exit, 1), 1))
