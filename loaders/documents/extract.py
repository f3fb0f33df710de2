"""From one document's text to all records that it states. Pure: no database, no network, nothing kept."""

from dragoman.graph.records import DocumentRecords, standing_for
from dragoman.loaders.documents.code.attribution import attribute
from dragoman.loaders.documents.code.source import Source
from dragoman.loaders.documents.learned.coding import facts_of
from dragoman.loaders.documents.learned.network import network
from dragoman.loaders.documents.learned.reading import Reading
from dragoman.loaders.documents.mentions import find_mentions
from dragoman.loaders.documents.parse import parse
from dragoman.loaders.documents.resolve import resolve_actors
from dragoman.loaders.documents.text import DocumentText, document_record
from dragoman.loaders.gazetteer import entries

EXTRACTOR = "reader-5"


def extract(document: DocumentText) -> DocumentRecords:
    """All that a document states.

    Args:
        document: the text with what its source tells about it.
    """
    source = source_of(document)
    facts = facts_of(source, Reading(source, network()))
    states = tuple(entries()[id].actor() for id in sorted(standing_for(facts)))
    return DocumentRecords(document=document_record(document), facts=tuple(facts), actors=states)


def source_of(document: DocumentText) -> Source:
    """The document parsed, with its actors resolved and its quotations attributed."""
    doc = parse(document.text)
    mentions = find_mentions(doc)
    cast = resolve_actors(doc, mentions, document.published)
    return attribute(
        Source(document.name, document.text, document.sha256, document.title, document.published, doc, mentions, cast)
    )
