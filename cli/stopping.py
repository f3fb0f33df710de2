"""Ctrl-C and SIGTERM as something that can be asked and waited for, where work is to end in order."""

import select
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Stop:
    """Whether a signal has asked to stop."""

    def __init__(self) -> None:
        # Not threading.Event: a handler that sets one while the same thread begins to wait for it may lock itself out.
        self._told, self._tell = socket.socketpair()
        self._asked = False

    def ask(self, signal_number: int, _frame: FrameType | None) -> None:
        """Take a signal; the next one of its kind ends the program at once."""
        self._asked = True
        self._tell.send(b"\0")
        signal.signal(signal_number, signal.SIG_DFL)

    def is_asked(self) -> bool:
        """Whether a signal has come."""
        return self._asked

    def wait(self, seconds: float) -> bool:
        """Wait for so long, or until a signal comes; whether one has come."""
        select.select([self._told], [], [], seconds)
        return self._asked

    def close(self) -> None:
        """Close what it waits by."""
        self._told.close()
        self._tell.close()


@contextmanager
def stopping() -> Iterator[Stop]:
    """Within the block Ctrl-C and SIGTERM are told to whoever asks, and break nothing off."""
    stop = Stop()
    before = {number: signal.signal(number, stop.ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        stop.close()
