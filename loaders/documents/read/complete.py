"""The checks that hold for every format, and what is known of a document beside its fields.

A document's day of publication is, in this order:

1. what the document tells: a field of its metadata, else a date in the head of its text (see `head`);
2. the day that the user gives;
3. signs of it: a full date in the file name or address, the day the file was made (PDF, DOCX), the first full date
   in the first paragraph. The last is a lower bound: nothing is reported before it happens.

Why so: docs/decisions/0012-day-of-publication.md.
"""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from dragoman.loaders.documents.read.dates import date_in_name, first_date
from dragoman.loaders.documents.read.head import head_date, head_title
from dragoman.loaders.documents.read.language import check_english
from dragoman.loaders.documents.read.limits import MAX_CHARACTERS
from dragoman.loaders.documents.sources import STANDARD_INPUT, Source
from dragoman.loaders.documents.text import DocumentText
from dragoman.loaders.outcome import Draft, Refused

# A line longer than this is a paragraph by itself, not a line of a hard-wrapped one.
_WRAPPED_LINE_CHARACTERS = 100
_HEAD_CHARACTERS = 10_000
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*(?:\n|$)")
# Neither can be stored as UTF-8 text: lone surrogates (JSON escapes, broken PDF fonts) and the null character.
_NO_CHARACTERS = re.compile("[\x00\ud800-\udfff]")


def completed(draft: Draft, source: Source, published: date | None, url: str | None) -> DocumentText:
    """The document that a draft comes to.

    Args:
        draft: what the format's reader found.
        source: the input.
        published: the day that the user gives for documents that do not tell theirs.
        url: where the input was fetched from.

    Raises:
        Refused: no text, too much text, another language, or no sign of the day of publication.
    """
    draft = replace(draft, text=_NO_CHARACTERS.sub("\ufffd", draft.text))
    if not draft.text.strip():
        raise Refused("holds no text", line=draft.line)
    if len(draft.text) > MAX_CHARACTERS:
        raise Refused(f"has more than {MAX_CHARACTERS:,} characters of text", "split the document", draft.line)
    language = check_english(draft.text, draft.language)
    day = draft.published or head_date(draft.text) or published or _sign_of_day(draft, source)
    if not day:
        raise Refused("tells no date", "give the day of publication with --published YYYY-MM-DD", draft.line)
    return DocumentText(
        name=source.name if draft.line is None else f"{source.name}#{draft.line}",
        text=draft.text,
        title=_one_line(draft.title or head_title(draft.text)),
        published=day,
        publisher=_one_line(draft.publisher),
        url=_one_line(draft.url or url),
        language=language,
        address=_address(draft, source, url),
    )


def _address(draft: Draft, source: Source, url: str | None) -> str | None:
    """Where the document stands, see `DocumentText.address`; the page's own word for it before that of the request."""
    own = _one_line(draft.url)
    if own and _is_page(own):
        return own
    if draft.line is not None or source.origin == STANDARD_INPUT:
        return None
    return url or Path(source.origin).resolve().as_uri()


def _is_page(address: str) -> bool:
    """Whether an address is that of one document: a whole one, of more than the site, which all its pages share."""
    try:
        parts = urlsplit(address)
    except ValueError:  # say, an unclosed bracket in the host
        return False
    return bool(parts.scheme and parts.netloc and (parts.path.strip("/") or parts.query))


def _sign_of_day(draft: Draft, source: Source) -> date | None:
    # The name of a file of many documents tells the day of none of them.
    named = date_in_name(source.origin if source.is_address else source.name) if draft.line is None else None
    return named or draft.created or first_date(_first_paragraph(draft.text))


def _first_paragraph(text: str) -> str:
    """The first block of lines that holds a sentence: one that ends as a sentence does, unlike a headline."""
    blocks = [block.strip() for block in re.split(r"\n\s*\n", text[:_HEAD_CHARACTERS].strip())]
    block = next((block for block in blocks if _SENTENCE_END.search(block)), blocks[0])
    first_line = block.partition("\n")[0]
    return first_line if len(first_line) > _WRAPPED_LINE_CHARACTERS else block


def _one_line(words: str | None) -> str | None:
    return " ".join(_NO_CHARACTERS.sub("\ufffd", words).split()) or None if words else None
