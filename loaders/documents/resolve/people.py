"""Which names of a document are one person, and who that is."""

from dataclasses import dataclass, field
from datetime import date
from functools import cache

from spacy.tokens import Doc

from dragoman.graph.records import Actor
from dragoman.graph.vocabulary import ActorKind
from dragoman.loaders.documents.mentions import Mention, MentionKind, Office
from dragoman.loaders.documents.mentions.lexicon import lexicon
from dragoman.loaders.gazetteer import Person, fold, official_id, persons

# A family name alone is taken for the known person up to so many years out of office.
_YEARS_OUT_OF_OFFICE = 6


@dataclass
class Individual:
    """A person of the document, gathered from all forms of the name in it.

    Attributes:
        name: the fullest form of the name.
        words: the folded words of that form.
        spans: token spans of every mention.
        offices: what the text says of the person's offices, in its order.
        known: the person of the gazetteer's list, where it is one.
        state: id of the state or body the person stands for; None when the text does not tell.
        rule: how the state was found: `known`, `stated` or `context`.
    """

    name: str
    words: frozenset[str]
    spans: list[tuple[int, int]]
    offices: list[Office] = field(default_factory=list)
    known: Person | None = None
    state: str | None = None
    rule: str = "context"

    def actor(self, mention: str | None = None) -> Actor:
        """The person as an actor; `mention` gives the words of the text."""
        if self.known is not None:
            return self.known.actor(mention)
        return Actor(
            id=official_id(self.state, self.name),
            name=self.name,
            kind=ActorKind.OFFICIAL,
            state=self.state,
            mention=mention,
        )


def individuals(doc: Doc, mentions: tuple[Mention, ...], published: date | None) -> list[Individual]:
    """The persons of the document, each with all forms of the name; longer names are read first.

    Args:
        doc: the parsed text.
        mentions: what was found in it.
        published: the day of publication, by which known persons are told apart.
    """
    people: list[Individual] = []
    spans = [(mention.start, mention.end) for mention in mentions if mention.kind is MentionKind.PERSON]
    for start, end in sorted(spans, key=lambda span: (-len(_words(doc, span)), span)):
        words = _words(doc, (start, end))
        same = next((person for person in people if _same(words, person.words)), None)
        if same is None:
            people.append(Individual(_shown(doc, start, end), frozenset(words), [(start, end)]))
        else:
            same.spans.append((start, end))
    _give_offices(people, mentions)
    for person in people:
        person.known = _known(person, published)
    return [person for person in people if person.words]


def _shown(doc: Doc, start: int, end: int) -> str:
    return doc[start:end].text.replace("\\n", " ").strip(" .,") + ("." if doc[end - 1].text in {"Jr.", "Sr."} else "")


def _words(doc: Doc, span: tuple[int, int]) -> list[str]:
    """The words of a name that tell persons apart: no initials, no suffixes."""
    words = fold(doc[span[0] : span[1]].text).lower().replace("-", " ").replace(",", " ").replace('"', " ").split()
    telling = [word for word in words if not word.endswith(".") and word not in {"jr", "sr"}]
    return telling or words


def _same(words: list[str], longer: frozenset[str]) -> bool:
    """Whether a shorter form can be of the person with the longer one."""
    telling = [word for word in words if word not in lexicon().names.particles]
    return bool(telling) and set(telling) <= longer


def _give_offices(people: list[Individual], mentions: tuple[Mention, ...]) -> None:
    by_token = {index: person for person in people for start, end in person.spans for index in range(start, end)}
    for mention in mentions:
        if mention.office is not None and mention.office.holder is not None:
            person = by_token.get(mention.office.holder[0])
            if person is not None:
                person.offices.append(mention.office)


@cache
def _known_by_name() -> dict[str, list[Person]]:
    index: dict[str, list[Person]] = {}
    for person in persons():
        for name in (person.name, *person.names):
            key = fold(name).lower().replace("-", " ")
            if person not in index.setdefault(key, []):
                index[key].append(person)
    return index


def _known(person: Individual, published: date | None) -> Person | None:
    """The known person of that name whose state fits and whose term is nearest."""
    candidates = _candidates(person)
    stated = {state for office in person.offices for state in office.states}
    if len(person.words) == 1:
        candidates = [known for known in candidates if known.distance(published) <= _YEARS_OUT_OF_OFFICE]
    fitting = [known for known in candidates if known.state in stated] or candidates
    best = min(fitting, key=lambda known: known.distance(published), default=None)
    if best is not None and stated and best.state not in stated and len(person.words) == 1:
        return None
    return best


def _candidates(person: Individual) -> list[Person]:
    index = _known_by_name()
    plain = " ".join(fold(person.name).lower().replace("-", " ").replace(",", "").split())
    heads = [office.text.split()[-1].lower() for office in person.offices if office.text]
    titled = [known for head in heads for known in index.get(f"{head} {plain}", ())]
    exact = titled or index.get(plain) or index.get(plain.removesuffix(" jr."))
    if exact:
        return exact
    if len(person.words) == 1:
        return [known for known in persons() if _is_titled_as(person, known)]
    return [
        known
        for known in persons()
        if len(person.words) > 1 and _telling(known.name) and _telling(known.name) <= person.words
    ]


def _is_titled_as(person: Individual, known: Person) -> bool:
    """Whether the office before a family name is one that the known person of that name held."""
    if fold(known.name).lower().split()[-1] not in person.words:
        return False
    held = {word for term in known.terms for word in term.office.lower().split()} - {"of", "the", "and", "for"}
    return any(office.text and office.text.split()[-1].lower() in held for office in person.offices)


@cache
def _telling(name: str) -> frozenset[str]:
    """The words of a name of several words, initials left out; empty for one word."""
    words = [word for word in fold(name).lower().replace("-", " ").split() if not word.endswith(".")]
    return frozenset(words) if len(words) > 1 else frozenset()
