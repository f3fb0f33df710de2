"""What the model is told to do, and how a part of a document is put before it."""

from functools import cache
from importlib.resources import files

from dragoman.loaders.documents.language_model.answer import schema
from dragoman.loaders.documents.language_model.endpoint import Endpoint
from dragoman.loaders.documents.language_model.windows import Window
from dragoman.loaders.documents.text import DocumentText

# Counted up whenever instructions, schema or checks change what comes out: documents are then read anew.
VERSION = "language-model-1"


def request_for(endpoint: Endpoint, document: DocumentText, window: Window) -> dict[str, object]:
    """The request that asks for the facts of one part of a document.

    Args:
        endpoint: its model and the limit of its answer.
        document: the document.
        window: the part.
    """
    return {
        "model": endpoint.model,
        "messages": [
            {"role": "system", "content": _instructions()},
            {"role": "user", "content": _delimited(document, window)},
        ],
        "temperature": 0,
        "max_tokens": endpoint.answer_tokens,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "facts", "strict": True, "schema": schema()},
        },
    }


def _delimited(document: DocumentText, window: Window) -> str:
    """The text between two lines that it cannot forge: no text contains its own digest."""
    mark = document.sha256[:16]
    day = document.published.isoformat() if document.published else "unknown"
    text = document.text[window.start : window.end].strip()
    return f"Published: {day}\n<document {mark}>\n{text}\n</document {mark}>"


@cache
def _instructions() -> str:
    return files(__package__).joinpath("instructions.txt").read_text(encoding="utf-8")
