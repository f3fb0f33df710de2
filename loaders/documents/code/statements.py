"""Statements: who said what, quoted, reported, or in the name of whoever issues the document."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from dragoman.graph.records import Actor, DateRange, StatementRecord, content_id
from dragoman.graph.vocabulary import Stance
from dragoman.loaders.documents.code.events import EventFound
from dragoman.loaders.documents.code.source import Source
from dragoman.loaders.documents.code.speech import Saying, saying_of
from dragoman.loaders.documents.code.syntax import children, is_passive, subject
from dragoman.loaders.documents.when import date_of

_CONTENT = ("ccomp", "xcomp", "dobj", "prep", "dative", "oprd", "advcl", "attr", "prt", "agent", "acomp", "pcomp")
_FEWEST_WORDS = 3
_LEAST_WEIGHT = 0.3
# With a mere object these are deeds: "assert its power", "maintain a base".
_WITH_A_CLAUSE = frozenset({"assert", "maintain", "observe", "find", "conclude", "argue"})
# Who speaks for no government, whatever country is near.
_NOBODY = frozenset({"analyst", "expert", "observer", "critic", "commentator", "medium", "witness", "reporter"})


@dataclass(frozen=True)
class StatementFound:
    """A statement record with the verb that introduces it, where one does."""

    record: StatementRecord
    verb: Token | None


@dataclass(frozen=True)
class _Utterance:
    """What is said, `[start, end)` in characters, by whom, and how the text tells it."""

    speakers: tuple[Actor, ...]
    start: int
    end: int
    quoted: bool
    rule: str
    confidence: float
    verb: Token | None = None
    stance: Stance | None = None


def find_statements(source: Source, events: list[EventFound]) -> list[StatementFound]:
    """The statements of the document.

    Args:
        source: the document with its quotations attributed.
        events: its events; a statement is about those that its words name.
    """
    found: list[StatementFound] = []
    for sentence in source.prose:
        reported = list(_reported(source, sentence))
        quoted = [part for part in _quoted(source, sentence) if not any(_within(part, other) for other in reported)]
        said = reported + quoted or list(_issued(source, sentence))
        for utterance in said:
            found.extend(_records(source, sentence, utterance, events))
    return found


def _within(part: _Utterance, other: _Utterance) -> bool:
    return max(part.start, other.start) < min(part.end, other.end)


def _reported(source: Source, sentence: Span) -> Iterator[_Utterance]:
    for token in sentence:
        saying = saying_of(token)
        if saying is not None and not _is_quoted(source, token):
            utterance = _of_verb(source, token, saying)
            if utterance is not None:
                yield utterance
        if token.lower_ == "according":
            yield from _according(source, token, sentence)


def _of_verb(source: Source, verb: Token, saying: Saying) -> _Utterance | None:
    """`X said that …`, `X underscored …`: what hangs on the verb is said by its subject."""
    teller = subject(verb)
    if teller is None or is_passive(verb) or teller.lemma_.lower() in _NOBODY:
        return None
    speakers = source.actors_at(teller)
    content = [child for child in children(verb, *_CONTENT) if child.dep_ == "ccomp" or child.i > verb.i]
    mere_deed = verb.lemma_ in _WITH_A_CLAUSE and all(child.dep_ != "ccomp" for child in content)
    if not speakers or not content or mere_deed or saying.weight < _LEAST_WEIGHT:
        return None
    first = min(child.left_edge.i for child in content)
    last = max(child.right_edge.i for child in content)
    if first <= verb.i <= last:
        first = verb.i + 1
    span = source.doc[first : last + 1]
    quoted = any(quote.overlap(span) for quote, _ in source.quotes)
    return _Utterance(
        speakers, span.start_char, span.end_char, quoted, f"said:{verb.lemma_}", saying.weight, verb, saying.stance
    )


def _according(source: Source, token: Token, sentence: Span) -> Iterator[_Utterance]:
    phrase = list(token.subtree)
    speakers = next((actors for word in phrase if word.dep_ == "pobj" and (actors := source.actors_at(word))), ())
    if not speakers:
        return
    after = source.doc[phrase[-1].i + 1 : sentence.end]
    before = source.doc[sentence.start : phrase[0].i]
    said = after if len(after) > len(before) else before
    if len(said) > _FEWEST_WORDS:
        yield _Utterance(speakers, said.start_char, said.end_char, False, "according-to", 0.6)


def _quoted(source: Source, sentence: Span) -> Iterator[_Utterance]:
    for quote, speakers in source.quotes:
        part = quote.overlap(sentence)
        if part and speakers and len(source.text[part[0] : part[1]].split()) >= _FEWEST_WORDS:
            yield _Utterance(speakers, *part, quoted=True, rule="quoted", confidence=0.6)


def _issued(source: Source, sentence: Span) -> Iterator[_Utterance]:
    """A sentence of a document that speaks in somebody's name is that one's statement, a joint one the first's."""
    if source.issuer:
        yield _Utterance(source.issuer[:1], sentence.start_char, sentence.end_char, True, "issued", 0.6)


def _is_quoted(source: Source, token: Token) -> bool:
    return any(quote.holds(token) for quote, _ in source.quotes)


def _records(
    source: Source, sentence: Span, utterance: _Utterance, events: list[EventFound]
) -> Iterator[StatementFound]:
    text = " ".join(source.text[utterance.start : utterance.end].split()).strip(" ,;\"“”'")
    about = tuple(dict.fromkeys(event.record.id for event in events if event.told_in(utterance.start, utterance.end)))
    when = date_of(utterance.verb, source.published) if utterance.verb is not None else None
    for speaker in utterance.speakers:
        record = StatementRecord(
            id=_statement_id(source, speaker, text, utterance, when, about),
            document=source.name,
            confidence=utterance.confidence,
            evidence=(source.evidence(sentence),),
            rule=utterance.rule,
            speaker=speaker,
            text=text,
            quoted=utterance.quoted,
            stance=utterance.stance,
            about=about,
            date=when,
        )
        yield StatementFound(record, utterance.verb)


def _statement_id(
    source: Source,
    speaker: Actor,
    text: str,
    utterance: _Utterance,
    when: DateRange | None,
    about: tuple[str, ...],
) -> str:
    dates = (when.start.isoformat(), when.end.isoformat(), when.precision.value) if when else (None, source.digest)
    stance = utterance.stance.value if utterance.stance else None
    return content_id("statement", speaker.id, text, utterance.quoted, stance, about, *dates)
