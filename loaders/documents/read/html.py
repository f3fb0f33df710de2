"""HTML: the article without navigation and advertisements, and what its head tells about it.

Body and metadata by trafilatura (A. Barbaresi, "Trafilatura: A Web Scraping Library and Command-Line Tool for Text
Discovery and Extraction", ACL 2021), the date by its htmldate.
"""

import logging
import re

import trafilatura

from dragoman.loaders.documents.read.dates import first_date
from dragoman.loaders.documents.read.encoding import decode
from dragoman.loaders.documents.read.outcome import Draft, Refused

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# The page's own word for its day only: guessing from the body would take the first date of the news for it.
_DATE_PARAMETERS = {"original_date": True, "extensive_search": False}


def read_html(content: bytes, charset: str | None) -> Draft:
    """The page's article, one line a paragraph, with title, date, site and address where the page tells them.

    Args:
        content: the page.
        charset: the encoding that the server names; the page's own word counts where it is None.

    Raises:
        Refused: the page is no text or holds none.
    """
    named = _CHARSET.search(content[:4096])
    markup = _DECLARATION.sub("", decode(content, charset or (named[1].decode() if named else None)))
    # What it logs (a discarded page, an odd date) is told by the outcome.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    page = trafilatura.bare_extraction(
        markup, with_metadata=True, include_comments=False, date_extraction_params=_DATE_PARAMETERS
    )
    # A dictionary is what it gave before its version 2.
    if page is None or isinstance(page, dict) or not (text := (page.text or "").strip()):
        raise Refused("is HTML without text", "a page that scripts fill must be saved as the browser shows it")
    return Draft(
        text=text,
        title=page.title or None,
        published=first_date(page.date or ""),
        publisher=page.sitename or None,
        url=page.url or None,
    )
