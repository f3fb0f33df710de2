"""What a run with a language model has to tell at its end."""

from collections.abc import Iterator
from threading import Lock

from dragoman.loaders.documents.language_model.budget import Budget
from dragoman.loaders.documents.language_model.failures import Failed, Stopped
from dragoman.loaders.documents.language_model.tally import Tally


class Report:
    """Counts of one run, from all its threads."""

    def __init__(self, model: str, budget: Budget) -> None:
        self._model = model
        self._budget = budget
        self._lock = Lock()
        self._documents = 0
        self._cached = 0
        self._tally = Tally()
        self._offline: list[tuple[str, str]] = []
        self._unasked: list[str] = []

    def read(self, tally: Tally) -> None:
        """A document was read by the model."""
        with self._lock:
            self._documents += 1
            self._tally.add(tally)

    def from_cache(self) -> None:
        """An answer did not have to be asked for."""
        with self._lock:
            self._cached += 1

    def offline(self, name: str, failure: Failed) -> None:
        """A document was read offline, since the model failed at it or is asked no more."""
        with self._lock:
            if isinstance(failure, Stopped):
                self._unasked.append(failure.reason)
            else:
                self._offline.append((name, failure.reason))

    def lines(self) -> Iterator[str]:
        """The report, a line at a time."""
        for name, reason in self._offline:
            yield f"{name}: read offline: {self._model}: {reason}"
        if self._unasked:
            yield (
                f"{self._model} was asked no more: {self._unasked[0]}; "
                f"{_counted(len(self._unasked), 'document')} read offline"
            )
        yield (
            f"{self._model}: {_counted(self._documents, 'document')} read, "
            f"{_counted(self._cached, 'answer')} from the cache, "
            f"{self._budget.used:,} of {self._budget.limit:,} tokens used"
        )
        dropped = self._tally.dropped
        if dropped:
            reasons = ", ".join(f"{count} {reason.value}" for reason, count in dropped.most_common())
            yield f"dropped {dropped.total()} of {self._tally.told} facts: {reasons}"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
