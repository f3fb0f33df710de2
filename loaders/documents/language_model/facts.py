"""All facts of a document out of the answers about its parts."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from dragoman.graph.records import FactRecord
from dragoman.loaders.documents.language_model.answer import Answer, Told
from dragoman.loaders.documents.language_model.checking import Dropped, Page, Quoted
from dragoman.loaders.documents.language_model.events import Events
from dragoman.loaders.documents.language_model.others import alliance, coincidence, official, response, statement
from dragoman.loaders.documents.language_model.tally import Reason
from dragoman.loaders.documents.language_model.windows import Window

# Of one kind in one answer; a part of a document has a few dozen sentences.
_MOST = 200

_T = TypeVar("_T", bound=Told)


def facts_of(page: Page, answered: Sequence[tuple[Window, Answer]]) -> list[FactRecord]:
    """The facts that hold, each once; what became of the others stands in the page's tally.

    Args:
        page: the document.
        answered: each part of it with the model's answer.
    """
    facts = _Facts(page)
    # Officials first: who is named in one part acts in others. What points at events comes after all of them.
    for window, answer in answered:
        facts.take(window, answer.officials, partial(official, page))
    events = Events(page)
    told = [
        (one, window, number) for number, (window, answer) in enumerate(answered) for one in facts.first(answer.events)
    ]
    # Each window's own before those of the overlap, which are then known to be told.
    for one, window, number in sorted(told, key=lambda item: not _is_own(page, item[0], item[1])):
        facts.count(partial(events.take, one, window, number))
    for number, (window, answer) in enumerate(answered):
        keyed = events.seen_by(number)
        facts.take(window, answer.statements, partial(statement, page, keyed))
        facts.take(window, answer.responses, partial(response, page, keyed))
        facts.take(window, answer.alliances, partial(alliance, page))
        facts.take(window, answer.coincidences, partial(coincidence, page, keyed))
    return [*events.records.values(), *facts.records.values()]


def _is_own(page: Page, told: Told, window: Window) -> bool:
    try:
        return window.owns(page.quoted(told.sentence, window).evidence.start)
    except Dropped:
        return True


class _Facts:
    """Facts beside events, and the count of all."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.records: dict[str, FactRecord] = {}

    def take(self, window: Window, told: Sequence[_T], records: Callable[[_T, Quoted], Iterator[FactRecord]]) -> None:
        """Take what of these facts of a window holds."""
        for one in self.first(told):
            self.count(partial(self._take, window, one, records))

    def _take(self, window: Window, told: _T, records: Callable[[_T, Quoted], Iterator[FactRecord]]) -> bool:
        quoted = self._page.quoted(told.sentence, window)
        if not window.owns(quoted.evidence.start):
            return False
        for record in records(told, quoted):
            known = self.records.get(record.id)
            evidence = tuple(dict.fromkeys((*(known.evidence if known else ()), *record.evidence)))
            self.records[record.id] = record.model_copy(update={"evidence": evidence})
        return True

    def count(self, take: Callable[[], bool]) -> None:
        """Take a fact, and count it unless it is of the overlap: its own window tells it."""
        try:
            self._page.tally.told += take()
        except Dropped as dropped:
            self._page.tally.told += 1
            self._page.tally.dropped[dropped.reason] += 1

    def first(self, told: Sequence[_T]) -> Sequence[_T]:
        """As many of these facts as one answer may tell; the rest is dropped unread."""
        beyond = max(len(told) - _MOST, 0)
        if beyond:
            self._page.tally.told += beyond
            self._page.tally.dropped[Reason.TOO_MANY] += beyond
        return told[:_MOST]
