"""Events: from the words that the network takes for their heads to records."""

from collections.abc import Iterator

from dragoman.loaders.documents.code.drafts import find_drafts
from dragoman.loaders.documents.code.events import EventFound, recorded
from dragoman.loaders.documents.code.lexicon import sense_as
from dragoman.loaders.documents.code.source import Source
from dragoman.loaders.documents.code.triggers import Trigger
from dragoman.loaders.documents.learned.reading import Reading
from dragoman.loaders.documents.learned.sentences import Sentences


def find_events(source: Source, reading: Reading) -> list[EventFound]:
    """The events of a document; mentions that come out equal in content are one record with all their evidence."""
    sure = {told.token.i: told.probability for told in reading.events()}
    drafts = find_drafts(source, _triggers(source, reading))
    told = (draft for draft in drafts if draft.roles.initiators or draft.roles.recipients)
    return recorded(source, ((draft, max(sure[token.i] for token in draft.tokens)) for draft in told))


def _triggers(source: Source, reading: Reading) -> Iterator[Trigger]:
    sentences = Sentences(source)
    for told in reading.events():
        sentence = sentences.of(told.token)
        if sentence is not None:
            yield Trigger(told.token, sense_as(told.token, told.type), sentence, told.roles, told.modality)
