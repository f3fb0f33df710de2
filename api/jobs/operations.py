"""The operations `POST /documents` and `GET /jobs/{id}`."""

import re
import shutil
import uuid
from datetime import UTC, date, datetime
from pathlib import Path, PurePath
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from dragoman.api.body_limits import MOST_BYTES
from dragoman.api.jobs.job import Job, JobFile
from dragoman.api.jobs.queue import JobQueue
from dragoman.api.problems import (
    BodyTooLarge,
    NoSuchJob,
    QueueFull,
    ScopeMissing,
    UnknownBody,
    WrongBody,
    documented,
)
from dragoman.loaders.documents.sources import find_sources

MOST_FILES = 1000
_NOT_IN_NAMES = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


class FromAddress(BaseModel):
    """A document to be fetched."""

    model_config = ConfigDict(extra="forbid")

    url: str = Field(pattern=r"^https?://\S+$", max_length=2000, examples=["https://example.org/statement.html"])
    published: date | None = Field(default=None, description="Day of publication, where the document does not tell it")


_UPLOAD = {
    "type": "object",
    "properties": {
        "file": {
            "type": "array",
            "items": {"type": "string", "format": "binary"},
            "minItems": 1,
            "maxItems": MOST_FILES,
            "description": "Text, Markdown, HTML, PDF, Word or JSON Lines; the field may be given several times",
        },
        "published": {
            "type": "string",
            "format": "date",
            "description": "Day of publication of documents that do not tell theirs",
        },
    },
    "required": ["file"],
}
_BODY = {
    "required": True,
    "content": {
        "multipart/form-data": {"schema": _UPLOAD},
        "application/json": {"schema": FromAddress.model_json_schema()},
    },
}
_ID = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}, "description": "Of the job"}
_LOCATION = {"Location": {"description": "Where the job tells how far it is", "schema": {"type": "string"}}}


def job_router(queue: JobQueue) -> APIRouter:
    """Documents in, and what became of them."""
    router = APIRouter(tags=["loading"])

    @router.post(
        "/documents",
        operation_id="load",
        summary="Load documents: files, or an address",
        description="Taken at once and loaded one request after the other, as `dragoman load` would.",
        status_code=202,
        response_model=Job,
        responses={202: {"headers": _LOCATION}, **documented(WrongBody, UnknownBody, QueueFull)},
        openapi_extra={"requestBody": _BODY},
    )
    async def load(request: Request) -> JSONResponse:
        if request.state.key is None:
            # Any page of any site can have a browser post a form to the loopback address.
            raise ScopeMissing(
                "documents are taken only from who has a key, and this server asks for none",
                "start it with `dragoman serve --keys`, and make a key with `dragoman keys create NAME --scope load`",
            )
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind == "application/json":
            job = _of_address(await _small_body(request))
            await run_in_threadpool(queue.submit, job, _nothing_to_store)
        elif kind == "multipart/form-data":
            job = await _take_files(request, queue)
        else:
            raise UnknownBody(f"the body is {kind or 'of no kind'}", "send multipart/form-data or application/json")
        headers = {"Location": f"/jobs/{job.id}"}
        return JSONResponse(job.model_dump(mode="json"), status_code=202, headers=headers)

    @router.get(
        "/jobs/{id}",
        operation_id="job",
        summary="How far a job is, and what became of each of its files",
        responses=documented(NoSuchJob),
        openapi_extra={"parameters": [_ID]},
    )
    def job(request: Request) -> Job:
        id = request.path_params["id"]
        found = queue.jobs.find(id)
        if found is None:
            raise NoSuchJob(f"there is no job {id!r}", "jobs are forgotten seven days after their end")
        return found

    return router


async def _small_body(request: Request) -> bytes:
    """The body of a request that holds no document, however many bytes documents may have."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > MOST_BYTES:
            raise BodyTooLarge(
                f"an address takes no more than {MOST_BYTES:,} bytes", "send files as multipart/form-data"
            )
    return bytes(body)


def _of_address(body: bytes) -> Job:
    try:
        asked = FromAddress.model_validate_json(body)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the body"
        raise WrongBody(f"{where}: {first['msg']}", 'send {"url": "https://…"}') from error
    (source,) = find_sources([asked.url])
    return _job([JobFile(name=source.name, url=asked.url)], asked.published)


async def _take_files(request: Request, queue: JobQueue) -> Job:
    try:
        async with request.form(max_files=MOST_FILES, max_fields=10) as form:
            unknown = next((name for name, _ in form.multi_items() if name not in ("file", "published")), None)
            if unknown is not None:
                raise WrongBody(
                    f"the form has a field {unknown!r}", "it takes `file`, as often as wanted, and `published`"
                )
            files = [value for _, value in form.multi_items() if isinstance(value, UploadFile)]
            if not files:
                raise WrongBody("no file is in the form", "send each as a field `file` with a file name")
            job = _job([JobFile(name=_name(file)) for file in files], _published(form))

            def store(path: Path, place: int) -> None:
                with path.open("xb") as opened:
                    shutil.copyfileobj(files[place].file, opened)

            await run_in_threadpool(queue.submit, job, store)
    except HTTPException as error:
        raise WrongBody(f"the form cannot be read: {error.detail}", "send it as multipart/form-data") from error
    return job


def _job(files: list[JobFile], published: date | None) -> Job:
    return Job(id=uuid.uuid4().hex, created=datetime.now(UTC), published=published, files=files)


def _nothing_to_store(_path: Path, _place: int) -> None:
    raise AssertionError


def _name(file: UploadFile) -> str:
    """The last part of the name that the client gave, whatever its system separates parts by."""
    name = _NOT_IN_NAMES.sub("_", PurePath((file.filename or "").replace("\\", "/")).name)
    return name[-200:] or "document"


def _published(form: FormData) -> date | None:
    told: Any = form.get("published")
    if told in (None, ""):
        return None
    try:
        return date.fromisoformat(told)
    except (TypeError, ValueError) as error:
        raise WrongBody("published is no day", "write it as YYYY-MM-DD") from error
