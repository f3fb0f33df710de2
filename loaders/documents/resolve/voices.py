"""Who says "I" and "we": the speaker of a quotation, or the one who issues the text."""

from spacy.tokens import Doc, Span, Token

from dragoman.graph.records import Actor
from dragoman.graph.vocabulary import ActorKind
from dragoman.loaders.documents.mentions.lexicon import lexicon
from dragoman.loaders.gazetteer import entries

Actors = tuple[Actor, ...]
_ONE = frozenset({"i", "me", "my"})
_SEVERAL = frozenset({"we", "us", "our"})


class Voices:
    """Speakers of one text, once its other words are resolved."""

    def __init__(self, doc: Doc, actors: dict[int, Actors]) -> None:
        """`actors` are those that tokens stand for."""
        self._doc = doc
        self._actors = actors
        self._quoted = _quoted_tokens(doc)
        self._issuers = self._signatories() or self._named_in_title()

    def speakers(self, token: Token) -> Actors:
        """Whom "I" or "we" at that token stands for."""
        word = token.lower_
        speakers = self._speaker_of_quotation(token) if token.i in self._quoted else self._issuers
        if word in _ONE:
            return speakers[:1]
        return _states(speakers) if word in _SEVERAL else ()

    def _speaker_of_quotation(self, token: Token) -> Actors:
        """The subject of a verb of saying in the sentence, or in the sentence before or after."""
        sentence = token.sent
        near = [sentence]
        if sentence.start > 0:
            near.append(self._doc[sentence.start - 1].sent)
        if sentence.end < len(self._doc):
            near.append(self._doc[sentence.end].sent)
        return next((found for found in map(self._said_by, near) if found), self._issuers)

    def _said_by(self, sentence: Span) -> Actors:
        for verb in sentence:
            if verb.lemma_ in lexicon().saying and verb.i not in self._quoted:
                for child in verb.children:
                    if child.dep_ == "nsubj" and child.i not in self._quoted and self._actors.get(child.i):
                        return self._actors[child.i]
        return ()

    def _named_in_title(self) -> Actors:
        """Those who issue the text by its first line: "Statement by President Biden on …"."""
        title = next(self._doc.sents, None)
        if title is None or not any(token.lower_ in lexicon().issued for token in title):
            return ()
        found: list[Actor] = []
        for token in title:
            if token.lower_ in {"on", "'s", "about", "regarding", "to", "at"} and found:
                break
            found += self._actors.get(token.i, ())
        joint = any(token.lower_ in {"joint", "leaders"} for token in title)
        distinct = tuple({actor.id: actor for actor in found}.values())
        return distinct if joint else distinct[:1]

    def _signatories(self) -> Actors:
        """Those who introduce themselves: "We, the leaders of France, Germany and Italy, …"."""
        for token in self._doc[:-1]:
            if token.text == "We" and self._doc[token.i + 1].text == ",":
                sentence = token.sent
                end = token.head.i if token.head.i > token.i else sentence.end
                names = [actor for at in range(token.i, end) for actor in self._actors.get(at, ())]
                listed = {actor.state: actor for actor in names if actor.kind is not ActorKind.OFFICIAL}
                if listed:
                    return tuple(listed.values())
        return ()


def subject_ahead(token: Token, actors: dict[int, Actors]) -> Actors:
    """The subject for which a pronoun stands ahead: "By showcasing its strength, North Korea …"."""
    if token.lower_ not in {"its", "it", "his", "her", "he", "she", "their", "they"}:
        return ()
    root = token.sent.root
    subject = next((child for child in root.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None or token.i > subject.i or subject.left_edge.i <= token.i:
        return ()
    fronted = any(child.dep_ in {"prep", "advcl"} and child in token.ancestors for child in root.lefts)
    return actors.get(subject.i, ()) if fronted else ()


def _states(actors: Actors) -> Actors:
    """The states or bodies that the speakers stand for."""
    found = [entries().get(actor.state or "") for actor in actors]
    return tuple({entry.id: entry.actor() for entry in found if entry is not None}.values())


def _quoted_tokens(doc: Doc) -> frozenset[int]:
    """The tokens inside quotation marks; each paragraph begins outside."""
    paragraphs = set(doc.user_data.get("paragraphs", ()))
    inside, found = False, set()
    for token in doc:
        if token.idx in paragraphs:
            inside = False
        if token.text == '"':
            inside = not inside
        elif inside:
            found.add(token.i)
    return frozenset(found)
