"""Keeping up with a publisher: round by round, with the waiting in the test's hands."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dragoman.loaders.datasets.fetch.publisher import Publisher
from dragoman.loaders.datasets.fetch.sources import Follower
from dragoman.loaders.datasets.fetch.web import Web
from dragoman.loaders.datasets.gdelt import GDELT
from dragoman.loaders.outcome import Refused, Unreadable

START = datetime(2019, 10, 24, 14, 32, tzinfo=UTC)
QUARTER = timedelta(minutes=15)


class Rounds:
    """A publisher and a clock that go on by script whenever the follower waits."""

    def __init__(self, publishing: Any, folder: Path) -> None:
        assert GDELT.published_files is not None
        web = Web(allow_private_addresses=True, attempts=1)
        self._publishing = publishing
        self._publisher = Publisher(GDELT.published_files, publishing.url, folder, web)
        self._now = START
        self.waits: list[float] = []
        self.told: list[str] = []

    def publish(self, *at: datetime, listed: bool = True, missing: bool = False) -> None:
        """Give out the files of these moments."""
        for moment in at:
            name = f"{moment:%Y%m%d%H%M%S}.export.CSV.zip"
            content = name.encode()
            line = f"{len(content)} {hashlib.md5(content).hexdigest()} http://elsewhere.example/{name}\n".encode()
            files = self._publishing.files
            files["lastupdate.txt"] = line
            if listed:
                files["masterfilelist.txt"] = files.get("masterfilelist.txt", b"") + line
            if not missing:
                files[name] = content

    def run(self, last: datetime | None, *script: Callable[[], object]) -> list[str]:
        """Follow until the script is at its end; the names of what came, failures with a question mark."""
        coming = list(script)

        def wait(seconds: float) -> bool:
            self.waits.append(seconds)
            self._now += timedelta(seconds=seconds)
            if not coming:
                return True
            coming.pop(0)()
            return False

        follower = Follower(self._publisher, last, wait, self.told.append, lambda: self._now)
        return [f"{file.name[8:12]}{'?' * isinstance(file, Unreadable)}" for file in follower.files()]


@pytest.fixture
def rounds(publishing: Any, tmp_path: Path) -> Rounds:
    return Rounds(publishing, tmp_path)


def nothing() -> None:
    """Let a round pass in which nothing happens."""


NEWEST = datetime(2019, 10, 24, 14, 30, tzinfo=UTC)


def test_it_begins_with_the_newest_and_wakes_at_the_next_quarter_hour(rounds: Rounds, publishing: Any) -> None:
    rounds.publish(NEWEST - QUARTER, NEWEST)
    assert rounds.run(None, lambda: rounds.publish(NEWEST + QUARTER)) == ["1430", "1445"]
    assert rounds.waits == [13 * 60, 15 * 60]
    assert publishing.asked_for("masterfilelist.txt") == []


def test_what_came_while_it_was_away_is_taken_from_the_list(rounds: Rounds) -> None:
    rounds.publish(*(NEWEST + number * QUARTER for number in range(4)))
    later = [NEWEST + number * QUARTER for number in (4, 5, 6)]
    assert rounds.run(NEWEST, lambda: rounds.publish(*later)) == ["1445", "1500", "1515", "1530", "1545", "1600"]
    assert rounds.told == ["3 files have come out since", "3 files have come out since"]


def test_a_file_that_is_late_is_looked_for_more_often(rounds: Rounds) -> None:
    rounds.publish(NEWEST)
    assert rounds.run(NEWEST, nothing, nothing, lambda: rounds.publish(NEWEST + QUARTER)) == ["1445"]
    assert rounds.waits[:3] == [60, 120, 240]


def test_what_cannot_be_reached_is_told_and_tried_again_later_each_time(rounds: Rounds, publishing: Any) -> None:
    rounds.publish(NEWEST)
    publishing.faults["lastupdate.txt"] = [publishing.fault(status=503)] * 7
    assert rounds.run(None, *[nothing] * 7) == ["1430"]
    assert rounds.waits[:7] == [60, 120, 240, 480, 900, 900, 900]
    assert [line.rpartition("; ")[2] for line in rounds.told[:2]] == ["asking again in 60 s", "asking again in 120 s"]
    assert "503" in rounds.told[0]


def test_a_server_that_wishes_to_be_left_alone_is(rounds: Rounds, publishing: Any) -> None:
    rounds.publish(NEWEST)
    publishing.faults["lastupdate.txt"] = [publishing.fault(status=429, headers={"Retry-After": "5000"})]
    assert rounds.run(None, nothing) == ["1430"]
    assert rounds.waits[0] == 5000


def test_a_file_that_breaks_off_is_gone_on_with_and_passes_none_over(rounds: Rounds, publishing: Any) -> None:
    rounds.publish(NEWEST, NEWEST + QUARTER)
    name = f"{NEWEST:%Y%m%d%H%M%S}.export.CSV.zip"
    publishing.faults[name] = [publishing.fault(cut=5), publishing.fault(cut=5)]
    assert rounds.run(NEWEST - QUARTER, nothing, nothing) == ["1430", "1445"]
    assert publishing.asked_for(name) == [None, 5, 10]
    assert rounds.waits[:2] == [60, 120]


def test_a_file_that_does_not_exist_is_told_and_passed_over(rounds: Rounds) -> None:
    rounds.publish(NEWEST, missing=True)
    rounds.publish(NEWEST + QUARTER)
    assert rounds.run(NEWEST - QUARTER) == ["1430?", "1445"]


def test_a_list_that_lags_behind_is_waited_for(rounds: Rounds) -> None:
    rounds.publish(NEWEST)
    rounds.publish(NEWEST + QUARTER, NEWEST + 2 * QUARTER, listed=False)
    assert rounds.run(NEWEST, lambda: rounds.publish(NEWEST + QUARTER, NEWEST + 2 * QUARTER)) == ["1445", "1500"]


def test_a_wrong_address_ends_it_at_once_but_only_from_the_start(rounds: Rounds, publishing: Any) -> None:
    with pytest.raises(Refused, match="404"):
        rounds.run(None)
    rounds.publish(NEWEST)
    later = publishing.fault(status=404)
    assert rounds.run(None, lambda: publishing.faults.update({"lastupdate.txt": [later]}), nothing) == ["1430"]
    assert "404" in rounds.told[0]
