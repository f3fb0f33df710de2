"""How the server comes onto a machine: from what is there, over the network, and not at all."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.graph import local
from dragoman.graph.errors import LocalServerError
from dragoman.graph.local.folders import Folders, folders
from dragoman.graph.local.installation import provide_class_path
from dragoman.graph.local.jars import download, holds, link_from, missing_jars
from dragoman.graph.local.lock import Jar, neo4j_version, read_lock
from dragoman.graph.local.reporting import in_tenths, silent
from dragoman.graph.settings import Settings

# Nobody listens on the discard port: whoever is sent there as a proxy has no network.
NO_NETWORK = {"HTTPS_PROXY": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9", "NO_PROXY": "127.0.0.1"}


@pytest.fixture
def smallest() -> Jar:
    return min(read_lock(), key=lambda jar: jar.size)


def up(home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}
    there = {**inherited, "DRAGOMAN_HOME": str(home), **environment}
    program = Path(sys.executable).with_name("dragoman")
    return subprocess.run([program, "up"], capture_output=True, text=True, env=there)


def test_the_lock_file_names_each_jar_of_one_server_once() -> None:
    jars = read_lock()
    assert neo4j_version(jars).startswith("5.26.")
    assert len({jar.filename for jar in jars}) == len(jars)
    assert all(len(jar.sha256) == 64 and jar.size > 0 for jar in jars)


def test_without_network_a_filled_cache_is_enough(filled_cache: Folders, tmp_path: Path) -> None:
    done = up(tmp_path, **NO_NETWORK)
    assert done.returncode == 0, done.stderr
    assert "Downloading" not in done.stderr
    assert local.down(Settings(_env_file=None, dragoman_home=tmp_path))


def test_without_network_and_cache_the_error_says_what_to_do(tmp_path: Path) -> None:
    empty = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache"), "M2_REPO": str(tmp_path / "m2")}
    done = up(tmp_path / "home", **NO_NETWORK, **empty)
    assert done.returncode == 1
    told = done.stderr.splitlines()[-1]
    assert "cannot be downloaded" in told
    assert "connect to one, or name an existing server by NEO4J_URI" in told
    assert "Traceback" not in done.stderr


def test_a_disk_too_small_is_told(filled_cache: Folders, small_disk: Path) -> None:
    done = up(small_disk)
    assert done.returncode == 1
    assert "is full" in done.stderr
    assert "DRAGOMAN_HOME" in done.stderr
    assert "Traceback" not in done.stderr


def test_jars_taken_over_share_the_disk_and_a_damaged_one_is_replaced(filled_cache: Folders, tmp_path: Path) -> None:
    jars = read_lock()
    link_from([filled_cache.jars], jars, tmp_path)
    assert missing_jars(jars, tmp_path) == []
    damaged = tmp_path / jars[0].filename
    damaged.unlink()
    damaged.write_bytes(b"x" * jars[0].size)
    assert missing_jars(jars, tmp_path) == [jars[0]]
    link_from([filled_cache.jars], [jars[0]], tmp_path)
    assert holds(damaged, jars[0])


def test_a_download_is_verified_and_shown(smallest: Jar, tmp_path: Path) -> None:
    seen = []
    try:
        download([smallest], tmp_path, lambda done, total: seen.append((done, total)))
    except LocalServerError as error:
        pytest.skip(f"needs the network: {error}")
    assert holds(tmp_path / smallest.filename, smallest)
    assert seen == [(smallest.size, smallest.size)]
    assert list(tmp_path.iterdir()) == [tmp_path / smallest.filename]


def test_a_download_other_than_locked_is_refused_by_name(smallest: Jar, tmp_path: Path) -> None:
    other = replace(smallest, sha256="0" * 64)
    with pytest.raises(LocalServerError, match=smallest.artifact) as raised:
        download([other], tmp_path, lambda done, total: None)
    if "cannot be downloaded" in str(raised.value):
        pytest.skip(f"needs the network: {raised.value}")
    assert "not the file that the lock file demands" in str(raised.value)
    assert not (tmp_path / other.filename).exists()


def test_browser_is_served_with_our_guide_beside_it(filled_cache: Folders, tmp_path: Path) -> None:
    places = folders(Settings(_env_file=None, dragoman_home=tmp_path))
    places.home.mkdir(parents=True)
    class_path = provide_class_path(places, silent, in_tenths(silent, ""))
    assert class_path[0] == places.browser
    assert (places.browser / "browser" / "index.html").is_file()
    assert (places.browser / "browser" / "dragoman" / "guide.html").is_file()
