"""Where compatible endpoints differ: parameters that some of them refuse, learnt from how they refuse them."""


class Dialect:
    """What one endpoint has turned out to want.

    OpenAI's reasoning models take `max_completion_tokens` and no temperature; most other servers know `max_tokens`
    alone.
    """

    def __init__(self) -> None:
        self._renamed = False
        self._default_temperature = False

    def of(self, request: dict[str, object]) -> dict[str, object]:
        """The request in the endpoint's dialect."""
        spoken = dict(request)
        if self._renamed:
            spoken["max_completion_tokens"] = spoken.pop("max_tokens")
        if self._default_temperature:
            spoken.pop("temperature")
        return spoken

    def learn(self, message: str) -> bool:
        """Learn from the words of a refusal; False when they tell nothing new."""
        if "max_completion_tokens" in message and not self._renamed:
            self._renamed = True
            return True
        if "temperature" in message and not self._default_temperature:
            self._default_temperature = True
            return True
        return False
