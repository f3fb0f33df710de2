"""What a line of a dump may be, as `dragoman.graph.dump` writes it; whatever else it is, it is a `Broken` one."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from dragoman.graph.ledger.decisions import Decision, Verdict
from dragoman.graph.records import Actor, DocumentRecord, Evidence, FactRecord
from dragoman.graph.vocabulary import ActorKind


class _Line(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class HeadLine(_Line):
    """The first line."""

    kind: Literal["dump"]
    version: int


class DocumentLine(DocumentRecord):
    """A document; the lines of its records follow."""

    kind: Literal["document"]
    confidence: float = 1
    evidence: tuple[Evidence, ...] = ()
    extractor: str
    corrects: tuple[str, ...]

    def record(self) -> DocumentRecord:
        """The document without what the dump adds."""
        return DocumentRecord(**{name: getattr(self, name) for name in DocumentRecord.model_fields})


class ActorLine(_Line):
    """An actor that a document names, with all the names that it gives."""

    kind: Literal["actor"]
    id: str
    actor_kind: ActorKind
    state: str | None
    known: bool
    names: Annotated[tuple[str, ...], Field(min_length=1)]
    aliases: tuple[str, ...]
    other_names: tuple[str, ...] = ()

    def actors(self) -> list[Actor]:
        """The actor once for each of its names."""
        actor = Actor(
            id=self.id,
            name="",
            kind=self.actor_kind,
            state=self.state,
            known=self.known,
            aliases=self.aliases,
            other_names=self.other_names,
        )
        return [actor.model_copy(update={"name": name}) for name in self.names]


class DecisionLine(_Line):
    """What is decided about two raw ids."""

    kind: Literal["decision"]
    verdict: Verdict
    left: str
    right: str
    group: str
    score: Annotated[float, Field(ge=0, le=1)] | None
    reasons: tuple[str, ...]

    def decision(self) -> Decision:
        """The decision of which this is one pair."""
        return Decision(
            verdict=self.verdict,
            left=(self.left,),
            right=(self.right,),
            score=self.score,
            reasons=self.reasons,
            group=self.group,
        )


class DerivedLine(BaseModel):
    """A node or an edge, which follow from the rest, or the end."""

    kind: Literal["node", "edge", "end"]


@dataclass(frozen=True)
class Broken:
    """A line that is none of a dump; `kind` is what it was to be, None where that is not to be seen."""

    kind: str | None
    reason: str


Line = HeadLine | DocumentLine | ActorLine | DecisionLine | DerivedLine | FactRecord
_LINE: TypeAdapter[Line] = TypeAdapter(Annotated[Line, Field(discriminator="kind")])


def parsed(line: bytes) -> Line | Broken:
    """What a line says; never raises."""
    try:
        return _LINE.validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        where = [str(part) for part in first["loc"]]
        return Broken(where[0] if where else None, ": ".join([*filter(None, [".".join(where)]), first["msg"]]))
