"""`/documents/{id}`: the text with everything found in it marked, which is what an extractor is judged by."""

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dragoman.api.pages.browser import around_document
from dragoman.api.pages.desk import Desk, respond
from dragoman.api.pages.marking import Found, marked
from dragoman.queries.answer import Answer

MOST_FACTS = "1000"


def add(router: APIRouter, desk: Desk) -> None:
    """Serve a page for each document."""

    @router.get("/documents/{words:path}")
    def document(request: Request, words: str) -> Response:
        published = request.query_params.get("published")
        head = desk.row("document", words=words, published=published)
        told = desk.ask("document", document=head["id"] if head else words, limit=MOST_FACTS)
        id = told.resolved["document"].id
        head = head or desk.row("document", words=id, published=None)
        assert head is not None  # noqa: S101 - the query has just found it
        found = _found(told)
        asked = _asked(request)
        return respond(
            request,
            "document.html",
            document=head,
            told=told,
            found=found,
            kinds=list(dict.fromkeys(one.kind for one in sorted(found, key=lambda one: one.kind))),
            paragraphs=marked(head["text"], found, head["actors"], asked) if head["text"] else [],
            browser=desk.in_browser(around_document(id)),
        )


def _found(told: Answer) -> list[Found]:
    """The facts of a document with the places of its sentences that say so."""
    return [
        Found(
            number=number,
            kind=row["kind"],
            fact=row["fact"],
            row=row,
            spans=tuple(
                (piece["start"], piece["end"])
                for piece in row["evidence"]
                if piece["start"] is not None and piece["end"] is not None
            ),
        )
        for number, row in enumerate(told.rows, 1)
    ]


def _asked(request: Request) -> tuple[int, int] | None:
    """The span that the address points at; whatever is no span points nowhere."""
    values: list[Any] = [request.query_params.get(name, "") for name in ("start", "end")]
    if not all(value.isascii() and value.isdigit() and len(value) < 12 for value in values):
        return None
    return int(values[0]), int(values[1])
