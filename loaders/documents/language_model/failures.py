"""What can go wrong between a document and a model's answer about it."""


class Failed(Exception):
    """The model gives no usable answer about a document, which is then read offline.

    Args:
        reason: what happened, to be read after "read offline: "; never holds the key.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Again(Failed):
    """It may work when asked again.

    Args:
        reason: what happened.
        wait: seconds after which the server wants to be asked again; None when it does not say.
        paid: whether the answer came and was of no use, so that asking again costs again.
    """

    def __init__(self, reason: str, wait: float | None = None, *, paid: bool = False) -> None:
        super().__init__(reason)
        self.wait = wait
        self.paid = paid


class Truncated(Failed):
    """The answer ended at its limit of tokens: too many facts for one answer."""


class Stopped(Failed):
    """The run asks the model no more."""
