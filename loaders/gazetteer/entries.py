"""What the gazetteer knows of an actor: its id and every name under which texts speak of it."""

import unicodedata
from dataclasses import dataclass

from dragoman.graph.records import Actor
from dragoman.graph.vocabulary import ActorKind

_STRAIGHT = str.maketrans({"‘": "'", "’": "'", "ʼ": "'", "´": "'", "`": "'", "“": '"', "”": '"', "„": '"'})


@dataclass(frozen=True)
class GazetteerEntry:
    """A state, a body of states, an armed group, or an organ of a state.

    Attributes:
        id: ISO 3166 alpha-3 code of a state; a short upper-case id of a body or group; `USA:state-department` of an
            organ.
        name: the usual English name.
        kind: what it is.
        state: the id of the state or body it stands for; a state's, body's or group's own id for itself.
        names: further names and short forms.
        demonyms: adjectives and words for its people.
        capitals: its capital, which stands for its government in news ("Seoul said").
        governments: seats that stand for its government ("the Kremlin").
    """

    id: str
    name: str
    kind: ActorKind
    state: str
    names: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    governments: tuple[str, ...] = ()

    @property
    def aliases(self) -> tuple[str, ...]:
        """Every name but the usual one, as the graph's full-text index wants them."""
        return self.names + self.demonyms + self.capitals + self.governments

    def actor(self, mention: str | None = None) -> Actor:
        """The entry as an actor of a fact; `mention` gives the words of the text."""
        return Actor(
            id=self.id,
            name=self.name,
            kind=self.kind,
            state=self.state,
            mention=mention,
            aliases=self.aliases,
            known=True,
        )


def straighten(text: str) -> str:
    """Curly quotes and apostrophes made straight; every character stays at its offset."""
    return text.translate(_STRAIGHT)


def fold(text: str) -> str:
    """Straight quotes, no accents, one space between words: the form in which names are compared. Case stays."""
    if text.isascii():
        return " ".join(text.replace("`", "'").split())
    decomposed = unicodedata.normalize("NFKD", straighten(text))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())
