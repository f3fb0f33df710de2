"""`dragoman load --dataset NAME --follow`: keeps up with a publisher until Ctrl-C."""

from datetime import UTC, date, datetime, time, timedelta

from dragoman.cli.fetching import publisher_of
from dragoman.cli.reporting import messages, name_failed
from dragoman.cli.stopping import Stop, stopping
from dragoman.graph.coded.store import CodedStore
from dragoman.graph.connection import open_driver
from dragoman.graph.errors import DatabaseUnavailable
from dragoman.graph.schema import apply_schema
from dragoman.graph.settings import read_settings
from dragoman.loaders.datasets.dataset import DataSet
from dragoman.loaders.datasets.fetch.publisher import moment
from dragoman.loaders.datasets.fetch.sources import Follower
from dragoman.loaders.datasets.rejects import Rejects
from dragoman.loaders.datasets.streaming import CodedReport, load_coded
from dragoman.loaders.documents.sources import Source
from dragoman.loaders.outcome import Unreadable

_DATABASE_AWAY_SECONDS = 60


def follow(dataset: DataSet, since: date | None, rejects: Rejects) -> None:
    """Load what a publisher gives out, as it comes, until Ctrl-C or SIGTERM; then the batch at work is stored.

    Args:
        dataset: one that has a list of files by day.
        since: the first day; by default it goes on behind the last file in the graph, or begins with the newest.
        rejects: takes the rows that could not be read or mapped.

    Raises:
        Refused: the publisher's address is wrong from the start.
        DatabaseError: the database cannot be used from the start.
    """
    settings = read_settings()
    with stopping() as stop, open_driver(settings, messages.print) as driver:
        apply_schema(driver, settings.neo4j_database)
        store = CodedStore(driver, settings.neo4j_database)
        # Waiting between attempts is the follower's, which a signal ends at once.
        publisher = publisher_of(dataset, settings, attempts=1)
        last = datetime.combine(since, time.min, UTC) - timedelta(seconds=1) if since else _last(store, dataset.name)
        _tell(f"following {dataset.name}" + (f" from {last + publisher.every:%Y-%m-%d %H:%M} UTC" if last else ""))
        for file in Follower(publisher, last, stop.wait, _tell).files():
            _load(dataset, file, store, rejects, stop)
            if stop.is_asked():
                break
    _tell("stopped")


def _last(store: CodedStore, name: str) -> datetime | None:
    last = store.last_file(name)
    return moment(last) if last else None


def _load(dataset: DataSet, file: Source | Unreadable, store: CodedStore, rejects: Rejects, stop: Stop) -> None:
    while True:
        try:
            report = load_coded(dataset, [file], store, rejects, lambda rows: None, stop.is_asked)
        except DatabaseUnavailable as error:
            _tell(f"{error}; trying again in {_DATABASE_AWAY_SECONDS} s")
            if stop.wait(_DATABASE_AWAY_SECONDS):
                return
        else:
            _report(file.name, report)
            return


def _report(name: str, report: CodedReport) -> None:
    name_failed(report.failed)
    if report.unchanged:
        _tell(f"{name}: unchanged")
    elif not report.failed:
        _tell(f"{name}: {report.rows:,} rows, {report.events or report.mentions:,} of them stored")


def _tell(line: str) -> None:
    messages.print(line, markup=False, soft_wrap=True)
