"""Which format a request wants: by the parameter `format`, else by the header `Accept` (RFC 9110, section 12.5.1)."""

from collections.abc import Collection, Iterator, Mapping

from dragoman.api.problems import NotAcceptable
from dragoman.queries.parameter import ParameterError

# The first is taken where a client has no preference.
MEDIA_TYPES: Mapping[str, str] = {
    "json": "application/json",
    "ndjson": "application/x-ndjson",
    "csv": "text/csv",
    "graphml": "application/graphml+xml",
    "graph": "application/vnd.dragoman.graph+json",
}


def chosen_format(parameter: str | None, accept: str | None, formats: Collection[str] = tuple(MEDIA_TYPES)) -> str:
    """The name of the format to answer in.

    Args:
        parameter: the value of `format`, which goes before the header.
        accept: the header, for instance `text/csv, application/json;q=0.5`.
        formats: those that can be made.

    Raises:
        ParameterError: there is no format of that name.
        NotAcceptable: the header admits none of the formats.
    """
    if parameter is not None:
        if parameter not in formats:
            raise ParameterError(
                "format", f"format: there is no format {parameter!r} here", f"take one of {', '.join(formats)}"
            )
        return parameter
    ranges = list(_ranges(accept or "*/*"))
    possible = {name: media for name, media in MEDIA_TYPES.items() if name in formats}
    quality, _, name = max(
        (_quality(media, ranges), -index, name) for index, (name, media) in enumerate(possible.items())
    )
    if quality == 0:
        raise NotAcceptable(f"Accept: none of {accept!r} can be made", f"take one of {', '.join(possible.values())}")
    return name


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    """Media ranges of the header with their quality; a quality that is no number counts as 0."""
    for part in accept.split(","):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        given = [value for name, _, value in (piece.partition("=") for piece in parameters) if name == "q"]
        try:
            yield media, float(given[0]) if given else 1.0
        except ValueError:
            yield media, 0.0


def _quality(media: str, ranges: list[tuple[str, float]]) -> float:
    """How much a client wants a media type: what the most specific range that covers it says."""
    for pattern in (media, f"{media.partition('/')[0]}/*", "*/*"):
        qualities = [quality for covered, quality in ranges if covered == pattern]
        if qualities:
            return max(qualities)
    return 0.0
