"""The words of a document that name events, and the verbs whose object decides what they mean."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from dragoman.graph.vocabulary import Modality
from dragoman.loaders.documents.code.lexicon import Sense, sense_of
from dragoman.loaders.documents.code.modality import modality_of
from dragoman.loaders.documents.code.roles import Roles, roles_of
from dragoman.loaders.documents.code.source import Source
from dragoman.loaders.documents.code.syntax import children, governor, is_verb


@dataclass(frozen=True)
class Trigger:
    """A word that names an event, with its sense, its sentence, who takes part, and how the text presents it."""

    token: Token
    sense: Sense
    sentence: Span
    roles: Roles
    modality: Modality


def find_triggers(source: Source) -> Iterator[Trigger]:
    """The event words of the prose, from left to right."""
    for sentence in source.prose:
        found = {token.i: sense for token in sentence if (sense := sense_of(token)) is not None}
        for index, sense in found.items():
            token = source.doc[index]
            if not _told_by_another(token, found):
                yield Trigger(token, sense, sentence, roles_of(token, sense, source), modality_of(token))


def _told_by_another(token: Token, found: dict[int, Sense]) -> bool:
    """Whether another word tells this event or takes it as its content.

    `launch an attack` is one event, told by the verb; so is what someone agreed, refused or was asked to do.
    """
    if token.dep_ == "compound" and token.head.i in found:
        return True
    verb = governor(token) if not is_verb(token) else None
    if verb is not None and verb.i in found and token.lemma_ in found[verb.i].cues:
        return True
    if is_verb(token) and token.dep_ in ("xcomp", "ccomp") and token.head.i in found:
        return any(child.lower_ == "to" for child in children(token, "aux"))
    return False
