"""Renew the lock file, for maintainers: `python -m dragoman.graph.local.renew [VERSION]`.

Resolves the server anew (a minute or two), downloads what is not in the Maven repository of this machine's user, and
writes the digests of what came. Read the difference before committing it: it is the one moment of trust.
"""

import hashlib
import sys
from pathlib import Path

import jgo
from jgo.maven import Artifact, MavenContext

from dragoman.graph.local.lock import Jar, write_lock

BROWSER_VERSION = "5.24.0"
"""The last Neo4j Browser that is published as a jar."""

_SERIES = "5.26."


def renew(version: str) -> tuple[Jar, ...]:
    """Resolve Neo4j Community of this version with Neo4j Browser, and write the lock file.

    Args:
        version: of Neo4j, such as 5.26.30.
    """
    endpoint = "+".join(
        (
            f"org.neo4j:neo4j:{version}",
            f"org.neo4j.app:neo4j-server:{version}",
            f"org.neo4j.client:neo4j-browser:{BROWSER_VERSION}",
        )
    )
    artifacts = {artifact.filename: artifact for artifact in jgo.resolve(endpoint) if artifact.packaging == "jar"}
    jars = tuple(_lock(artifact) for _, artifact in sorted(artifacts.items()))
    write_lock(jars)
    return jars


def newest_version() -> str:
    """The newest release of the series that dragoman runs (5.26, the long-term one)."""
    project = MavenContext().project("org.neo4j.app", "neo4j-server")
    project.update()
    releases = [version for version in project.metadata.versions if version.startswith(_SERIES)]
    return max(releases, key=lambda version: int(version.removeprefix(_SERIES)))


def _lock(artifact: Artifact) -> Jar:
    path: Path = artifact.resolve()
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Jar(
        digest, path.stat().st_size, artifact.groupId, artifact.artifactId, artifact.version, artifact.classifier
    )


if __name__ == "__main__":
    wanted = sys.argv[1] if len(sys.argv) > 1 else newest_version()
    sys.stdout.write(f"{len(renew(wanted))} jars of Neo4j {wanted} locked\n")
