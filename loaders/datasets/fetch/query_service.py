"""A table from a query service that speaks SPARQL, as a file in the cache: one a day."""

import csv
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import httpx
from filelock import FileLock

from dragoman.loaders.bodies import body_of
from dragoman.loaders.datasets.fetch.download import is_as_noted, note_checksum
from dragoman.loaders.datasets.fetch.web import Web
from dragoman.loaders.datasets.published import Asked
from dragoman.loaders.documents.read.limits import MAX_BYTES
from dragoman.loaders.outcome import Refused, Unreachable


def asked(name: str, table: Asked, service: str, folder: Path, on: date, web: Web) -> Path:
    """What the service tells on a day, as comma-separated values; asked once a day.

    Args:
        name: of the data set.
        table: what to ask.
        service: address of the query service.
        folder: of the cache; made if need be.
        on: today.
        web: who asks.

    Raises:
        Unreachable: the service does not answer now, or breaks off its answers.
        Refused: it does not answer as a query service does.
    """
    target = folder / f"{name}-{on}.csv"
    partial = target.with_suffix(".partial")
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / "fetching.lock"):
        if is_as_noted(target):
            return target
        with partial.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out, lineterminator="\n").writerows(table.rows(lambda query: _results(query, service, web)))
        partial.replace(target)
        note_checksum(target)
    return target


def _results(query: str, service: str, web: Web) -> list[Mapping[str, str]]:
    """The results of a query, each the values that it has by name."""
    return web.ask(
        f"{service}?{urlencode({'query': query})}", lambda: {"Accept": "application/sparql-results+json"}, _read
    )


async def _read(response: httpx.Response) -> list[Mapping[str, str]]:
    too_large = Refused(f"answers with more than {MAX_BYTES // 1_000_000} MB", "check the address")
    body = await body_of(response, MAX_BYTES, too_large)
    try:
        results = json.loads(body)["results"]["bindings"]
        return [{name: cell["value"] for name, cell in result.items()} for result in results]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        # The service ends an answer that takes too long in its midst, with status 200.
        raise Unreachable("breaks off its answer, or gives no results of a query", "try again later") from error
