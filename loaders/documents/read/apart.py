"""Parsing in a process of its own, with limits of time and memory.

A hostile file may loop for hours or fill the memory within one call of a parser, where no check of ours is reached.
Starting Python costs a third of a second, so only what needs it is parsed here.
"""

import json
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict
from datetime import date

from dragoman.loaders.documents.read.limits import PARSE_MEMORY_BYTES, PARSE_SECONDS
from dragoman.loaders.documents.read.parse import damaged, parse
from dragoman.loaders.documents.sources import Format
from dragoman.loaders.outcome import Draft, Refused


def parse_apart(found: Format, data: bytes, charset: str | None) -> Draft:
    """What `parse` does, ended when it takes too long or too much memory.

    Raises:
        Refused: as `parse`; also too slow, or out of memory.
    """
    # -P: modules are not looked for in the working folder, which may hold the documents of strangers.
    command = [sys.executable, "-P", "-c", f"import {__name__} as apart; apart.answer()", found.value, charset or ""]
    try:
        child = subprocess.run(command, input=data, capture_output=True, timeout=PARSE_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise Refused(f"takes longer than {PARSE_SECONDS} s to read as {found}", "save it in a simpler form") from error
    if child.returncode != 0:
        raise damaged(found, f"its reader ended with status {child.returncode}")
    outcome = json.loads(child.stdout)
    if "reason" in outcome:
        raise Refused(outcome["reason"], outcome["hint"], outcome["line"])
    days = {name: date.fromisoformat(outcome[name]) for name in ("published", "created") if outcome[name]}
    return Draft(**{**outcome, **days})


def answer() -> None:
    """The child's part: parse what comes on standard input, and print the draft or the reason as JSON."""
    _limit_memory()
    found, charset = sys.argv[1:]
    try:
        outcome = asdict(parse(Format(found), sys.stdin.buffer.read(), charset or None))
    except Refused as refused:
        outcome = {"reason": refused.message, "hint": refused.hint, "line": refused.line}
    json.dump(outcome, sys.stdout, default=str)


def _limit_memory() -> None:
    with suppress(ImportError):  # Windows has no such limit
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (PARSE_MEMORY_BYTES, PARSE_MEMORY_BYTES))
