"""Sets that grow together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator


class Groups:
    """Disjoint sets of ids; each is known by its smallest member, whatever the order of joining."""

    def __init__(self, members: Iterable[str]) -> None:
        self._parent = {member: member for member in members}

    def __iter__(self) -> Iterator[str]:
        """Every member of every set."""
        return iter(self._parent)

    def find(self, member: str) -> str:
        """The smallest id of the member's set."""
        root = member
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[member] != root:
            self._parent[member], member = root, self._parent[member]
        return root

    def join(self, one: str, other: str) -> None:
        """Make one set of the sets of two members."""
        first, second = sorted((self.find(one), self.find(other)))
        self._parent[second] = first

    def sets(self) -> list[list[str]]:
        """Every set, its members sorted, in the order of the smallest members."""
        members: dict[str, list[str]] = defaultdict(list)
        for member in sorted(self._parent):
            members[self.find(member)].append(member)
        return list(members.values())
