"""Coded events as the files that Neo4j's own importer reads: what `store` would write, without a database.

The format is that of the Operations Manual 5, "Import": a header a kind of node or edge, comma-separated values; an
unquoted empty value is an absent property.
"""

import csv
import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import IO, Any, NamedTuple

from dragoman.graph.rows import Row

NODES = {
    "Document": (
        "id:ID(Document),name,title,published:date,url,language,dataset,sha256,extractor,loaded_at:datetime,begun_at:datetime,"
        "stored_at:datetime,lines:long,complete:boolean,leaving:boolean,:LABEL"
    ),
    "Actor": "id:ID(Actor),:LABEL",
    "Place": "id:ID(Place),name,country,latitude:double,longitude:double,:LABEL",
    "Event": (
        "id:ID(Fact),name,type,quad,goldstein:double,cameo,mode,modality,start:date,end:date,precision,confidence:double,"
        "sources:long,known_from:datetime,:LABEL"
    ),
}
EDGES = {
    "INITIATED": ":START_ID(Actor),:END_ID(Fact),through,actor,start:date",
    "TARGETED": ":START_ID(Fact),:END_ID(Actor),through,actor,start:date",
    "BETWEEN": ":START_ID(Fact),:END_ID(Actor),dyad,start:date",
    "OCCURRED_IN": ":START_ID(Fact),:END_ID(Place),place,country,start:date",
    "REPORTED_IN": (
        ":START_ID(Fact),:END_ID(Document),sentence,start:long,end:long,rule,confidence:double,url,file,loaded_at:datetime"
    ),
}
_EVENT = ("name", "type", "quad", "goldstein", "cameo", "mode", "modality", "start", "end", "precision")
_EVIDENCE = ("sentence", "start", "end", "rule", "confidence", "url")
_PLACE = ("id", "name", "country", "latitude", "longitude")
_DOCUMENT = ("name", "title", "published", "url", "language", "dataset", "sha256", "extractor")


class Encoded(NamedTuple):
    """Events as lines of the files, by kind, and the places that they name, by id."""

    lines: dict[str, str]
    places: dict[str, Row]


def encode(document: str, rows: Iterable[Row], now: datetime, known: Collection[str] = frozenset()) -> Encoded:
    """The lines for the events of a file.

    Args:
        document: id of the file.
        rows: of the events, as `batch_of` makes them.
        now: since when the graph is to know them.
        known: ids of those that another file told: they gain evidence.
    """
    tables: dict[str, list[Sequence[Any]]] = {kind: [] for kind in ("Event", *EDGES)}
    places: dict[str, Row] = {}
    written = set(known)
    for row in rows:
        id, place, start = row["id"], row["place"], row["start"]
        evidence = [row["evidence"].get(name) for name in _EVIDENCE]
        tables["REPORTED_IN"].append((id, document, *evidence, document, now.isoformat()))
        if id in written:
            continue
        written.add(id)
        properties = [row["properties"].get(name) for name in _EVENT]
        tables["Event"].append((id, *properties, row["confidence"], 1, now.isoformat(), "Fact;Event;Coded"))
        tables["INITIATED"] += ((one["actor"], id, one["through"], one["actor"], start) for one in row["initiators"])
        tables["TARGETED"] += ((id, one["actor"], one["through"], one["actor"], start) for one in row["recipients"])
        tables["BETWEEN"] += ((id, one["actor"], one["dyad"], start) for one in row["dyads"])
        if place:
            tables["OCCURRED_IN"].append((id, place["id"], place["id"], place.get("country"), start))
            places.setdefault(place["id"], place)
    return Encoded({kind: _lines(table) for kind, table in tables.items()}, places)


class ImportFiles:
    """The files of one import, written as the rows come."""

    def __init__(self, folder: Path) -> None:
        self._open: dict[str, IO[str]] = {}
        self._paths = {kind: folder / f"{kind}.csv" for kind in (*NODES, *EDGES)}
        self._places: set[str] = set()
        self._actors: set[str] = set()
        self._several_lines = False
        for kind, header in (NODES | EDGES).items():
            self._open[kind] = self._paths[kind].open("w", encoding="utf-8", newline="")
            self._open[kind].write(f"{header}\n")

    def add(self, encoded: Encoded, actors: Iterable[str]) -> None:
        """Write events, and the places and actors that were not written yet."""
        for kind, lines in encoded.lines.items():
            self._open[kind].write(lines)
        self._several_lines |= encoded.lines["REPORTED_IN"].count("\n") > encoded.lines["Event"].count("\n")
        fresh = [place for id, place in encoded.places.items() if id not in self._places]
        self._places.update(place["id"] for place in fresh)
        self._open["Place"].write(_lines([(*(place.get(name) for name in _PLACE), "Place") for place in fresh]))
        new = sorted(set(actors) - self._actors)
        self._actors.update(new)
        self._open["Actor"].write(_lines([(id, "Actor") for id in new]))

    def add_document(self, document: str, properties: Mapping[str, Any], lines: int, now: datetime) -> None:
        """Write a file that was read to its end, at that line; it is to be taken back until its actors are entered."""
        told, when = [properties.get(name) for name in _DOCUMENT], now.isoformat()
        self._open["Document"].write(_lines([(document, *told, when, when, when, lines, "false", "true", "Document")]))

    def close(self) -> list[str]:
        """Close the files; gives the importer's arguments."""
        for file in self._open.values():
            file.close()
        nodes = [f"--nodes={self._paths[kind]}" for kind in NODES]
        edges = [f"--relationships={kind}={self._paths[kind]}" for kind in EDGES]
        return [*nodes, *edges, f"--multiline-fields={str(self._several_lines).lower()}"]


def _lines(table: Iterable[Sequence[Any]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(table)
    return out.getvalue()
