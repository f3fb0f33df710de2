"""What the parse and the word lists say of a word, and of a word with a candidate: named features for the network.

They let it profit from rules where it has seen few examples. `RULE` marks those that come from the lists of event and
speech words and from the rules for roles; leaving these out gives the learned reader alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from dragoman.loaders.documents.code.lexicon import sense_of
from dragoman.loaders.documents.code.roles import Roles, roles_of
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
    """What stands between words and candidates of one document."""

    source: Source
    candidates: list[Candidate]
    _roles: dict[int, Roles | None] = field(default_factory=dict)
    _sentences: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Number the sentences and count how often each actor is named."""
        for number, sentence in enumerate(self.source.doc.sents):
            self._sentences[sentence.start] = number
        self._named: dict[str, int] = {}
        for candidate in self.candidates:
            for key in keys(candidate):
                self._named[key] = self._named.get(key, 0) + 1

    def of(self, token: Token, candidate: Candidate) -> Iterator[str]:
        """The features of a word that tells something with one who may take part in it."""
        yield f"way:{candidate.way}"
        yield f"named:{min(max(self._named[key] for key in keys(candidate)), 6)}"
        yield f"kind:{candidate.actors[0].kind}"
        yield f"several:{min(len(candidate.actors), 3)}"
        yield from self._by_rule(token, candidate)
        if candidate.way == "issuer":
            return
        head = candidate.head
        yield f"c-pos:{head.pos_}"
        yield f"c-dep:{head.dep_}"
        away = self._sentences[head.sent.start] - self._sentences[token.sent.start]
        yield f"away:{max(-4, min(3, away))}"
        if away == 0:
            distance = head.i - token.i
            yield f"distance:{'-' if distance < 0 else '+'}{min(abs(distance).bit_length(), 6)}"
            yield f"path:{path(token, head)}"
        elif head.dep_ in ("nsubj", "nsubjpass"):
            yield f"subject-away:{max(-3, min(1, away))}"

    def _by_rule(self, token: Token, candidate: Candidate) -> Iterator[str]:
        roles = self._roles_of(token)
        if roles is None:
            yield f"{RULE}no-roles"
            return
        mine = keys(candidate)
        for name, actors in (("initiator", roles.initiators), ("recipient", roles.recipients)):
            if not actors:
                yield f"{RULE}no-{name}"
            elif mine & {actor.state or actor.id for actor in actors}:
                yield f"{RULE}{name}"

    def _roles_of(self, token: Token) -> Roles | None:
        if token.i not in self._roles:
            sense = sense_of(token)
            self._roles[token.i] = roles_of(token, sense, self.source) if sense is not None else None
        return self._roles[token.i]


def keys(candidate: Candidate) -> set[str]:
    """The states and bodies that the candidate stands for."""
    return {actor.state or actor.id for actor in candidate.actors}


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
