"""What a document's fields are called: front matter, JSON rows and HTML name the same things differently."""

from collections.abc import Mapping

from dragoman.loaders.documents.read.dates import first_date
from dragoman.loaders.outcome import Draft

_TITLE = ("title", "headline")
# The field that tells the day of publication goes before those that may tell another.
_PUBLISHED = (
    "date",
    "published",
    "publishedtime",
    "publishedat",
    "publisheddate",
    "publicationdate",
    "publishdate",
    "datepublished",
    "articlepublishedtime",
    "pubdate",
    "issued",
    "dcdate",
    "dctermsissued",
    "dctermsdate",
    "dcdateissued",
    "parselypubdate",
    "sailthrudate",
    "citationpublicationdate",
    "timestamp",
)
_PUBLISHER = ("publisher", "source", "sitename", "agency", "outlet", "author", "byline")
_URL = ("url", "sourceurl", "canonicalurl", "canonical", "link", "permalink")
_LANGUAGE = ("language", "lang", "inlanguage")
TEXT_FIELDS = ("text", "body", "content", "articlebody", "fulltext")


def text_field(fields: Mapping[object, object]) -> str | None:
    """The field that holds a row's text, whatever it is called; None when there is none."""
    return _first(_by_plain_name(fields), TEXT_FIELDS)


def draft(fields: Mapping[object, object], text: str, line: int | None = None) -> Draft:
    """A draft of the document whose fields these are; unknown fields are passed over.

    Args:
        fields: names (case, `_`, `-`, `:` and `.` make no difference) and values.
        text: the document's body.
        line: the line of the row in a file of many documents.
    """
    plain = _by_plain_name(fields)
    days = (first_date(str(plain[name])) for name in _PUBLISHED if isinstance(plain.get(name), str))
    return Draft(
        text=text,
        title=_first(plain, _TITLE),
        published=next((day for day in days if day), None),
        publisher=_first(plain, _PUBLISHER),
        url=_first(plain, _URL),
        language=_first(plain, _LANGUAGE),
        line=line,
    )


def _by_plain_name(fields: Mapping[object, object]) -> dict[str, object]:
    return {"".join(filter(str.isalnum, str(name).lower())): value for name, value in fields.items()}


def _first(fields: Mapping[str, object], names: tuple[str, ...]) -> str | None:
    return next((value for name in names if (value := _words(fields.get(name)))), None)


def _words(value: object) -> str | None:
    """The words of a field: itself, the first of a list, or the `name` of an object (as in schema.org)."""
    if isinstance(value, list) and value:
        return _words(value[0]) if not isinstance(value[0], list) else None
    if isinstance(value, dict):
        value = value.get("name")
    return value.strip() or None if isinstance(value, str) else None
