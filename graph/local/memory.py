"""How much memory the server may take: a share of what the machine, or the container it runs in, has."""

from dataclasses import dataclass
from pathlib import Path

import psutil

_MEGABYTE = 1024 * 1024
_CGROUP = Path("/sys/fs/cgroup")


@dataclass(frozen=True)
class Memory:
    """Sizes in megabytes (2^20 bytes): Java's heap at most, and the cache of store pages."""

    heap: int
    page_cache: int


def sized_to(total: int) -> Memory:
    """The server's share of `total` bytes: an eighth for the heap and a sixteenth for pages, within bounds.

    A laptop of 4 GB gives 512 + 256 MB and stays usable. The bounds: with a heap under 384 MB Neo4j 5.26 spends its
    time collecting garbage; a store of a million events with their texts fits in the upper ones.
    """
    megabytes = total // _MEGABYTE
    return Memory(heap=_within(384, megabytes // 8, 2048), page_cache=_within(64, megabytes // 16, 1024))


def available_memory() -> int:
    """The bytes that this process may use: the machine's, or the tightest limit of the control groups it is in."""
    return min([psutil.virtual_memory().total, *_control_group_limits()])


def _control_group_limits() -> list[int]:
    """Version 2 limits of our group and all above it, and the version 1 limit as a container sees it."""
    files = [_CGROUP / "memory.max", _CGROUP / "memory" / "memory.limit_in_bytes"]
    membership = Path("/proc/self/cgroup")
    if membership.is_file():
        own = [line.partition("::")[2] for line in membership.read_text().splitlines() if line.startswith("0::")]
        for group in own:
            path = Path(group.lstrip("/"))
            files += [_CGROUP / ancestor / "memory.max" for ancestor in (path, *path.parents)]
    texts = [file.read_text().strip() for file in files if file.is_file()]
    return [int(text) for text in texts if text.isdigit()]


def _within(least: int, value: int, most: int) -> int:
    return max(least, min(value, most))
