"""Files from a publisher's server, a real one on this machine: by list, checked, gone on with, asked for politely."""

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from dragoman.loaders.datasets.fetch.download import RemoteFile, fetched
from dragoman.loaders.datasets.fetch.growing import bring_up_to_date
from dragoman.loaders.datasets.fetch.publisher import Publisher
from dragoman.loaders.datasets.fetch.sources import of_days
from dragoman.loaders.datasets.fetch.web import Web
from dragoman.loaders.datasets.gdelt import GDELT
from dragoman.loaders.datasets.gdelt_mentions import GDELT_MENTIONS
from dragoman.loaders.outcome import Refused, Unreachable

CONTENT = bytes(range(256)) * 40
AT = datetime(2019, 10, 24, 14, 30, tzinfo=UTC)
DAY = date(2019, 10, 24)
PATIENT, HASTY = Web(allow_private_addresses=True), Web(allow_private_addresses=True, attempts=1)


def listed(stamp: str, kind: str = "export.CSV", content: bytes = CONTENT) -> str:
    """A line of the publisher's lists."""
    md5 = hashlib.md5(content).hexdigest()
    return f"{len(content)} {md5} http://data.gdeltproject.org/gdeltv2/{stamp}.{kind}.zip\n"


@pytest.fixture
def remote(publishing: Any) -> Callable[..., RemoteFile]:
    """A file that the server has, as a list tells it."""

    def give(**told: Any) -> RemoteFile:
        publishing.files["a.zip"] = CONTENT
        md5 = hashlib.md5(CONTENT).hexdigest()
        return RemoteFile("a.zip", f"{publishing.url}/a.zip", AT, len(CONTENT), md5)._replace(**told)

    return give


@pytest.fixture
def gdelt(publishing: Any, tmp_path: Path) -> Publisher:
    """GDELT's events at the server, which asks once only."""
    assert GDELT.published_files is not None
    return Publisher(GDELT.published_files, publishing.url, tmp_path, HASTY)


def test_the_files_of_some_days_are_those_of_the_list(publishing: Any, gdelt: Publisher, tmp_path: Path) -> None:
    stamps = ("20191023234500", "20191024000000", "20191024234500", "20191025000000")
    lines = [listed(stamp, kind) for stamp in stamps for kind in ("export.CSV", "mentions.CSV", "gkg.csv")]
    lines.insert(6, "http://data.gdeltproject.org/gdeltv2/20191024121500.export.CSV.zip\n")
    lines.insert(7, "what nobody can read\n")
    publishing.files["masterfilelist.txt"] = "".join(lines).encode()
    found = of_days(gdelt, DAY, DAY)
    assert [file.name[:14] for file in found] == ["20191024000000", "20191024121500", "20191024234500"]
    assert found[0].url == f"{publishing.url}/20191024000000.export.CSV.zip"
    assert (found[0].size, found[0].md5) == (len(CONTENT), hashlib.md5(CONTENT).hexdigest())
    assert (found[1].size, found[1].md5) == (None, None)
    assert GDELT_MENTIONS.published_files is not None
    mentions = Publisher(GDELT_MENTIONS.published_files, publishing.url, tmp_path, HASTY)
    assert [file.name for file in of_days(mentions, DAY, DAY)] == [
        "20191024000000.mentions.CSV.zip",
        "20191024234500.mentions.CSV.zip",
    ]
    # The list tells of the days after: nothing that it could still tell of that day is missing.
    assert publishing.asked_for("masterfilelist.txt") == [None]
    with pytest.raises(Refused, match="no file of 2019-10-22 to 2019-10-22"):
        of_days(gdelt, date(2019, 10, 22), date(2019, 10, 22))


def test_of_a_list_that_grows_only_the_end_is_fetched(publishing: Any, tmp_path: Path) -> None:
    lines = [listed(f"20191024{hour:02}{minute:02}00") for hour in range(24) for minute in (0, 15, 30, 45)]
    path, url = tmp_path / "list.txt", f"{publishing.url}/list.txt"
    for count in (0, 1, 40, 40, 96):
        publishing.files["list.txt"] = "".join(lines[:count]).encode()
        bring_up_to_date(url, path, HASTY)
        assert path.read_bytes() == publishing.files["list.txt"]
    starts = publishing.asked_for("list.txt")
    assert starts[:3] == [None, None, 0]
    assert starts[3] == starts[4] > len("".join(lines[:30]))


@pytest.mark.parametrize("anew", [b"", b"short\n", b"x" * 50_000])
def test_a_list_that_was_written_anew_is_fetched_anew(publishing: Any, tmp_path: Path, anew: bytes) -> None:
    path, url = tmp_path / "list.txt", f"{publishing.url}/list.txt"
    publishing.files["list.txt"] = b"a line\n" * 1000
    bring_up_to_date(url, path, HASTY)
    publishing.files["list.txt"] = anew
    bring_up_to_date(url, path, PATIENT)
    assert path.read_bytes() == anew
    assert publishing.asked_for("list.txt")[-1] is None


def test_a_list_that_broke_off_is_gone_on_with(publishing: Any, tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    publishing.files["list.txt"] = b"".join(b"line %d\n" % number for number in range(1000))
    publishing.faults["list.txt"] = [publishing.fault(cut=5000)]
    with pytest.raises(Unreachable):
        bring_up_to_date(f"{publishing.url}/list.txt", path, HASTY)
    bring_up_to_date(f"{publishing.url}/list.txt", path, HASTY)
    assert path.read_bytes() == publishing.files["list.txt"]
    assert publishing.asked_for("list.txt") == [None, 5000 - 512]


def test_a_download_that_broke_off_goes_on_in_this_run_or_the_next(
    publishing: Any, remote: Callable[..., RemoteFile], tmp_path: Path
) -> None:
    file = remote()
    publishing.faults["a.zip"] = [publishing.fault(cut=4000), publishing.fault(cut=3000), publishing.fault(cut=10)]
    with pytest.raises(Unreachable, match="cannot be fetched"):
        fetched(file, tmp_path, HASTY)
    assert fetched(file, tmp_path, PATIENT).read_bytes() == CONTENT
    assert publishing.asked_for("a.zip") == [None, 4000, 7000, 7010]
    # It lies there now, and is asked for no more.
    assert fetched(file, tmp_path, HASTY) == tmp_path / "a.zip"
    assert len(publishing.asked) == 4


def test_a_server_that_knows_no_parts_gives_the_whole_again(
    publishing: Any, remote: Callable[..., RemoteFile], tmp_path: Path
) -> None:
    (tmp_path / "a.zip.partial").write_bytes(b"x" * 100)
    file = remote()
    reply = publishing.reply
    publishing.reply = lambda asked: reply(asked._replace(start=None))
    assert fetched(file, tmp_path, HASTY).read_bytes() == CONTENT


def test_a_wrong_checksum_is_fetched_once_more_and_then_refused(
    publishing: Any, remote: Callable[..., RemoteFile], tmp_path: Path
) -> None:
    damaged = publishing.fault(body=b"x" * len(CONTENT))
    file = remote()
    publishing.faults["a.zip"] = [damaged]
    assert fetched(file, tmp_path, HASTY).read_bytes() == CONTENT
    (tmp_path / "a.zip").write_bytes(b"damaged")
    publishing.faults["a.zip"] = [damaged, damaged]
    with pytest.raises(Refused, match="checksum"):
        fetched(file, tmp_path, HASTY)
    assert not (tmp_path / "a.zip.partial").exists()
    assert fetched(file, tmp_path, HASTY).read_bytes() == CONTENT


def test_without_a_checksum_of_the_publishers_one_is_noted(
    publishing: Any, remote: Callable[..., RemoteFile], tmp_path: Path
) -> None:
    file = remote(size=None, md5=None)
    path = fetched(file, tmp_path, HASTY)
    noted = (tmp_path / "a.zip.sha256").read_text(encoding="utf-8")
    assert noted == f"{hashlib.sha256(CONTENT).hexdigest()}  a.zip\n"
    fetched(file, tmp_path, HASTY)
    assert len(publishing.asked) == 1
    path.write_bytes(b"damaged")
    assert fetched(file, tmp_path, HASTY).read_bytes() == CONTENT


def test_a_file_beyond_the_limit_is_not_asked_for(
    publishing: Any, remote: Callable[..., RemoteFile], tmp_path: Path
) -> None:
    with pytest.raises(Refused, match="larger than 1000 MB"):
        fetched(remote(size=1_000_000_001), tmp_path, HASTY)
    assert publishing.asked == []


def test_a_busy_server_is_asked_again_when_it_wishes(
    publishing: Any, remote: Callable[..., RemoteFile], tmp_path: Path
) -> None:
    file = remote()
    publishing.faults["a.zip"] = [
        publishing.fault(status=429, headers={"Retry-After": "2"}),
        publishing.fault(status=503, headers={"Retry-After": "0"}),
    ]
    assert fetched(file, tmp_path, PATIENT).read_bytes() == CONTENT
    first, second, _ = publishing.asked
    assert second.at - first.at >= 2
    assert "https://" in first.agent


def test_a_server_that_wishes_to_be_left_alone_for_long_is(
    publishing: Any, remote: Callable[..., RemoteFile], tmp_path: Path
) -> None:
    file = remote()
    publishing.faults["a.zip"] = [publishing.fault(status=429, headers={"Retry-After": "86400"})]
    with pytest.raises(Unreachable) as caught:
        fetched(file, tmp_path, PATIENT)
    assert caught.value.wait == 86400
    assert len(publishing.asked) == 1


def test_what_does_not_exist_is_asked_for_once(
    publishing: Any, remote: Callable[..., RemoteFile], tmp_path: Path
) -> None:
    file = remote()
    publishing.files.clear()
    with pytest.raises(Refused, match="404"):
        fetched(file, tmp_path, PATIENT)
    assert len(publishing.asked) == 1


def test_the_own_network_is_asked_only_where_the_user_names_it(
    publishing: Any, remote: Callable[..., RemoteFile], tmp_path: Path
) -> None:
    with pytest.raises(Refused, match="not public"):
        fetched(remote(), tmp_path, Web())
    assert publishing.asked == []


def test_redirects_are_followed(publishing: Any, remote: Callable[..., RemoteFile], tmp_path: Path) -> None:
    file = remote()
    publishing.files["b.zip"] = CONTENT
    publishing.faults["a.zip"] = [publishing.fault(status=302, headers={"Location": "/b.zip"})]
    assert fetched(file, tmp_path, HASTY).read_bytes() == CONTENT
