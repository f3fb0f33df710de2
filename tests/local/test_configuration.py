"""What the server is given: memory, folders, a password."""

import stat
from pathlib import Path

import pytest

from dragoman.graph.errors import LocalServerError
from dragoman.graph.local.folders import folders
from dragoman.graph.local.memory import available_memory, sized_to
from dragoman.graph.local.password import ensure_password, initial_user, read_password
from dragoman.graph.settings import Settings

GIGABYTE = 1024**3


def test_a_laptop_of_4_gb_stays_usable() -> None:
    memory = sized_to(4 * GIGABYTE)
    assert memory.heap + memory.page_cache <= 1024


@pytest.mark.parametrize("gigabytes", [1, 2, 8, 64, 512])
def test_memory_grows_with_the_machine_within_bounds(gigabytes: int) -> None:
    memory = sized_to(gigabytes * GIGABYTE)
    assert 384 <= memory.heap <= 2048
    assert 64 <= memory.page_cache <= 1024


def test_no_more_memory_is_counted_on_than_there_is() -> None:
    assert 0 < available_memory() < 100_000 * GIGABYTE


def test_one_folder_holds_all_when_asked_for(tmp_path: Path) -> None:
    places = folders(Settings(_env_file=None, dragoman_home=tmp_path))
    assert all(folder.is_relative_to(tmp_path) for folder in (places.home, places.logs, places.cache))


def test_password_and_its_hash_are_the_owners_alone(tmp_path: Path) -> None:
    places = folders(Settings(_env_file=None, dragoman_home=tmp_path))
    ensure_password(places)
    password = read_password(places)
    assert len(password) >= 24
    for file in (places.password_file, places.data / "dbms" / "auth.ini"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    ensure_password(places)
    assert read_password(places) == password


def test_the_initial_user_is_what_neo4js_own_command_writes() -> None:
    # Written by `neo4j-admin dbms set-initial-password secretpw1` of Neo4j 5.26.30.
    salt = bytes.fromhex("2c57b7c0eb222e008fa182f99e98252e9403ebb706086f39962f321130b7bee1")
    digest = "e60ef68c062294de8294021df9cefb405b0906d4ac3aaefe2c3813982b4f0c04"
    assert initial_user("secretpw1", salt) == f"neo4j:SHA-256,{digest},{salt.hex()},1024:\n"


def test_a_store_whose_password_is_gone_is_told(tmp_path: Path) -> None:
    places = folders(Settings(_env_file=None, dragoman_home=tmp_path))
    (places.data / "databases").mkdir(parents=True)
    with pytest.raises(LocalServerError, match="password of the local Neo4j cannot be read") as raised:
        ensure_password(places)
    assert raised.value.hint is not None
    assert "put the file back" in raised.value.hint
