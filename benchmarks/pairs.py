"""Times two things in turn, A B A B …, and compares them pair by pair."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True)
class Pair:
    """Medians of both in seconds, and the median of the ratios A/B of the single pairs."""

    name: str
    against: str
    seconds: float
    against_seconds: float
    ratio: float


def compare(
    name: str,
    action: Callable[[], object],
    against: str,
    other: Callable[[], object],
    rounds: int = 7,
    before: Callable[[], object] = lambda: None,
) -> Pair:
    """Run both once to warm up, then `rounds` times in turn; `before` goes before each, out of the time."""

    def seconds(run: Callable[[], object]) -> float:
        before()
        start = perf_counter()
        run()
        return perf_counter() - start

    seconds(action)
    seconds(other)
    timings = [(seconds(action), seconds(other)) for _ in range(rounds)]
    return Pair(
        name=name,
        against=against,
        seconds=median(first for first, _ in timings),
        against_seconds=median(second for _, second in timings),
        ratio=median(first / second for first, second in timings),
    )
