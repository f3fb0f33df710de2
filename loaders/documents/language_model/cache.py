"""Answers kept on disk, so that a run that broke off goes on without paying again."""

import contextlib
import hashlib
import json
import tempfile
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ValidationError


class Key(NamedTuple):
    """What a request is known by: a digest of all that the answer depends on."""

    digest: str


def key_of(url: str, request: dict[str, object]) -> Key:
    """The key of a request: endpoint, model, instructions, schema and text make it; the user's key does not."""
    content = json.dumps([url, request], sort_keys=True, ensure_ascii=True)
    return Key(hashlib.sha256(content.encode()).hexdigest())


class _Entry(BaseModel):
    content: str


class Cache:
    """One file an answer, in a folder that only its owner reads; may be deleted at any time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: Key) -> str | None:
        """The answer kept under that key; None when there is none, or a file that a full disk has broken off."""
        try:
            return _Entry.model_validate_json(self._file(key).read_bytes()).content
        except (OSError, ValidationError):
            return None

    def put(self, key: Key, content: str) -> None:
        """Keep an answer; one that the disk does not take is paid for again, and no run fails for that."""
        file = self._file(key)
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            file.parent.mkdir(exist_ok=True, mode=0o700)
            with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=file.parent, delete=False) as new:
                new.write(_Entry(content=content).model_dump_json())
            # Put in place whole: a killed run leaves no half answer under the key.
            Path(new.name).replace(file)

    def _file(self, key: Key) -> Path:
        return self._folder / key.digest[:2] / f"{key.digest[2:]}.json"
