"""How long work tells what it is doing: the caller hands in functions, the terminal or a log shows them."""

from collections.abc import Callable

Report = Callable[[str], None]
"""Takes one line for the user, without a full stop."""

Progress = Callable[[int, int], None]
"""Takes how many bytes are done, and of how many."""


def silent(message: str) -> None:
    """A report that nobody reads."""


def in_tenths(report: Report, doing: str) -> Progress:
    """Progress as plain lines, one for each tenth, for where no bar can be drawn.

    Args:
        report: takes the lines.
        doing: what is going on, the line's beginning.
    """
    told = 0

    def progress(done: int, total: int) -> None:
        nonlocal told
        tenths = done * 10 // total
        if tenths > told:
            told = tenths
            report(f"{doing}: {done // 1_000_000} of {total // 1_000_000} MB")

    return progress
