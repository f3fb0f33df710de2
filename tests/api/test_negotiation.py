"""The choice of a format by parameter and `Accept`."""

import pytest

from dragoman.api.negotiation import chosen_format
from dragoman.api.problems import NotAcceptable
from dragoman.graph.errors import UsageError


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, "json"),
        ("*/*", "json"),
        ("text/csv", "csv"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "json"),
        ("application/json;q=0.5, text/csv", "csv"),
        ("text/*", "csv"),
        ("application/*;q=0.2, application/graphml+xml", "graphml"),
        ("application/json;q=0, */*;q=0.1", "ndjson"),
        ("Application/X-NDJSON", "ndjson"),
        ("text/csv;q=high, application/json;q=0.1", "json"),
    ],
)
def test_the_header_decides_by_quality_and_closeness(accept: str | None, expected: str) -> None:
    assert chosen_format(None, accept) == expected


def test_the_parameter_goes_before_the_header() -> None:
    assert chosen_format("csv", "application/json") == "csv"


@pytest.mark.parametrize("accept", ["image/png", "application/json;q=0", "nonsense"])
def test_nothing_acceptable(accept: str) -> None:
    with pytest.raises(NotAcceptable, match="text/csv"):
        chosen_format(None, accept)


def test_an_unknown_format_is_named() -> None:
    with pytest.raises(UsageError, match="xml"):
        chosen_format("xml", None)
