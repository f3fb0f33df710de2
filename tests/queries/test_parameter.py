"""Arguments arrive as text: what is taken, and what is refused in words that help."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.queries.parameter import Column, ColumnType, Parameter, ParameterError, ParameterType


def parameter(type: ParameterType, **words: object) -> Parameter:
    return Parameter.model_validate({"name": "it", "type": type, "description": "It"} | words)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (ParameterType.DATE, "2025-01-14", date(2025, 1, 14)),
        (ParameterType.INTEGER, " 7 ", 7),
        (ParameterType.NUMBER, "0.6", 0.6),
        (ParameterType.NUMBER, " .6", 0.6),
        (ParameterType.NUMBER, "1", 1.0),
        (ParameterType.NUMBER, "6e-1", 0.6),
        (ParameterType.STRING, "x", "x"),
        (ParameterType.INSTANT, "2025-01-14T10:00:00Z", datetime(2025, 1, 14, 10, tzinfo=UTC)),
        (ParameterType.INSTANT, "2025-01-14T10:00:00", datetime(2025, 1, 14, 10, tzinfo=UTC)),
        (ParameterType.INSTANT, "2025-01-14", datetime(2025, 1, 14, 23, 59, 59, 999999, tzinfo=UTC)),
    ],
)
def test_what_is_taken(kind: ParameterType, text: str, value: object) -> None:
    assert parameter(kind).parse(text) == value


@pytest.mark.parametrize(
    ("kind", "text", "hint"),
    [
        (ParameterType.DATE, "14.1.2025", "YYYY-MM-DD"),
        (ParameterType.DATE, "2025-02-30", "YYYY-MM-DD"),
        (ParameterType.DATE, "20250114", "YYYY-MM-DD"),
        (ParameterType.INSTANT, "yesterday", "YYYY-MM-DD"),
        (ParameterType.INTEGER, "many", "whole number"),
        (ParameterType.INTEGER, "1e9", "whole number"),
        (ParameterType.NUMBER, "0,6", "0.6"),
        (ParameterType.NUMBER, "nan", "0.6"),
        (ParameterType.NUMBER, "inf", "0.6"),
        (ParameterType.STRING, "  ", "empty"),
    ],
)
def test_what_is_refused(kind: ParameterType, text: str, hint: str) -> None:
    with pytest.raises(ParameterError, match=hint) as caught:
        parameter(kind).parse(text)
    assert caught.value.parameter == "it"


def test_bounds_and_choices() -> None:
    days = parameter(ParameterType.INTEGER, minimum=0, maximum=9)
    with pytest.raises(ParameterError, match="at least 0 and at most 9"):
        days.parse("10")
    sure = parameter(ParameterType.NUMBER, minimum=0, maximum=1)
    assert (sure.parse("0"), sure.parse("1")) == (0, 1)
    with pytest.raises(ParameterError, match="at least 0 and at most 1"):
        sure.parse("1.01")
    bucket = parameter(ParameterType.STRING, enum=("day", "month"))
    assert bucket.parse("Month") == "month"
    with pytest.raises(ParameterError, match="day, month"):
        bucket.parse("week")


@given(kind=st.sampled_from(ParameterType), text=st.text())
def test_any_text_is_taken_or_refused_as_a_wrong_argument(kind: ParameterType, text: str) -> None:
    try:
        assert parameter(kind).parse(text) is not None
    except ParameterError as error:
        assert error.parameter == "it"


def test_json_schema_has_typed_defaults_and_examples() -> None:
    limit = parameter(ParameterType.INTEGER, optional=True, default="50", minimum=1, example="10")
    expected = {"type": "integer", "description": "It", "minimum": 1, "default": 50, "examples": [10]}
    assert limit.json_schema() == expected
    sure = parameter(ParameterType.NUMBER, minimum=0, maximum=1)
    assert sure.json_schema() == {"type": "number", "description": "It", "minimum": 0, "maximum": 1}
    assert parameter(ParameterType.DATE).json_schema()["format"] == "date"
    names = Column(name="names", type=ColumnType.STRINGS, description="Names")
    assert names.json_schema() == {"type": "array", "items": {"type": "string"}, "description": "Names"}
