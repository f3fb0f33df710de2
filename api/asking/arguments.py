"""The arguments that a question gives to the query that it asks."""

import re
from collections.abc import Mapping, Sequence

from dragoman.api.asking.names import Name
from dragoman.api.asking.network import NONE, Reading
from dragoman.api.asking.numbers import NUMBERS
from dragoman.api.asking.question import Question
from dragoman.queries.catalogue import Query
from dragoman.queries.parameter import Parameter, ParameterError, ParameterType

# An event is looked up by its words, and would lack these.
_SAYING_NOTHING = frozenset(
    {
        *("did", "do", "does", "was", "were", "is", "are", "be", "being", "been", "which", "that", "a", "an", "the"),
        *("after", "to", "about", "regarding", "concerning"),
    }
)
# A word between two of a name belongs to it: of 600 questions 568 were right so, 561 where three words were bridged.
_BRIDGED = 2
# Every parameter of these may be left out, yet without one nothing has been asked.
_MEANINGLESS_WITHOUT_ANY = frozenset({"events", "statements"})


def arguments_of(question: Question, reading: Reading, query: Query) -> dict[str, str] | None:
    """The arguments, in the order of the query's parameters; None where they are none for the query.

    Time becomes words of the event, bounds, or a day, whichever the query takes.
    """
    given = {name: value for name, value in reading.values.items() if value != NONE and name in query.parameters}
    for part, words in _spans(question, reading.parts).items():
        value = value_of(question, query.parameters[part], words)
        if value is None:
            return None
        given[part] = value
    needed = [parameter for parameter in query.parameters.values() if not parameter.optional]
    given |= _from_spare_names(question, reading, [need for need in needed if need.name not in given])
    timed = _timed(question, given, query)
    if any(need.name not in timed for need in needed) or (query.name in _MEANINGLESS_WITHOUT_ANY and not timed):
        return None
    return _taken(timed, query)


def _from_spare_names(question: Question, reading: Reading, missing: Sequence[Parameter]) -> dict[str, str]:
    """Names without a part, for the actors that a query cannot do without."""
    words = zip(question.words, reading.parts, strict=True)
    spare = [name for word, part in words if part == NONE and (name := question.name(word))]
    actors = [parameter for parameter in missing if parameter.type in (ParameterType.ACTOR, ParameterType.STATE)]
    return {parameter.name: named(parameter, name) for parameter, name in zip(actors, spare, strict=False)}


def _taken(given: Mapping[str, str], query: Query) -> dict[str, str] | None:
    """The arguments in the order of the parameters, if the query takes them all."""
    try:
        for name, text in given.items():
            query.parameters[name].parse(text)
    except ParameterError:
        return None
    return {name: given[name] for name in query.parameters if name in given}


def _spans(question: Question, parts: Sequence[str]) -> Mapping[str, list[str]]:
    """The words of each parameter: of those that stand together, or with a gap that is bridged, the most.

    An article alone counts for nothing.
    """

    def said(span: range) -> int:
        return sum(question.words[place] != "the" for place in span)

    spans: dict[str, range] = {}
    for part in {*parts} - {NONE}:
        first = last = -len(parts)
        for place in (place for place, found in enumerate(parts) if found == part):
            if place - last > _BRIDGED:
                first = place
            last = place
            spans[part] = max(spans.get(part, range(0)), range(first, last + 1), key=said)
    return {part: list(question.words[span.start : span.stop]) for part, span in spans.items()}


def value_of(question: Question, parameter: Parameter, words: Sequence[str]) -> str | None:
    """What words of a question are for a parameter; None where they are nothing that it takes."""
    if parameter.type is ParameterType.EVENT:
        return question.plain(word for word in words if word not in _SAYING_NOTHING) or None
    if parameter.type in (ParameterType.INTEGER, ParameterType.NUMBER):
        return _number(words[0], parameter.maximum)
    name = question.name(words[0]) if len(words) == 1 else None
    if name:
        return named(parameter, name)
    return question.plain(words[1:] if len(words) > 1 and words[0] == "the" else words)


def _number(word: str, maximum: float | None) -> str:
    """A number in figures; one of at most 1 may be given in percent."""
    figures = re.sub(r"^\.", "0.", str(NUMBERS.get(word, word)).replace(",", "."))
    return f"{int(figures) / 100:g}" if maximum == 1 and figures.isdecimal() and int(figures) > 1 else figures


def named(parameter: Parameter, name: Name) -> str:
    """What a name is for a parameter that is looked up: an id where the gazetteer has it for sure, else words."""
    if parameter.type is ParameterType.PLACE and name.place:
        return name.words
    if parameter.type is ParameterType.STATE:
        return name.state or name.name
    if parameter.type in (ParameterType.ACTOR, ParameterType.PLACE, ParameterType.ID):
        # Persons whom no list knows have other ids than ours: their names are looked up.
        return name.name if name.person and parameter.type is not ParameterType.ID else name.id
    return name.words


def _timed(question: Question, given: Mapping[str, str], query: Query) -> dict[str, str]:
    """The arguments with time and step, as far as the query has a place for them."""
    timed = dict(given)
    steps = query.parameters["bucket"].enum if "bucket" in query.parameters else ()
    # "Over the whole time" asks for nothing where there are steps alone.
    if steps and question.bucket and (question.bucket in steps or question.bucket != "all"):
        timed["bucket"] = question.bucket
    if question.known and "known_at" in query.parameters:
        timed["known_at"] = question.known.isoformat()
    period = question.period
    if period is not None:
        day = period.until or period.since
        if "event" in timed and period.since and period.until:
            timed["event"] += f" {period.words}"
        elif "since" in query.parameters:
            bounds = {"since": period.since, "until": period.until}
            timed |= {name: bound.isoformat() for name, bound in bounds.items() if bound}
        elif day:
            timed["on" if "on" in query.parameters else "as_of"] = day.isoformat()
    return timed
