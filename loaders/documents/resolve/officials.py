"""The officials of a document as records."""

from dragoman.graph.records import OfficialRecord
from dragoman.loaders.documents.resolve.cast import Cast


def official_records(document_name: str, text: str, cast: Cast) -> list[OfficialRecord]:
    """One record for each person and office, with every sentence that says so as evidence."""
    return []
