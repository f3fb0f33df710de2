"""Reads the head and the body of a `.cypher` file: TOML in comments, then one Cypher statement."""

import re
import tomllib
from pathlib import Path
from typing import Any

from dragoman.graph.errors import ConfigurationError

RULE = "// ---"
COMMENT_OR_STRING = re.compile(r"//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"", re.DOTALL)


class CatalogueError(ConfigurationError):
    """A named query's file has a mistake.

    Args:
        path: the file.
        line: the line in it, from 1.
        reason: what is wrong.
    """

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}")
        self.path = path
        self.line = line


def split_head(text: str, path: Path) -> tuple[str, str]:
    """The TOML of the head, freed of its comment marks, and the Cypher below it.

    The head's first line is line 2 of the file: line 1 is the rule that opens it.

    Raises:
        CatalogueError: the file does not begin with a head between two rules.
    """
    lines = text.splitlines()
    if not lines or lines[0].rstrip() != RULE:
        raise CatalogueError(path, 1, f"the file must begin with {RULE!r}")
    for number, line in enumerate(lines[1:], start=2):
        if line.rstrip() == RULE:
            head = "\n".join(line[2:].removeprefix(" ") for line in lines[1 : number - 1])
            return head, "\n".join(lines[number:]).strip() + "\n"
        if not line.startswith("//"):
            raise CatalogueError(path, number, f"a line of the head must begin with '//', up to the closing {RULE!r}")
    raise CatalogueError(path, len(lines), f"the head has no closing {RULE!r}")


def parse_toml(toml: str, path: Path, first_line: int) -> dict[str, Any]:
    """The declarations of a head.

    Args:
        toml: the text.
        path: the file it stands in, for the message of an error.
        first_line: the line of the file on which the TOML begins.

    Raises:
        CatalogueError: it is not TOML.
    """
    try:
        return tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r" \(at line (\d+), column \d+\)| \(at end of document\)", str(error))
        line = int(place.group(1)) if place and place.group(1) else toml.count("\n") + 1
        reason = str(error).replace(place.group(0), "") if place else str(error)
        raise CatalogueError(path, line + first_line - 1, f"not TOML: {reason}") from error


def used_parameters(cypher: str) -> frozenset[str]:
    """The names after `$` in a statement, outside of comments and strings."""
    return frozenset(re.findall(r"\$(\w+)", COMMENT_OR_STRING.sub(" ", cypher)))


def returned_columns(cypher: str) -> tuple[str, ...]:
    """The names that the statement's last clause returns.

    The last RETURN at the beginning of a line is the statement's own: those of subqueries are indented.
    """
    bare = COMMENT_OR_STRING.sub(" ", cypher)
    clause = re.split(r"^RETURN\s+(?:DISTINCT\s+)?", bare, flags=re.MULTILINE)[-1]
    nested = re.compile(r"\{[^{}]*\}|\[[^\[\]]*\]|\([^()]*\)")
    while nested.search(clause):
        clause = nested.sub(" _ ", clause)
    items = re.split(r"\bORDER BY\b|\bSKIP\b|\bLIMIT\b", clause)[0].split(",")
    return tuple(item.split()[-1] for item in items if item.split())
