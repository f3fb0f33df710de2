"""What the graph is to say of a fact, from the records that support it."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dragoman.graph.ledger.entries import Entry
from dragoman.graph.records import (
    Actor,
    AllianceRecord,
    CoincidenceRecord,
    DateRange,
    EventRecord,
    FactRecord,
    OfficialRecord,
    ResponseRecord,
    RollCallRecord,
    StatementRecord,
    Term,
)
from dragoman.graph.rows import (
    Row,
    alliance_row,
    coincidence_row,
    event_row,
    occupancy_row,
    response_row,
    roll_call_row,
    statement_row,
)


@dataclass(frozen=True)
class Fact:
    """A fact as it is to be in the graph.

    Attributes:
        kind: the records' kind.
        row: its properties and whom it points at, for the store's Cypher.
        digest: tells one version of the fact from another; evidence is not part of it.
        entries: the records that support it.
    """

    kind: str
    row: Row
    digest: str
    entries: tuple[Entry, ...]

    @property
    def id(self) -> str:
        """Its id in the graph."""
        return str(self.row["id"])


def event_fact(id: str, entries: Iterable[Entry]) -> Fact:
    """One event out of the records that tell it.

    Name, type and date are those of the record told best; all its actors count; the place is that of the best record
    that tells one.
    """
    ranked = sorted(entries, key=lambda entry: (-entry.record.confidence, entry.record.id, entry.document))
    records = [entry.record for entry in ranked if isinstance(entry.record, EventRecord)]
    best = records[0]
    whole = best.model_copy(
        update={
            "id": id,
            "initiators": _every(actor for record in records for actor in record.initiators),
            "recipients": _every(actor for record in records for actor in record.recipients),
            "date": next((record.date for record in records if record.date), None),
            "place": next((record.place for record in records if record.place), None),
            "mode": next((record.mode for record in records if record.mode), None),
        }
    )
    return _fact("event", event_row(whole), ranked)


def _every(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    return tuple(sorted({actor.id: actor for actor in actors}.values(), key=lambda actor: actor.id))


def other_facts(entries: Iterable[Entry]) -> tuple[list[Fact], list[Entry]]:
    """The facts out of records of one content each, and the records with the fact that they support filled in.

    Args:
        entries: all records of the keys concerned, actors and events mapped.
    """
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda entry: (entry.record.id, entry.document)):
        groups[entry.key or ""].append(entry)
    facts, assigned = [], []
    for same in groups.values():
        parts = _versions(same)
        facts += [_other_fact(id, some) for id, some in parts.items()]
        for entry in same:
            mine = [id for id, some in parts.items() if _belongs(entry, _optional(some[0].record))]
            # A version is known by a record that tells it exactly.
            supports = next((id for id in mine if _optional(parts[id][0].record) == _optional(entry.record)), mine[0])
            assigned.append(replace(entry, fact=supports))
    return facts, assigned


def _versions(same: Sequence[Entry]) -> dict[str, list[Entry]]:
    """Records of one content by the name and term that they give; one that leaves these out supports what others give.

    So "allied", "since 1961" and "since July 1961" are one; "since 1961" and "since 1950" are two: both stay.
    """
    given = {_optional(entry.record) for entry in same}
    kept = {_optional(entry.record) for entry in same if not any(_supports(entry, one) for one in given)}
    # What supports only such as support others in their turn, but not those.
    kept |= {_optional(entry.record) for entry in same if not any(_belongs(entry, one) for one in kept)}
    versions = {}
    for version in kept:
        first = next(entry for entry in same if _optional(entry.record) == version)
        versions[first.record.id] = [first, *(one for one in same if one is not first and _belongs(one, version))]
    return dict(sorted(versions.items()))


def _belongs(entry: Entry, version: tuple[object, ...]) -> bool:
    return _optional(entry.record) == version or _supports(entry, version)


def _supports(entry: Entry, version: tuple[object, ...]) -> bool:
    """Whether a record says the same as a version that others give more closely.

    "President Trump" in a text of 2025 is not said of the term that ended in 2021.
    """
    mine = _optional(entry.record)
    if mine == version or not all(one is None or _holds(one, other) for one, other in zip(mine, version, strict=True)):
        return False
    until = version[-1] if version else None
    ended = isinstance(until, DateRange) and entry.published is not None and until.end < entry.published
    return not ended or mine[-1] is not None or _is_former(entry.record)


def _is_former(record: FactRecord) -> bool:
    return isinstance(record, OfficialRecord) and record.former


def _optional(record: FactRecord) -> tuple[object, ...]:
    """What a record may leave out without being another fact."""
    match record:
        case AllianceRecord():
            return (record.name, record.memberships or None, *_ends(record.term))
        case OfficialRecord():
            return _ends(record.term)
        case _:
            return ()


def _ends(term: Term | None) -> tuple[DateRange | None, DateRange | None]:
    return (term.since, term.until) if term else (None, None)


def _holds(wide: object, narrow: object) -> bool:
    if isinstance(wide, DateRange) and isinstance(narrow, DateRange):
        return wide.start <= narrow.start and narrow.end <= wide.end
    return wide == narrow


def _other_fact(id: str, entries: Sequence[Entry]) -> Fact:
    record = entries[0].record.model_copy(update={"id": id})
    match record:
        case OfficialRecord():
            titles = [entry.record.office for entry in entries if isinstance(entry.record, OfficialRecord)]
            row = occupancy_row(record.model_copy(update={"office": min(titles)}))
        case StatementRecord():
            row = statement_row(record)
        case ResponseRecord():
            row = response_row(record)
        case AllianceRecord():
            row = alliance_row(record)
        case CoincidenceRecord():
            row = coincidence_row(record)
        case RollCallRecord():
            row = roll_call_row(record)
        case EventRecord():
            raise TypeError(f"{record.id}: an event has no key")
    return _fact(record.kind, row, entries)


def _fact(kind: str, row: Row, entries: Sequence[Entry]) -> Fact:
    digest = hashlib.sha256(repr(sorted(row.items())).encode()).hexdigest()[:16]
    return Fact(kind, row, digest, tuple(entries))


def evidence_rows(fact: Fact) -> dict[tuple[object, ...], Row]:
    """The sentences that state the fact, by what makes each of them different from the others."""
    rows: dict[tuple[object, ...], Row] = {}
    for entry in fact.entries:
        for piece in entry.record.evidence:
            properties = {
                "sentence": piece.sentence,
                "start": piece.start,
                "end": piece.end,
                "confidence": entry.record.confidence,
                "rule": entry.record.rule,
                "record": entry.record.id,
                "extractor": entry.extractor,
                "loaded_at": entry.loaded_at,
            }
            key = (entry.document, entry.record.id, piece.start, piece.end, entry.extractor, entry.loaded_at)
            rows[key] = {"fact": fact.id, "document": entry.document, "properties": properties}
    return rows
