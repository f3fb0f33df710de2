"""The queue of jobs: bounded, kept on disk, gone on with after a restart."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.context import SpawnProcess
from pathlib import Path
from threading import Lock

from filelock import FileLock

from dragoman.api.jobs.job import Job, JobFolder, Status
from dragoman.api.problems import QueueFull
from dragoman.graph.settings import Settings


class JobQueue:
    """Takes jobs and has them loaded, one at a time, also when several workers of a server take them.

    Args:
        settings: which Neo4j, and how many jobs may wait.
        path: the folder of the jobs.
    """

    def __init__(self, settings: Settings, path: Path) -> None:
        self.jobs = JobFolder(path)
        self._settings = settings
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="jobs")
        self._lock = Lock()
        self._process: SpawnProcess | None = None
        self._closed = False

    def resume(self) -> None:
        """Go on with what a server before this one has left."""
        if self.jobs.unfinished():
            self._thread.submit(self._work)

    def submit(self, job: Job, store: Callable[[Path, int], None]) -> None:
        """Take a job.

        Args:
            job: it is on disk when this returns, and will be loaded.
            store: writes the content of the file of that number to that path.

        Raises:
            QueueFull: as many jobs wait as may.
        """
        self.jobs.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        with FileLock(self.jobs.path / "taking.lock"):
            if len(self.jobs.unfinished()) >= self._settings.dragoman_job_queue:
                raise QueueFull("as many jobs as may wait are waiting", "send the documents again later")
            self.jobs.begin(job)
            try:
                for place, file in enumerate(job.files):
                    if file.url is None:
                        store(self.jobs.file(job, place), place)
                self.jobs.save(job)
            except BaseException:
                self.jobs.drop(job)
                raise
        self._thread.submit(self._work)

    def close(self) -> None:
        """End the loading; what is not done is gone on with when a server is started again."""
        with self._lock:
            self._closed = True
            if self._process is not None:
                # It may have ended by itself, and been put away.
                with suppress(ValueError):
                    self._process.terminate()
        self._thread.shutdown(cancel_futures=True)

    def _work(self) -> None:
        while self.jobs.unfinished():
            with self._lock:
                if self._closed:
                    return
                self._process = get_context("spawn").Process(
                    target=_run, args=(self._settings, self.jobs.path), daemon=True, name="dragoman loading"
                )
                self._process.start()
            self._process.join()
            if self._process.exitcode and not self._closed:
                self._note_end()

    def _note_end(self) -> None:
        """The process that loads has ended before it began a job; else it would be started for that for ever."""
        for job in self.jobs.unfinished()[:1]:
            if job.status is Status.QUEUED:
                self.jobs.end(job, Status.FAILED, "the process that loads could not be started; the log has more")


def _run(settings: Settings, path: Path) -> None:
    # Here, since it imports the reader of texts, which takes seconds.
    from dragoman.api.jobs.loading import run_jobs

    run_jobs(settings, path)
