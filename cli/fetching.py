"""Where the files of a data set come from: given by name, with dragoman, or from their publisher."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import NamedTuple

from dragoman.graph.errors import UsageError
from dragoman.graph.local.folders import folders
from dragoman.graph.settings import Settings
from dragoman.loaders.datasets.dataset import DataSet
from dragoman.loaders.datasets.fetch.publisher import Publisher
from dragoman.loaders.datasets.fetch.query_service import asked
from dragoman.loaders.datasets.fetch.sources import fetched_all, of_days
from dragoman.loaders.datasets.fetch.web import ATTEMPTS, Web
from dragoman.loaders.datasets.published import PublishedFiles
from dragoman.loaders.documents.sources import Source, find_sources
from dragoman.loaders.outcome import Unreadable


class Days(NamedTuple):
    """Which files a user wants fetched: of which days, and whether those to come as well."""

    since: date | None = None
    until: date | None = None
    follow: bool = False


class Inputs(NamedTuple):
    """What is to be loaded: the data set as of its release, and its files."""

    dataset: DataSet
    files: Iterable[Source | Unreadable]


def check(dataset: DataSet, named: list[str], days: Days, *, bulk: bool) -> None:
    """Refuse what does not go together.

    Raises:
        UsageError: files and days are both given, days that make no sense, days for a data set without a list, or
            a store to be built that is also to keep up.
    """
    if bulk and days.follow:
        raise UsageError("--bulk builds a new store, --follow goes on with one", "build it first, then follow")
    if not any(days):
        if not (named or dataset.file or dataset.asked):
            days_too = ", or say with --since which days to fetch" if dataset.published_files else ""
            raise UsageError(f"--dataset {dataset.name} needs its file", f"fetch it from {dataset.home}{days_too}")
        return
    _by_day(dataset)
    if named:
        raise UsageError("--since, --until and --follow fetch the files", "give either files or days")
    if days.until and (days.follow or days.since is None):
        raise UsageError("--until goes with --since, and not with --follow", "say from which day to which")
    if days.since and days.until and days.until < days.since:
        raise UsageError(f"--until {days.until} is before --since {days.since}", "give the earlier day first")


def inputs(dataset: DataSet, named: list[str], days: Days, settings: Settings) -> Inputs:
    """What a user wants loaded.

    Args:
        dataset: of which it is.
        named: files and addresses that were given.
        days: those whose files are to be fetched.
        settings: tell the publishers' addresses and the cache.

    Raises:
        Refused: the publisher does not answer, or has no such file.
    """
    today = datetime.now(UTC).date()
    if days.since:
        publisher = publisher_of(dataset, settings)
        return Inputs(dataset, fetched_all(publisher, of_days(publisher, days.since, days.until or today)))
    if not named and dataset.asked:
        service, private = _address(dataset.asked.publisher, settings)
        folder = folders(settings).datasets / dataset.asked.publisher
        web = Web(allow_private_addresses=private)
        file = asked(dataset.name, dataset.asked, service, folder, today, web)
        return Inputs(replace(dataset, published=today), [Source(file.name, str(file))])
    return Inputs(dataset, list(find_sources(named or [dataset.file or ""])))


def publisher_of(dataset: DataSet, settings: Settings, *, attempts: int = ATTEMPTS) -> Publisher:
    """The publisher of a data set's files.

    Args:
        dataset: one that has a list of files by day.
        settings: tell the publisher's address and the cache.
        attempts: how often to ask for each.
    """
    files = _by_day(dataset)
    home, private = _address(files.publisher, settings)
    web = Web(allow_private_addresses=private, attempts=attempts)
    return Publisher(files, home, folders(settings).datasets / files.publisher, web)


def _by_day(dataset: DataSet) -> PublishedFiles:
    if dataset.published_files is None:
        raise UsageError(f"{dataset.name} has no list of files by day", f"give its file, from {dataset.home}")
    return dataset.published_files


def _address(publisher: str, settings: Settings) -> tuple[str, bool]:
    """A publisher's address, and whether it may be one of the own network: where the user has named it."""
    setting = f"dragoman_{publisher}_url"
    address: str = getattr(settings, setting)
    return address, address != Settings.model_fields[setting].default
