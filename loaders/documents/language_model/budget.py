"""How many tokens a run may use, and how many it has used."""

from dragoman.loaders.documents.language_model.failures import Stopped


class Budget:
    """The tokens of one run; used from one thread only, that of the client's event loop."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.used = 0
        self._reserved = 0

    def reserve(self, most: int) -> None:
        """Set aside what a request may cost at most, so that several at once do not overdraw together.

        Raises:
            Stopped: that much is not left.
        """
        if self.used + self._reserved + most > self.limit:
            raise Stopped(f"the budget of {self.limit:,} tokens is spent ({self.used:,} used)")
        self._reserved += most

    def settle(self, reserved: int, used: int) -> None:
        """Put what a request has cost in the place of what was set aside for it."""
        self._reserved -= reserved
        self.used += max(used, 0)
