"""Markdown, with YAML front matter or without."""

import re

import yaml

import dragoman.loaders.documents.read.fields as fields
from dragoman.loaders.documents.read.limits import MAX_FRONT_MATTER_CHARACTERS
from dragoman.loaders.outcome import Draft, Refused

# A rule (`---`) may also open a text; front matter is told by the `name:` after it.
_FRONT_MATTER = re.compile(
    r"---[ \t]*\n(?=\s*(?:#.*\n\s*)*[\w\"'-]+[ \t]*:)(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.M | re.S
)


def read_markdown(text: str) -> Draft:
    """The body after the front matter, its characters as they stand, with what the front matter tells.

    Raises:
        Refused: the front matter is not YAML; the line is told.
    """
    match = _FRONT_MATTER.match(text, 0, MAX_FRONT_MATTER_CHARACTERS)
    if not match:
        return Draft(text)
    found = _parsed(match[1])
    return fields.draft(found, text[match.end() :]) if isinstance(found, dict) else Draft(text)


def _parsed(front_matter: str) -> object:
    try:
        # Every value stays the string it is: a title `No` is no truth value, and a date keeps its own day.
        return yaml.load(front_matter, Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader makes strings, no objects
    except RecursionError as error:
        raise Refused("has front matter that is nested too deeply", "keep to plain `name: value` lines", 1) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        # Counted from 1, and after the opening dashes.
        line = mark.line + 2 if mark else None
        problem = getattr(error, "problem", None) or "unreadable"
        raise Refused(f"has front matter that is not YAML: {problem}", "correct or remove it", line) from error
