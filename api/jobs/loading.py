"""The process that loads what has come over HTTP: whatever happens to it, the server goes on answering."""

import logging
import signal
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from dragoman.api.jobs.job import FileStatus, Job, JobFile, JobFolder, Status, Trouble
from dragoman.api.logs import configure_logs
from dragoman.graph.connection import open_driver
from dragoman.graph.errors import DragomanError
from dragoman.graph.schema import apply_schema
from dragoman.graph.settings import Settings
from dragoman.graph.store import Store
from dragoman.loaders.documents.read import Unreadable, read
from dragoman.loaders.documents.sources import Source
from dragoman.loaders.documents.text import DocumentText
from dragoman.loaders.dumps import is_dump
from dragoman.loaders.loading import LoadReport, load_all

logger = logging.getLogger(__name__)

# A job in which the process has ended so often is not tried again.
_ATTEMPTS = 3
_LOCK = "loading.lock"


def run_jobs(settings: Settings, path: Path) -> None:
    """Load what waits in a folder of jobs, until nothing does; other processes wait meanwhile.

    Args:
        settings: which Neo4j.
        path: the folder.
    """
    # Ctrl-C goes to every process of a terminal; the server ends this one when it ends itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    configure_logs()
    jobs = JobFolder(path)
    with FileLock(path / _LOCK):
        while waiting := jobs.unfinished():
            _run(waiting[0], jobs, settings)


def _run(job: Job, jobs: JobFolder, settings: Settings) -> None:
    if job.attempts == _ATTEMPTS:
        jobs.end(job, Status.FAILED, "the process that loads ended several times; send fewer documents at once")
        return
    job.attempts += 1
    job.status, job.started = Status.RUNNING, datetime.now(UTC)
    jobs.save(job)
    try:
        with open_driver(settings) as driver:
            apply_schema(driver, settings.neo4j_database)
            store = Store(driver, settings.neo4j_database)
            for place, file in enumerate(job.files):
                if file.status in (FileStatus.WAITING, FileStatus.LOADING):
                    file.status = FileStatus.LOADING
                    jobs.save(job)
                    _note(file, load_all(_texts(job, file, jobs.file(job, place)), store, 1, lambda _count: None))
                    jobs.save(job)
    except DragomanError as error:
        logger.warning("job %s failed: %s", job.id, error)
        jobs.end(job, Status.FAILED, f"{error}; then send what was not loaded again")
    except Exception:
        logger.exception("job %s failed", job.id)
        jobs.end(job, Status.FAILED, "the server made a mistake; its log has more")
    else:
        jobs.end(job, Status.DONE)
        logger.info("job %s is done", job.id, extra={"files": dict(Counter(file.status for file in job.files))})


def _texts(job: Job, file: JobFile, path: Path) -> Iterator[DocumentText | Unreadable]:
    if file.url:
        yield from read(Source(file.name, file.url), job.published)
        return
    source = Source(file.name, str(path))
    if is_dump(source):
        yield Unreadable(file.name, "is a dump of a graph, no document", "load it with `dragoman load`")
        return
    address = path.resolve().as_uri()
    for text in read(source, job.published):
        # Where it lies for the moment is no address of the document.
        here = isinstance(text, DocumentText) and text.address == address
        yield replace(text, address=None) if here and isinstance(text, DocumentText) else text


def _note(file: JobFile, report: LoadReport) -> None:
    file.documents = report.stored.loaded + report.stored.replaced
    file.facts = dict(report.stored.facts)
    file.troubles = [Trouble(line=it.line, reason=it.reason, hint=it.hint) for it in report.failed]
    if file.documents:
        file.status = FileStatus.LOADED
    else:
        file.status = FileStatus.FAILED if file.troubles else FileStatus.UNCHANGED
