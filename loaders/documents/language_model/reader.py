"""The language model as a reader of documents, with the offline reader for what it fails at."""

from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Lock

from anyio.from_thread import BlockingPortal, start_blocking_portal

from dragoman.graph.local.folders import folders
from dragoman.graph.records import DocumentRecords, standing_for
from dragoman.graph.settings import Settings
from dragoman.loaders.documents.extract import EXTRACTOR, extract
from dragoman.loaders.documents.language_model.answer import Answer
from dragoman.loaders.documents.language_model.cache import Cache, key_of
from dragoman.loaders.documents.language_model.checking import Page, page_of
from dragoman.loaders.documents.language_model.client import Client, open_client
from dragoman.loaders.documents.language_model.completion import is_answer
from dragoman.loaders.documents.language_model.endpoint import Endpoint, endpoint_of
from dragoman.loaders.documents.language_model.facts import facts_of
from dragoman.loaders.documents.language_model.failures import Again, Failed, Stopped, Truncated
from dragoman.loaders.documents.language_model.prompt import VERSION, request_for
from dragoman.loaders.documents.language_model.report import Report
from dragoman.loaders.documents.language_model.windows import Window, windows_of
from dragoman.loaders.documents.mentions import find_mentions
from dragoman.loaders.documents.parse import parse
from dragoman.loaders.documents.resolve import resolve_actors
from dragoman.loaders.documents.text import DocumentText, document_record
from dragoman.loaders.gazetteer import entries
from dragoman.loaders.readers import IN_FLIGHT_PER_WORKER, Reading

# Requests under way at once: servers answer several in about the time of one, and have limits on many.
_AT_ONCE = 4
# After so many documents in a row at which the server failed, each with its retries, it is taken for down.
_FAILURES_IN_A_ROW = 3


class LanguageModelReader:
    """Reads documents by a model; may be used from several threads."""

    def __init__(self, endpoint: Endpoint, client: Client, portal: BlockingPortal, cache: Cache) -> None:
        self._endpoint = endpoint
        self._client = client
        self._portal = portal
        self._cache = cache
        # spaCy's pipeline is shared, and promises nothing about threads.
        self._parsing = Lock()
        self._stopped: Stopped | None = None
        self._failures = 0
        self.report = Report(endpoint.model, client.budget)

    @property
    def version(self) -> str:
        """Name and version under which the graph knows what this reader has read."""
        return f"{VERSION}:{self._endpoint.model}"

    def workers_for(self, documents: int) -> int:
        """How many documents to read at once."""
        return max(1, min(_AT_ONCE, documents))

    def pool(self, workers: int) -> Executor | None:
        """Threads: they wait for the server, and share budget and connections."""
        return ThreadPoolExecutor(workers) if workers > 1 else None

    def in_flight(self, workers: int) -> int:
        """A few for each thread."""
        return workers * IN_FLIGHT_PER_WORKER

    def read(self, text: DocumentText) -> Reading:
        """What a document states: by the model, or offline where the model fails.

        Raises:
            ConfigurationError: endpoint, model or key are not what the server wants.
        """
        try:
            records = self._by_model(text)
        except Failed as failure:
            self._note(failure)
            self.report.offline(text.name, failure)
            with self._parsing:
                return Reading(extract(text), EXTRACTOR)
        return Reading(records, self.version)

    def _by_model(self, text: DocumentText) -> DocumentRecords:
        with self._parsing:
            doc = parse(text.text)
            page = page_of(text, doc, resolve_actors(doc, find_mentions(doc), text.published))
        spans = [(span.start_char, span.end_char) for span in page.spans]
        answered: list[tuple[Window, Answer]] = []
        for window in windows_of(spans, self._endpoint.window):
            answered.extend(self._answers(page, window))
        with self._parsing:
            facts = facts_of(page, answered)
        self.report.read(page.tally)
        states = tuple(entries()[id].actor() for id in sorted(standing_for(facts)))
        return DocumentRecords(document=document_record(text), facts=tuple(facts), actors=states)

    def _answers(self, page: Page, window: Window) -> Iterator[tuple[Window, Answer]]:
        """The answer about a part of a document, or several about its halves where one would not hold all facts."""
        try:
            yield window, self._answer(page, window)
        except Truncated:
            halves = window.halves()
            if not halves:
                raise
            for half in halves:
                yield from self._answers(page, half)

    def _answer(self, page: Page, window: Window) -> Answer:
        request = request_for(self._endpoint, page.document, window)
        key = key_of(self._endpoint.url, request)
        content = self._cache.get(key)
        if content is not None and is_answer(content):
            self.report.from_cache()
        else:
            if self._stopped is not None:
                raise self._stopped
            content = self._portal.call(self._client.ask, request)
            self._failures = 0
            self._cache.put(key, content)
        return Answer.model_validate_json(content)

    def _note(self, failure: Failed) -> None:
        """Ask no more once there is nothing left to pay with, or nobody who answers."""
        if isinstance(failure, Stopped):
            self._stopped = self._stopped or failure
        elif isinstance(failure, Again):
            self._failures += 1
            if self._failures >= _FAILURES_IN_A_ROW:
                self._stopped = Stopped(f"it failed at {self._failures} documents in a row, last: {failure.reason}")


@contextmanager
def open_reader(settings: Settings) -> Iterator[LanguageModelReader]:
    """A reader by the model that the settings name; its connections are closed at the end, questions broken off.

    Raises:
        UsageError: no endpoint or no model is set.
        ConfigurationError: the endpoint's address cannot be used.
    """
    endpoint = endpoint_of(settings)
    cache = Cache(folders(settings).cache / "language-model")
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(open_client(endpoint)) as client:
        yield LanguageModelReader(endpoint, client, portal, cache)
