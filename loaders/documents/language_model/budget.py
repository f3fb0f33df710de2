"""How many tokens a run may use, and how many it has used."""

import anyio

from dragoman.loaders.documents.language_model.failures import Stopped


class Budget:
    """The tokens of one run; used in one event loop only, that of the client."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.used = 0
        self._reserved = 0
        self._settled = anyio.Event()

    async def reserve(self, most: int) -> None:
        """Set aside what a question may cost at most, so that several at once do not overdraw together.

        Where only others under way stand in the way it waits for what they really cost, which is mostly less.

        Raises:
            Stopped: that much is not left.
        """
        while self.used + self._reserved + most > self.limit:
            if not self._reserved:
                spent = f"{self.used:,} used, the next question may cost {most:,}"
                raise Stopped(f"the budget of {self.limit:,} tokens is spent: {spent}")
            await self._settled.wait()
        self._reserved += most

    def settle(self, reserved: int, used: int) -> None:
        """Put what a question has cost in the place of what was set aside for it."""
        self._reserved -= reserved
        self.used += used
        self._settled.set()
        self._settled = anyio.Event()
