"""The lock file: exactly which jars make the local Neo4j, so that every machine runs the same server."""

from dataclasses import dataclass
from pathlib import Path

LOCK_FILE = Path(__file__).with_name("neo4j.lock")


@dataclass(frozen=True)
class Jar:
    """One jar of the server.

    Attributes:
        sha256: hexadecimal digest of the file.
        size: in bytes.
        group, artifact, version, classifier: its Maven coordinates; the classifier is mostly empty.
    """

    sha256: str
    size: int
    group: str
    artifact: str
    version: str
    classifier: str = ""

    @property
    def filename(self) -> str:
        """The file's name in any Maven repository."""
        end = f"-{self.classifier}" if self.classifier else ""
        return f"{self.artifact}-{self.version}{end}.jar"

    @property
    def repository_path(self) -> Path:
        """Where it lies in any Maven repository."""
        return Path(*self.group.split("."), self.artifact, self.version, self.filename)


def read_lock() -> tuple[Jar, ...]:
    """The jars of the lock file, in the order of the class path."""
    lines = LOCK_FILE.read_text(encoding="utf-8").splitlines()
    return tuple(_parse(line) for line in lines if line and not line.startswith("#"))


def write_lock(jars: tuple[Jar, ...]) -> None:
    """Write the lock file anew; for maintainers, see `dragoman.graph.local.renew`."""
    head = (
        "# The jars of the local Neo4j: SHA-256, bytes, Maven coordinates. Made, never edited:\n"
        "#   python -m dragoman.graph.local.renew [VERSION]\n"
    )
    LOCK_FILE.write_text(head + "".join(f"{_line(jar)}\n" for jar in jars), encoding="utf-8")


def neo4j_version(jars: tuple[Jar, ...]) -> str:
    """The version of Neo4j that these jars are."""
    return next(jar.version for jar in jars if (jar.group, jar.artifact) == ("org.neo4j.app", "neo4j-server"))


def browser_jar(jars: tuple[Jar, ...]) -> Jar:
    """The jar that holds Neo4j Browser."""
    return next(jar for jar in jars if jar.artifact == "neo4j-browser")


def _parse(line: str) -> Jar:
    sha256, size, coordinates = line.split()
    return Jar(sha256, int(size), *coordinates.split(":"))


def _line(jar: Jar) -> str:
    coordinates = ":".join(filter(None, (jar.group, jar.artifact, jar.version, jar.classifier)))
    return f"{jar.sha256} {jar.size} {coordinates}"
