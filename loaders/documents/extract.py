"""From one document's text to all records that it states. Pure: no database, no network, nothing kept."""

from dragoman.graph.records import DocumentRecord, DocumentRecords, FactRecord, standing_for
from dragoman.loaders.documents.code.alliances import find_alliances
from dragoman.loaders.documents.code.attribution import attribute
from dragoman.loaders.documents.code.coincidences import find_coincidences
from dragoman.loaders.documents.code.events import confirmed, find_events
from dragoman.loaders.documents.code.officials import official_records
from dragoman.loaders.documents.code.responses import find_responses
from dragoman.loaders.documents.code.source import Source
from dragoman.loaders.documents.code.statements import find_statements
from dragoman.loaders.documents.mentions import find_mentions
from dragoman.loaders.documents.parse import parse
from dragoman.loaders.documents.resolve import resolve_actors
from dragoman.loaders.documents.text import DocumentText
from dragoman.loaders.gazetteer import entries

EXTRACTOR = "rules-2"


def extract(document: DocumentText) -> DocumentRecords:
    """All that a document states.

    Args:
        document: the text with what its source tells about it.
    """
    source = source_of(document)
    facts: list[FactRecord] = [*official_records(source)]
    candidates = find_events(source)
    responses = find_responses(source, candidates, find_statements(source, candidates))
    coincidences = find_coincidences(source, candidates)
    named = [event for fact in (*responses, *coincidences) for event in fact.events_named()]
    events = confirmed(candidates, named)
    facts.extend(event.record for event in events)
    facts.extend(statement.record for statement in find_statements(source, events))
    facts.extend(responses)
    facts.extend(find_alliances(source))
    facts.extend(coincidences)
    states = tuple(entries()[id].actor() for id in sorted(standing_for(facts)))
    return DocumentRecords(document=_document_record(document), facts=tuple(facts), actors=states)


def source_of(document: DocumentText) -> Source:
    """The document parsed, with its actors resolved and its quotations attributed."""
    doc = parse(document.text)
    mentions = find_mentions(doc)
    cast = resolve_actors(doc, mentions, document.published)
    return attribute(
        Source(document.name, document.text, document.sha256, document.title, document.published, doc, mentions, cast)
    )


def _document_record(document: DocumentText) -> DocumentRecord:
    return DocumentRecord(
        id=document.id,
        document=document.name,
        confidence=1.0,
        evidence=(),
        title=document.title,
        published=document.published,
        publisher=document.publisher,
        url=document.url,
        language=document.language,
        sha256=document.sha256,
        text=document.text,
        address=document.address,
    )
