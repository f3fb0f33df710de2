"""The server's jars: found on this machine or downloaded, and every one held against the lock file."""

import errno
import hashlib
import os
import shutil
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from jgo.maven import MavenContext

from dragoman.graph.errors import LocalServerError
from dragoman.graph.local.lock import Jar
from dragoman.graph.local.reporting import Progress

_DOWNLOADS_AT_ONCE = 8
_DOWNLOAD_TIMEOUT_SECONDS = 60


def missing_jars(jars: Iterable[Jar], folder: Path) -> list[Jar]:
    """Those that `folder` does not hold, or holds with other content than the lock file demands."""
    return [jar for jar in jars if not holds(folder / jar.filename, jar)]


def link_from(places: Iterable[Path], jars: Iterable[Jar], folder: Path) -> None:
    """Take into `folder` what lies elsewhere on this machine, without using twice the disk where links are possible.

    Args:
        places: other caches of ours, and Maven repositories.
        jars: what is wanted; what is nowhere to be found is left out.
        folder: where they go.
    """
    known = [place for place in places if place.is_dir() and place != folder]
    for jar in jars:
        candidates = (path for place in known for path in (place / jar.filename, place / jar.repository_path))
        source = next((path for path in candidates if holds(path, jar)), None)
        if source is not None:
            _take(source, folder / jar.filename)


def download(jars: list[Jar], folder: Path, progress: Progress) -> None:
    """Download jars into `folder`; a file stands there only once it is complete and verified.

    Raises:
        LocalServerError: the repository cannot be reached, does not have one of them, or sends another content.
        OSError: the disk is full.
    """
    total, done = sum(jar.size for jar in jars), 0
    scratch = folder / "download"
    shutil.rmtree(scratch, ignore_errors=True)  # what a killed download left
    repository = MavenContext(repo_cache=scratch, timeout=_DOWNLOAD_TIMEOUT_SECONDS)
    with ThreadPoolExecutor(_DOWNLOADS_AT_ONCE) as pool:
        waiting = {pool.submit(_download_one, repository, jar, folder): jar for jar in jars}
        try:
            for finished in as_completed(waiting):
                finished.result()
                done += waiting[finished].size
                progress(done, total)
        finally:
            pool.shutdown(cancel_futures=True)
    shutil.rmtree(scratch)


def default_maven_repository() -> Path:
    """The repository that Maven and its like keep in the user's home."""
    return Path(os.environ.get("M2_REPO") or Path.home() / ".m2" / "repository")


def holds(path: Path, jar: Jar) -> bool:
    """Whether the file is there and is, byte for byte, the jar of the lock file."""
    if not path.is_file() or path.stat().st_size != jar.size:
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == jar.sha256


def _download_one(repository: MavenContext, jar: Jar, folder: Path) -> None:
    artifact = repository.project(jar.group, jar.artifact).at_version(jar.version).artifact(jar.classifier, "jar")
    try:
        path = artifact.resolve()
    except RuntimeError as error:
        raise LocalServerError(f"the Maven repository does not have {jar.filename}", "try again later") from error
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise
        raise LocalServerError(
            f"{jar.filename} cannot be downloaded from the Maven repository ({type(error).__name__})",
            "Neo4j is fetched once and then needs no network: connect to one, or name an existing server by NEO4J_URI",
        ) from error
    if not holds(path, jar):
        raise LocalServerError(
            f"{jar.filename} as downloaded is not the file that the lock file demands ({jar.sha256[:12]}…)",
            "something between here and the Maven repository altered or cut it: try again on another network",
        )
    _take(path, folder / jar.filename)


def _take(source: Path, target: Path) -> None:
    partial = target.with_name(target.name + ".partial")
    partial.unlink(missing_ok=True)
    try:
        os.link(source, partial)
    except OSError:  # another file system, or one without links
        shutil.copyfile(source, partial)
    partial.replace(target)
