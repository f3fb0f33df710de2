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
from dragoman.loaders.documents.read.outcome import Draft, Refused
from dragoman.loaders.documents.read.parse import damaged, parse
from dragoman.loaders.documents.sources import Format


def parse_apart(found: Format, data: bytes, charset: str | None) -> Draft:
    """What `parse` does, ended when it takes too long or too much memory.

    Raises:
        Refused: as `parse`; also too slow, or out of memory.
    """
    command = [sys.executable, "-m", __name__, found.value, charset or ""]
    try:
        child = subprocess.run(command, input=data, capture_output=True, timeout=PARSE_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise Refused(f"takes longer than {PARSE_SECONDS} s to read as {found}", "save it in a simpler form") from error
    if child.returncode != 0:
        raise damaged(found, f"its reader ended with status {child.returncode}")
    answer = json.loads(child.stdout)
    if "reason" in answer:
        raise Refused(answer["reason"], answer["hint"], answer["line"])
    days = {name: date.fromisoformat(answer[name]) for name in ("published", "created") if answer[name]}
    return Draft(**{**answer, **days})


def _limit_memory() -> None:
    with suppress(ImportError):  # Windows has no such limit
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (PARSE_MEMORY_BYTES, PARSE_MEMORY_BYTES))


def _main(found: str, charset: str) -> None:
    _limit_memory()
    try:
        answer = asdict(parse(Format(found), sys.stdin.buffer.read(), charset or None))
    except Refused as refused:
        answer = {"reason": refused.message, "hint": refused.hint, "line": refused.line}
    json.dump(answer, sys.stdout, default=str)


if __name__ == "__main__":
    _main(*sys.argv[1:])
