"""Python's search for cycles among objects, made seldom while rows are read by the million: they form none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# Objects alive more than at the last search, and how many searches among the young make one among the older. A batch of
# two thousand rows has some 50,000 objects; with Python's own 700 the search took half of the time of reading.
_SELDOM = (200_000, 10, 10)


def search_seldom() -> None:
    """Search seldom from now on, as a worker process does that only reads rows."""
    gc.set_threshold(*_SELDOM)


@contextmanager
def seldom_searched() -> Iterator[None]:
    """Search seldom within the block."""
    before = gc.get_threshold()
    search_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)
