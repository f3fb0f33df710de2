"""What a question comes to before its rows are read: values, what words were taken for, as of which instant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from neo4j import ManagedTransaction, Transaction

from dragoman.queries.answer import Answer, Resolved
from dragoman.queries.catalogue import EVIDENCE, Query
from dragoman.queries.cursor import Cursor, seal_cursor
from dragoman.queries.parameter import ParameterType, Value, json_ready
from dragoman.queries.resolve import lucene_query, resolve


@dataclass(frozen=True)
class Reading:
    """A question that is ready to be read.

    Attributes:
        query, values: what is asked, with the values of all its parameters.
        cursor: where the page begins.
        resolved: for each parameter that takes an id or words, what it was taken for.
        known_at: the instant whose knowledge counts, None for what is known now.
    """

    query: Query
    values: Mapping[str, Value | None]
    cursor: Cursor
    resolved: Mapping[str, Resolved]
    known_at: datetime | None

    @property
    def limit(self) -> int:
        """How many rows a page has at most."""
        return cast(int, self.values["limit"])

    @property
    def cypher(self) -> str:
        """The statement to run."""
        return self.query.cypher_known if self.known_at else self.query.cypher

    def sent(self, limit: int) -> dict[str, Value | None]:
        """Its parameters, for at most `limit` rows."""
        return _cypher_values(self) | {"skip": self.cursor.skip, "limit": limit, "known_at": self.known_at}

    def following(self, known_at: datetime | None) -> str:
        """The cursor of the page after this one, whose rows are of that instant."""
        ids = {name: resolved.id for name, resolved in self.resolved.items()}
        return seal_cursor(self.query, self.values, Cursor(self.cursor.skip + self.limit, known_at, ids))

    def answer(self, records: Sequence[Mapping[str, Any]], known_at: datetime | None) -> Answer:
        """The page that these records make, of which there is one more where another page follows.

        Args:
            records: what the statement gave for one row more than the limit.
            known_at: the instant of which they are.
        """
        return Answer(
            declared=self.query,
            query=self.query.name,
            parameters=self.told(),
            resolved=dict(self.resolved),
            rows=[self.row(record) for record in records[: self.limit]],
            next=self.following(known_at) if len(records) > self.limit else None,
        )

    def told(self) -> dict[str, Any]:
        """The values that were used, in the types of JSON."""
        return {name: json_ready(value) for name, value in self.values.items() if value is not None}

    def row(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """The columns in the declared order, in the types of JSON."""
        row = {name: json_ready(record[name]) for name in self.query.columns}
        row[EVIDENCE] = [{name: json_ready(value) for name, value in piece.items()} for piece in record[EVIDENCE]]
        return row


def begin(
    tx: ManagedTransaction | Transaction,
    query: Query,
    values: Mapping[str, Value | None],
    cursor: Cursor,
    known_at: datetime | None,
) -> Reading:
    """Look up what the words of a question mean.

    Args:
        tx: the transaction to read in.
        query: one of the catalogue.
        values: of all its parameters, None where one is left out.
        cursor: where the page begins; it tells what words were taken for on the first.
        known_at: the instant whose knowledge counts, None for what is known now.

    Raises:
        Unresolved: nothing in the graph answers to an id or name.
    """
    resolved = {
        name: resolve(tx, parameter, cursor.ids.get(name, str(values[name])), known_at)
        for name, parameter in query.parameters.items()
        if parameter.resolved and values[name] is not None
    }
    return Reading(query, values, cursor, resolved, known_at)


def _cypher_values(reading: Reading) -> dict[str, Value | None]:
    sent: dict[str, Value | None] = {}
    for name, value in reading.values.items():
        if name in reading.resolved:
            sent[name] = reading.resolved[name].id
        elif reading.query.parameters[name].type is ParameterType.WORDS:
            sent[name] = lucene_query(str(value), every=True)
        else:
            sent[name] = value
    return sent
