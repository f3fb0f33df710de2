"""HTML: the article without navigation and advertisements, and what its head tells about it.

Body, title, site and address by trafilatura (A. Barbaresi, "Trafilatura: A Web Scraping Library and Command-Line Tool
for Text Discovery and Extraction", ACL 2021). Not its date: in want of a better one it takes that of a copyright
notice or of the last change.
"""

import json
import logging
import re
from collections.abc import Iterator

import trafilatura
from lxml.html import HtmlElement

import dragoman.loaders.documents.read.fields as fields
from dragoman.loaders.documents.read.encoding import decode
from dragoman.loaders.outcome import Draft, Refused

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_NO_TEXT = Refused("is HTML without text", "a page that scripts fill must be saved as the browser shows it")


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
    tree = trafilatura.load_html(markup)
    if tree is None:
        raise _NO_TEXT
    # Before the body is taken: that changes the tree.
    told = [fields.draft(found, "") for found in (*_linked_data(tree), _meta_elements(tree), _time_element(tree))]
    page = trafilatura.bare_extraction(tree, with_metadata=True, include_comments=False)
    # A dictionary is what it gave before its version 2.
    if page is None or isinstance(page, dict) or not (text := (page.text or "").strip()):
        raise _NO_TEXT
    return Draft(
        text=text,
        title=page.title or None,
        published=next((draft.published for draft in told if draft.published), None),
        publisher=page.sitename or next((draft.publisher for draft in told if draft.publisher), None),
        url=page.url or None,
    )


def _linked_data(tree: HtmlElement) -> Iterator[dict[object, object]]:
    """The schema.org objects (JSON-LD) that have a day of publication."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            found = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue  # a page whose linked data are broken has its other fields
        graph = found.get("@graph", found) if isinstance(found, dict) else found
        for item in graph if isinstance(graph, list) else [graph]:
            if isinstance(item, dict) and "datePublished" in item:
                yield item


def _meta_elements(tree: HtmlElement) -> dict[object, object]:
    names = ("property", "name", "itemprop")
    return {
        name: element.get("content")
        for element in tree.iterfind(".//meta[@content]")
        if (name := next(filter(None, map(element.get, names)), None))
    }


def _time_element(tree: HtmlElement) -> dict[object, object]:
    """The first time that the page marks up: news pages put the day of publication over the text."""
    element = tree.find(".//time[@datetime]")
    return {} if element is None else {"published": element.get("datetime")}
