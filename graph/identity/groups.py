"""Sets that grow together."""

from collections.abc import Iterable


class Groups:
    """Disjoint sets of ids; each is known by its smallest member, whatever the order of joining."""

    def __init__(self, members: Iterable[str]) -> None:
        self._of = {member: [member] for member in members}

    def find(self, member: str) -> str:
        """The smallest id of the member's set."""
        return self._of[member][0]

    def members(self, member: str) -> list[str]:
        """The ids of the member's set, the smallest first."""
        return self._of[member]

    def join(self, one: str, other: str) -> None:
        """Make one set of the sets of two members."""
        if self.find(one) == self.find(other):
            return
        first, second = sorted((self._of[one], self._of[other]), key=lambda members: members[0])
        small, large = sorted((first, second), key=len)
        smallest = first[0]
        large.extend(small)
        for member in small:
            self._of[member] = large
        position = large.index(smallest)
        large[0], large[position] = large[position], large[0]
