"""Which format an input is in, and its reader: the content decides, then the server's word, then the suffix."""

import re
from collections.abc import Iterator

from dragoman.loaders.documents.read.apart import parse_apart
from dragoman.loaders.documents.read.jsonlines import read_json_lines
from dragoman.loaders.documents.read.limits import SMALL_BYTES
from dragoman.loaders.documents.read.opening import Content
from dragoman.loaders.documents.read.parse import parse
from dragoman.loaders.documents.sources import FORMAT_BY_SUFFIX, Format
from dragoman.loaders.outcome import Draft, Refused

# Not text/plain: servers say so of Markdown and much else.
_FORMAT_BY_MEDIA_TYPE = {
    "text/markdown": Format.MARKDOWN,
    "text/html": Format.HTML,
    "application/xhtml+xml": Format.HTML,
    "application/pdf": Format.PDF,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": Format.DOCX,
    "application/jsonl": Format.JSON_LINES,
    "application/x-ndjson": Format.JSON_LINES,
}
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,1000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_JSON_OBJECT = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"[^"\n]{1,100}"\s*:')
_OTHER_KINDS = (
    (b"\xd0\xcf\x11\xe0", "is encrypted, or in the old Word format (.doc)", "save it as .docx without password"),
    (b"{\\rtf", "is in Rich Text Format", "save it as .docx"),
    (b"\x1f\x8b", "is packed with gzip", "unpack it"),
)


def drafts(content: Content) -> Iterator[Draft | Refused]:
    """The documents of an input: one, or for JSON Lines one a line (a broken line comes out as its reason).

    Raises:
        Refused: the whole input cannot be read.
    """
    head = content.head()
    if not head:
        raise Refused("is empty")
    found = _format(content, head)
    if found is Format.JSON_LINES:
        yield from read_json_lines(content.stream)
    else:
        yield _whole(found, content)


def _format(content: Content, head: bytes) -> Format:
    for signature, reason, hint in _OTHER_KINDS:
        if head.startswith(signature):
            raise Refused(reason, hint)
    # Readers of PDF look for its mark in the first kilobyte, whatever stands before it.
    if b"%PDF-" in head[:1024]:
        return Format.PDF
    if head.startswith(b"PK\x03\x04"):
        return Format.DOCX
    told = _FORMAT_BY_MEDIA_TYPE.get(content.media_type or "") or FORMAT_BY_SUFFIX.get(content.suffix)
    if told in (Format.PDF, Format.DOCX) and not _HTML.match(head):
        raise Refused(f"is not a whole {told}", "save or download it again")
    if _HTML.match(head):
        return Format.HTML if told is not Format.JSON_LINES else told
    if told in (None, Format.TEXT) and _JSON_OBJECT.match(head):
        return Format.JSON_LINES
    # What has neither suffix nor type may be Markdown with front matter; without any it is read like plain text.
    return told or Format.MARKDOWN


def _whole(found: Format, content: Content) -> Draft:
    data = content.whole()
    is_markup = found in (Format.HTML, Format.DOCX)
    apart = found is Format.PDF or (is_markup and len(data) > SMALL_BYTES)
    return (parse_apart if apart else parse)(found, data, content.charset)
