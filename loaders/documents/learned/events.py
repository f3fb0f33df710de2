"""Events: from the words that the network takes for their heads to records."""

from collections.abc import Iterable, Iterator

from dragoman.loaders.documents.code.drafts import find_drafts
from dragoman.loaders.documents.code.events import EventFound, recorded
from dragoman.loaders.documents.code.lexicon import sense_as
from dragoman.loaders.documents.code.source import Source
from dragoman.loaders.documents.code.triggers import Trigger
from dragoman.loaders.documents.learned.reading import Reading
from dragoman.loaders.documents.learned.sentences import Sentences


def find_events(source: Source, triggers: Iterable[Trigger], reading: Reading) -> list[EventFound]:
    """The events of a document; mentions that come out equal in content are one record with all their evidence.

    The words that only rules take for events are passed through with them: they tell what was told before, to which
    "the next day" and "the sanctions" point back.

    Args:
        source: the document.
        triggers: the words of the word list, as `find_triggers` finds them.
        reading: what the network tells.
    """
    sure = {told.token.i: told.probability for told in reading.events()}
    others = (trigger for trigger in triggers if trigger.token.i not in sure)
    triggers = sorted([*_triggers(source, reading), *others], key=lambda trigger: trigger.token.i)
    likely = [
        (draft, max((sure[token.i] for token in draft.tokens if token.i in sure), default=0.0))
        for draft in find_drafts(source, triggers)
        if draft.roles.initiators or draft.roles.recipients
    ]
    return recorded(source, ((draft, share) for draft, share in likely if share))


def _triggers(source: Source, reading: Reading) -> Iterator[Trigger]:
    sentences = Sentences(source)
    for told in reading.events():
        sentence = sentences.of(told.token)
        if sentence is not None:
            yield Trigger(told.token, sense_as(told.token, told.type), sentence, told.roles, told.modality)
