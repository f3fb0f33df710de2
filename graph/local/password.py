"""The password of the local server: random, in a file that only its owner reads."""

import hashlib
import os
import secrets
from pathlib import Path

from dragoman.graph.errors import LocalServerError
from dragoman.graph.local.folders import Folders

USERNAME = "neo4j"

_ITERATIONS = 1024
"""What Neo4j 5 itself uses (its class org.neo4j.server.security.SecureHasherConfigurations)."""


def read_password(places: Folders) -> str:
    """The password of the server that lives in these folders.

    Raises:
        LocalServerError: its file is gone or unreadable.
    """
    try:
        return places.password_file.read_text(encoding="ascii").strip()
    except OSError as error:
        raise LocalServerError(
            f"the password of the local Neo4j cannot be read from {places.password_file} ({error.strerror})",
            f"put the file back, or remove {places.home} to begin with an empty graph",
        ) from error


def ensure_password(places: Folders) -> None:
    """Make a password before the server's first start; later starts keep it.

    Raises:
        LocalServerError: there is a store already but no password to it.
    """
    if places.password_file.exists() or (places.data / "databases").exists():
        read_password(places)
        return
    password = secrets.token_urlsafe(24)
    write_private(places.data / "dbms" / "auth.ini", initial_user(password, secrets.token_bytes(32)))
    write_private(places.password_file, password + "\n")


def initial_user(password: str, salt: bytes) -> str:
    """The line that `neo4j-admin dbms set-initial-password` would write for the server's first start.

    Written here since the command takes the password as an argument, for every user of the machine to see, and
    takes three seconds. The hash is SHA-256, iterated over salt and password.
    """
    digest = hashlib.sha256(salt + password.encode()).digest()
    for _ in range(_ITERATIONS - 1):
        digest = hashlib.sha256(digest).digest()
    return f"{USERNAME}:SHA-256,{digest.hex()},{salt.hex()},{_ITERATIONS}:\n"


def write_private(path: Path, content: str) -> None:
    """Write a file that nobody but its owner may read, at no moment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(content)
