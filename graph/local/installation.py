"""The server on this machine: its jars and Neo4j Browser, found, taken over or downloaded, all in their place."""

from pathlib import Path

from dragoman.graph.local.configuration import provide_browser
from dragoman.graph.local.disk import demand_free
from dragoman.graph.local.folders import Folders, shared_cache
from dragoman.graph.local.jars import default_maven_repository, download, link_from, missing_jars
from dragoman.graph.local.lock import browser_jar, neo4j_version, read_lock
from dragoman.graph.local.reporting import Progress, Report

_FREE_DISK = 256_000_000
"""Bytes: Neo4j Browser unpacked, the logs, and the transaction logs of a server that is hardly used."""


def provide_class_path(places: Folders, report: Report, progress: Progress) -> list[Path]:
    """Make everything ready to start, and tell the server's class path.

    Raises:
        LocalServerError: a download fails, or the disk is too small.
    """
    jars = provide_jars(places, report, progress)
    demand_free(places.home, _FREE_DISK)
    provide_browser(places.jars / browser_jar(read_lock()).filename, places.browser)
    return [places.browser, *jars]


def provide_jars(places: Folders, report: Report, progress: Progress) -> list[Path]:
    """Fill the cache with the server's jars, from elsewhere on this machine where they are, and verify them all.

    Raises:
        LocalServerError: a download fails, or the disk is too small.
    """
    jars = read_lock()
    places.jars.mkdir(parents=True, exist_ok=True)
    missing = missing_jars(jars, places.jars)
    if missing:
        link_from((shared_cache() / "jars", default_maven_repository()), missing, places.jars)
        missing = missing_jars(missing, places.jars)
    if missing:
        size = sum(jar.size for jar in missing)
        demand_free(places.cache, size)
        report(f"Downloading Neo4j {neo4j_version(jars)}: {len(missing)} files, {size // 1_000_000} MB, this once")
        download(missing, places.jars, progress)
    return [places.jars / jar.filename for jar in jars]
