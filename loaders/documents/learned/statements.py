"""Statements: who said what, quoted, reported, or in the name of whoever issues the document."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from dragoman.graph.records import Actor, DateRange, StatementRecord, content_id
from dragoman.graph.vocabulary import Stance
from dragoman.loaders.documents.code.events import EventFound
from dragoman.loaders.documents.code.source import Source
from dragoman.loaders.documents.code.speech import saying_of
from dragoman.loaders.documents.code.syntax import children, is_verb, subject
from dragoman.loaders.documents.learned.reading import Reading
from dragoman.loaders.documents.learned.sentences import Sentences
from dragoman.loaders.documents.learned.told import StatementTold
from dragoman.loaders.documents.when import date_of

_CONTENT = ("ccomp", "xcomp", "dobj", "prep", "dative", "oprd", "advcl", "attr", "prt", "agent", "acomp", "pcomp")
_FEWEST_WORDS = 3
# Who speaks for no government, whatever country is near.
_NOBODY = frozenset({"analyst", "expert", "observer", "critic", "commentator", "medium", "witness", "reporter"})


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


def find_statements(source: Source, events: list[EventFound], reading: Reading) -> list[StatementRecord]:
    """The statements of the document.

    Args:
        source: the document with its quotations attributed.
        events: its events; a statement is about those that its words name.
        reading: which words tell statements.
    """
    found: list[StatementRecord] = []
    sentences = Sentences(source)
    taken: dict[int, list[tuple[int, int]]] = {}
    for told in reading.statements():
        sentence = sentences.of(told.token)
        if sentence is None or not told.speakers or _is_of_nobody(told):
            continue
        utterance = _cued(source, told, sentence) if told.cued else _uncued(source, told, sentence)
        spans = taken.setdefault(sentence.start, [])
        # Two verbs may introduce the same words ("said in a statement, adding …" has two of its own).
        if (utterance.start, utterance.end) in spans:
            continue
        spans.append((utterance.start, utterance.end))
        found.extend(_records(source, sentence, utterance, events))
    return found


def _is_of_nobody(told: StatementTold) -> bool:
    teller = subject(told.token) if told.cued and is_verb(told.token) else None
    return teller is not None and teller.lemma_.lower() in _NOBODY


def _cued(source: Source, told: StatementTold, sentence: Span) -> _Utterance:
    """`X said that …`, `X underscored …`, `according to X`: what hangs on the word, else the rest of the sentence."""
    word = told.token
    saying = saying_of(word)
    span = _governed(word) or _rest(word, sentence)
    quoted = any(quote.overlap(span) for quote, _ in source.quotes)
    stance = saying.stance if saying is not None else None
    return _Utterance(
        told.speakers,
        span.start_char,
        span.end_char,
        quoted,
        f"said:{word.lemma_.lower()}",
        told.probability,
        word if is_verb(word) else None,
        stance,
    )


def _governed(verb: Token) -> Span | None:
    """What the verb takes as its content; None when that is no more than a word or two."""
    if not is_verb(verb):
        return None
    content = [child for child in children(verb, *_CONTENT) if child.dep_ == "ccomp" or child.i > verb.i]
    if not content:
        return None
    first = min(child.left_edge.i for child in content)
    last = max(child.right_edge.i for child in content)
    if first <= verb.i <= last:
        first = verb.i + 1
    span = verb.doc[first : last + 1]
    return span if len(span) >= _FEWEST_WORDS else None


def _rest(word: Token, sentence: Span) -> Span:
    """The longer side of the sentence, seen from the words that tell who speaks."""
    teller = subject(word) if is_verb(word) else None
    phrase = [token.i for token in word.subtree] if not is_verb(word) else [word.i]
    if teller is not None:
        phrase += [token.i for token in teller.subtree]
    before = word.doc[sentence.start : max(min(phrase), sentence.start)]
    after = word.doc[min(max(phrase) + 1, sentence.end) : sentence.end]
    longer = after if len(after) > len(before) else before
    return longer if len(longer) >= _FEWEST_WORDS else sentence


def _uncued(source: Source, told: StatementTold, sentence: Span) -> _Utterance:
    """A sentence that is itself what somebody says: of a quotation the part that stands here, else all of it."""
    parts = [part for quote, _ in source.quotes if (part := quote.overlap(sentence))]
    start, end = max(parts, key=_length, default=(sentence.start_char, sentence.end_char))
    rule = "quoted" if parts else "issued"
    return _Utterance(told.speakers, start, end, True, rule, told.probability)


def _length(part: tuple[int, int]) -> int:
    return part[1] - part[0]


def _records(
    source: Source, sentence: Span, utterance: _Utterance, events: list[EventFound]
) -> Iterator[StatementRecord]:
    text = " ".join(source.text[utterance.start : utterance.end].split()).strip(" ,;\"“”'")
    about = tuple(dict.fromkeys(event.record.id for event in events if event.told_in(utterance.start, utterance.end)))
    when = date_of(utterance.verb, source.published) if utterance.verb is not None else None
    for speaker in utterance.speakers:
        yield StatementRecord(
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
