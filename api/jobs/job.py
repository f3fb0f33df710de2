"""A job: the documents of one request, and what became of each."""

import re
import shutil
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, Field, ValidationError

_RECORD = "job.json"
_ID = re.compile(r"[0-9a-f]{32}")
# So long the outcome can be asked for.
_KEPT_SECONDS = 7 * 24 * 60 * 60


class Status(StrEnum):
    """How far a job is."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class FileStatus(StrEnum):
    """What became of one file or address."""

    WAITING = "waiting"
    LOADING = "loading"
    LOADED = "loaded"
    UNCHANGED = "unchanged"
    FAILED = "failed"


class Trouble(BaseModel):
    """Why something of a file could not be read."""

    line: int | None = Field(default=None, description="Line of the file, where the trouble stands in one line")
    reason: str
    hint: str | None = Field(default=None, description="What to do about it")


class JobFile(BaseModel):
    """One file or address of a job."""

    name: str
    url: str | None = Field(default=None, description="The address that it is fetched from")
    status: FileStatus = FileStatus.WAITING
    documents: int = Field(default=0, description="Documents in it that are now in the graph and were not before")
    facts: dict[str, int] = Field(default_factory=dict, description="Facts that they tell, by kind")
    troubles: list[Trouble] = Field(default_factory=list)


class Job(BaseModel):
    """The documents of one request, and what became of them.

    A job is `done` when each of its files has been tried, also when some failed; it is `failed` when it could not be
    gone on with, and `problem` says why.
    """

    id: str
    status: Status = Status.QUEUED
    created: datetime
    started: datetime | None = None
    ended: datetime | None = None
    published: date | None = Field(default=None, description="Day of publication of documents that do not tell theirs")
    files: list[JobFile]
    problem: str | None = None
    attempts: int = Field(default=0, description="How often loading was begun; again after the server was restarted")

    @property
    def finished(self) -> bool:
        """Whether nothing is left to do."""
        return self.status in (Status.DONE, Status.FAILED)


class JobFolder:
    """The jobs of one server, each in a folder of its own with its files."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def file(self, job: Job, place: int) -> Path:
        """Where the content of a job's file is, counted from 0; never under the name that the client gave it."""
        return self.path / job.id / str(place)

    def begin(self, job: Job) -> None:
        """Make room for a job's files; jobs that ended long ago are forgotten."""
        self._forget()
        (self.path / job.id).mkdir(parents=True, mode=0o700)

    def save(self, job: Job) -> None:
        """Write down how a job stands; who reads meanwhile finds the state before or this one."""
        record = self.path / job.id / _RECORD
        beside = record.with_suffix(".new")
        beside.write_text(job.model_dump_json(indent=1), encoding="utf-8")
        beside.replace(record)

    def end(self, job: Job, status: Status, problem: str | None = None) -> None:
        """Write down that a job has ended, without its files, which are of no use any more."""
        for place in range(len(job.files)):
            self.file(job, place).unlink(missing_ok=True)
        job.status, job.problem, job.ended = status, problem, datetime.now(UTC)
        self.save(job)

    def drop(self, job: Job) -> None:
        """Remove a job that was not taken after all."""
        shutil.rmtree(self.path / job.id, ignore_errors=True)

    def find(self, id: str) -> Job | None:
        """The job of that id."""
        return self._read(self.path / id / _RECORD) if _ID.fullmatch(id) else None

    def unfinished(self) -> list[Job]:
        """The jobs that wait or run, the oldest first."""
        return sorted((job for job in self._all() if not job.finished), key=lambda job: job.created)

    def _all(self) -> Iterator[Job]:
        for record in self.path.glob(f"*/{_RECORD}"):
            if job := self._read(record):
                yield job

    def _forget(self) -> None:
        for record in self.path.glob(f"*/{_RECORD}"):
            job = self._read(record)
            if job and job.ended and time.time() - job.ended.timestamp() > _KEPT_SECONDS:
                self.drop(job)

    def _read(self, record: Path) -> Job | None:
        try:
            return Job.model_validate_json(record.read_bytes())
        except (OSError, ValidationError):
            return None
