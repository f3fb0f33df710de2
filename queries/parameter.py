"""Parameters and columns of a named query, in JSON Schema's words: they go straight into OpenAPI and help texts."""

import re
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any, Self

from neo4j.time import Date, DateTime
from pydantic import BaseModel, ConfigDict, Field, model_validator

from dragoman.graph.errors import UsageError

Value = str | int | float | date | datetime
# Fewer forms than float() takes: neither infinity nor what is not a number can stand in JSON.
_NUMBER = re.compile(r"[+-]?[0-9]{0,18}\.?[0-9]{1,30}(e[+-]?[0-9]{1,2})?", re.IGNORECASE)


class ParameterError(UsageError):
    """One argument of a query is missing, unknown or malformed.

    Args:
        parameter: the parameter's name.
        message, hint: as in DragomanError.
    """

    def __init__(self, parameter: str, message: str, hint: str | None = None) -> None:
        super().__init__(message, hint)
        self.parameter = parameter


class ParameterType(StrEnum):
    """What a parameter takes.

    The first five take an id or plain words and are resolved to the id of a node; ID takes the id of anything, an edge
    included.
    """

    ACTOR = "actor"
    STATE = "state"
    EVENT = "event"
    DOCUMENT = "document"
    PLACE = "place"
    ID = "id"
    WORDS = "words"
    STRING = "string"
    DATE = "date"
    INSTANT = "instant"
    INTEGER = "integer"
    NUMBER = "number"


RESOLVED_TYPES = frozenset(
    {
        ParameterType.ACTOR,
        ParameterType.STATE,
        ParameterType.EVENT,
        ParameterType.DOCUMENT,
        ParameterType.PLACE,
        ParameterType.ID,
    }
)


class _Declaration(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Parameter(_Declaration):
    """One declared parameter.

    `minimum` and `maximum` bound an integer or a number; `default` is the value (as text) used when the argument is
    left out; without one, an optional parameter that is left out is null in the Cypher.
    """

    name: str
    type: ParameterType
    description: str
    example: str | None = None
    optional: bool = False
    default: str | None = None
    enum: tuple[str, ...] = ()
    minimum: int | float | None = None
    maximum: int | float | None = None

    @model_validator(mode="after")
    def _check_values(self) -> Self:
        if self.default is not None and not self.optional:
            raise ValueError("a default makes sense only with optional = true")
        for word, text in (("example", self.example), ("default", self.default)):
            if text is not None:
                try:
                    self.parse(text)
                except ParameterError as error:
                    raise ValueError(f"{word}: {error}") from error
        return self

    @property
    def resolved(self) -> bool:
        """Whether plain words given for it are looked up in the graph."""
        return self.type in RESOLVED_TYPES

    def parse(self, text: str) -> Value:
        """The value of an argument that arrived as text from the command line or over HTTP.

        Raises:
            ParameterError: the text is not of the parameter's type, or out of its bounds.
        """
        text = text.strip()
        if not text:
            raise ParameterError(self.name, f"{self.name} is empty", "give a value or leave the parameter out")
        if self.type is ParameterType.DATE:
            return _day(self.name, text)
        if self.type is ParameterType.INSTANT:
            return _instant(self.name, text)
        if self.type is ParameterType.INTEGER:
            return self._integer(text)
        if self.type is ParameterType.NUMBER:
            return self._number(text)
        return self._one_of_enum(text)

    def _integer(self, text: str) -> int:
        if not re.fullmatch(r"[+-]?[0-9]{1,18}", text):
            raise ParameterError(self.name, f"{self.name}: {text!r} is not a whole number")
        number = int(text)
        self._check_bounds(number, text)
        return number

    def _number(self, text: str) -> float:
        if not _NUMBER.fullmatch(text):
            raise ParameterError(self.name, f"{self.name}: {text!r} is not a number", "write it as 0.6")
        number = float(text)
        self._check_bounds(number, text)
        return number

    def _check_bounds(self, number: float, text: str) -> None:
        low, high = self.minimum, self.maximum
        if (low is not None and number < low) or (high is not None and number > high):
            bounds = " and ".join(
                f"{word} {bound}" for word, bound in (("at least", low), ("at most", high)) if bound is not None
            )
            raise ParameterError(self.name, f"{self.name}: {text} is out of bounds", f"it must be {bounds}")

    def _one_of_enum(self, text: str) -> str:
        if not self.enum:
            return text
        chosen = {word.casefold(): word for word in self.enum}.get(text.casefold())
        if chosen is None:
            raise ParameterError(
                self.name, f"{self.name}: unknown value {text!r}", f"use one of {', '.join(self.enum)}"
            )
        return chosen

    def json_schema(self) -> dict[str, Any]:
        """The parameter as a JSON Schema (draft 2020-12)."""
        schema: dict[str, Any] = {"type": "string", "description": self.description}
        if self.type in (ParameterType.INTEGER, ParameterType.NUMBER):
            schema["type"] = self.type.value
        elif self.type is ParameterType.DATE:
            schema["format"] = "date"
        elif self.type is ParameterType.INSTANT:
            schema["anyOf"] = [{"format": "date"}, {"format": "date-time"}]
        else:
            schema["pattern"] = r"\S"
        bounds = {"minimum": self.minimum, "maximum": self.maximum}
        schema.update({word: bound for word, bound in bounds.items() if bound is not None})
        if self.enum:
            schema["enum"] = list(self.enum)
        if self.default is not None:
            schema["default"] = json_ready(self.parse(self.default))
        if self.example is not None:
            schema["examples"] = [json_ready(self.parse(self.example))]
        return schema


class ColumnType(StrEnum):
    """What a column holds; every value may be null."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"
    STRINGS = "strings"


class Column(_Declaration):
    """One declared column of the answer.

    `label` names the column that holds the readable name of what this one identifies.
    """

    name: str
    type: ColumnType = ColumnType.STRING
    description: str = Field(min_length=1)
    label: str | None = None

    def json_schema(self) -> dict[str, Any]:
        """The column as a JSON Schema (draft 2020-12)."""
        if self.type is ColumnType.STRINGS:
            return {"type": "array", "items": {"type": "string"}, "description": self.description}
        if self.type is ColumnType.DATE:
            # Not the format `date`, which has no months or years.
            pattern = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
            return {"type": ["string", "null"], "pattern": pattern, "description": self.description}
        return {"type": [self.type.value, "null"], "description": self.description}


def json_ready(value: Any) -> Any:
    """A value of a query in the types of JSON; days and instants in ISO 8601."""
    if isinstance(value, Date | DateTime):
        return value.iso_format()
    return value.isoformat() if isinstance(value, date) else value


def _day(name: str, text: str) -> date:
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise ParameterError(name, f"{name}: {text!r} is not a date", "write it as YYYY-MM-DD") from None


def _instant(name: str, text: str) -> datetime:
    """A day stands for its last moment, so that `known_at` includes what was loaded on it; UTC by default."""
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return datetime.combine(date.fromisoformat(text), time.max, UTC)
        moment = datetime.fromisoformat(text)
        # In UTC, since Neo4j takes no offset beyond 18 hours; the first and last days have no UTC.
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        hint = "write it as YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS+00:00"
        raise ParameterError(name, f"{name}: {text!r} is not a day or an instant", hint) from None
