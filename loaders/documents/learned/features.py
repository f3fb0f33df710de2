"""What the parse and the word lists say of a word, and of a word with a candidate: named features for the network.

They let it profit from rules where it has seen few examples. `RULE` marks those that come from the lists of event and
speech words and from the rules for roles; leaving these out gives the learned reader alone.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from dragoman.graph.records import Actor
from dragoman.loaders.documents.code.lexicon import sense_of
from dragoman.loaders.documents.code.roles import roles_of
from dragoman.loaders.documents.code.source import Source
from dragoman.loaders.documents.code.speech import saying_of
from dragoman.loaders.documents.learned.candidates import Candidate

RULE = "rule:"
_MOST_STEPS = 4


def word_features(token: Token, source: Source, quoted: bool) -> Iterator[str]:
    """What speaks for and against the word's telling something."""
    yield f"pos:{token.pos_}"
    yield f"dep:{token.dep_}"
    sense = sense_of(token)
    if sense is not None:
        yield f"{RULE}sense:{sense.type}"
        yield f"{RULE}weight:{int(sense.weight * 5)}"
    saying = saying_of(token)
    if saying is not None:
        yield f"{RULE}says:{saying.stance or 'nothing'}"
        yield f"{RULE}says-weight:{int(saying.weight * 5)}"
    if token.ent_type_:
        yield f"ent:{token.ent_type_}"
    yield from (f"actor:{actor.kind}" for actor in source.actors_of(token)[:1])
    if token is token.sent.root:
        yield "root"
    if quoted:
        yield "quoted"
    if source.issuer:
        yield "issued"
    if source.is_readout:
        yield "readout"


@dataclass
class PairFeatures:
    """What stands between words and candidates of one document; `own` is what each candidate has with every word."""

    source: Source
    candidates: list[Candidate]

    def __post_init__(self) -> None:
        """Take down once what does not depend on the word."""
        self._sentences = {token.i: number for number, span in enumerate(self.source.doc.sents) for token in span}
        named = Counter(key for candidate in self.candidates for key in keys(candidate))
        self.own = [list(_own_features(candidate, named)) for candidate in self.candidates]
        self._keys = [frozenset(keys(candidate)) for candidate in self.candidates]
        self._places = [None if one.way == "issuer" else self._place(one.head) for one in self.candidates]

    def of_all(self, token: Token) -> list[list[str]]:
        """The features of a word that tells something with each of those who may take part in it, beside their own."""
        here, ends = self._sentences[token.i], self._ends(token)
        by_rule = {mine: list(_by_rule(mine, ends)) for mine in set(self._keys)}
        return [
            [*by_rule[mine], *(_of_place(token, here, place) if place else ())]
            for mine, place in zip(self._keys, self._places, strict=True)
        ]

    def _place(self, head: Token) -> tuple[Token, int, bool]:
        return head, self._sentences[head.i], head.dep_ in ("nsubj", "nsubjpass")

    def _ends(self, token: Token) -> dict[str, set[str]]:
        """Who the rules say is in each role of what a word tells; nothing for words that they know no roles of."""
        sense = sense_of(token)
        if sense is None:
            return {}
        roles = roles_of(token, sense, self.source)
        return {"initiator": _ids(roles.initiators), "recipient": _ids(roles.recipients)}


def _of_place(token: Token, here: int, place: tuple[Token, int, bool]) -> Iterable[str]:
    """Where a candidate stands, seen from a word in sentence `here`."""
    head, sentence, is_subject = place
    if sentence != here:
        return _afar(max(-4, min(3, sentence - here)), is_subject)
    distance = head.i - token.i
    sign = "-" if distance < 0 else "+"
    return "away:0", f"distance:{sign}{min(abs(distance).bit_length(), 6)}", f"path:{path(token, head)}"


@cache
def _afar(away: int, is_subject: bool) -> list[str]:
    subject = [f"subject-away:{max(-3, min(1, away))}"] if is_subject else []
    return [f"away:{away}", *subject]


def _by_rule(mine: frozenset[str], ends: dict[str, set[str]]) -> Iterator[str]:
    """What the rules say of an actor's part."""
    if not ends:
        yield f"{RULE}no-roles"
    for name, ids in ends.items():
        if not ids:
            yield f"{RULE}no-{name}"
        elif mine & ids:
            yield f"{RULE}{name}"


def keys(candidate: Candidate) -> set[str]:
    """The states and bodies that the candidate stands for."""
    return _ids(candidate.actors)


def _ids(actors: Iterable[Actor]) -> set[str]:
    return {actor.state or actor.id for actor in actors}


def _own_features(candidate: Candidate, named: Counter[str]) -> Iterator[str]:
    yield f"way:{candidate.way}"
    yield f"named:{min(max(named[key] for key in keys(candidate)), 6)}"
    yield f"kind:{candidate.actors[0].kind}"
    yield f"several:{min(len(candidate.actors), 3)}"
    if candidate.way != "issuer":
        yield f"c-pos:{candidate.head.pos_}"
        yield f"c-dep:{candidate.head.dep_}"


def path(token: Token, other: Token) -> str:
    """The way through the parse from one word to another: labels upwards, then downwards with prepositions named."""
    above = [token, *token.ancestors]
    index = {word.i: step for step, word in enumerate(above)}
    down = [other]
    while down[-1].i not in index:
        if down[-1].head is down[-1]:
            return "none"
        down.append(down[-1].head)
    up = index[down[-1].i]
    if up + len(down) - 1 > _MOST_STEPS:
        return f"far:{above[up - 1].dep_ if up else '='}"
    rising = [f"^{word.dep_}" for word in above[:up]]
    falling = [word.lower_ if word.dep_ in ("prep", "agent") else word.dep_ for word in reversed(down[:-1])]
    return " ".join([*rising, *falling]) or "="
