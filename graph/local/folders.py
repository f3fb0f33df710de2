"""Where the local Neo4j keeps its things: the platform's own folders, or all of them under `DRAGOMAN_HOME`."""

from dataclasses import dataclass
from pathlib import Path

import platformdirs

from dragoman.graph.settings import Settings

DATABASE = "neo4j"
"""The one database of the community edition, beside `system`, which holds users and passwords."""


@dataclass(frozen=True)
class Folders:
    """The folders and files of one local Neo4j.

    Attributes:
        home: Neo4j's home; holds its data, its configuration and the password file.
        logs: what the server writes about itself.
        cache: the server's jars, Neo4j Browser and files of data sets; may be deleted at any time, they are fetched
            again.
    """

    home: Path
    logs: Path
    cache: Path

    @property
    def data(self) -> Path:
        """The stores and transaction logs."""
        return self.home / "data"

    @property
    def data_before(self) -> Path:
        """What `data` was before a restore, until the server has opened what was restored."""
        return self.home / "data-before"

    @property
    def restoring(self) -> Path:
        """Where a backup is unpacked and checked before it takes the place of `data`."""
        return self.home / "restoring"

    @property
    def configuration(self) -> Path:
        """The folder of `neo4j.conf`, written anew at each start."""
        return self.home / "conf"

    @property
    def password_file(self) -> Path:
        """The password, readable by its owner only."""
        return self.home / "password"

    @property
    def state_file(self) -> Path:
        """Version and ports of the server last started, as JSON."""
        return self.home / "server.json"

    @property
    def lock_file(self) -> Path:
        """Held by whoever starts or stops this server."""
        return self.home / "starting.lock"

    @property
    def keys_file(self) -> Path:
        """The keys of the HTTP API, hashed, readable by their owner only; of no concern to Neo4j."""
        return self.home.parent / "keys.json"

    @property
    def jobs(self) -> Path:
        """Documents that came over HTTP and wait to be loaded, and what became of those before."""
        return self.home.parent / "jobs"

    @property
    def server_log(self) -> Path:
        """What the server prints: how its last start went, and why it ended. Neo4j's own logs lie beside it."""
        return self.logs / "console.log"

    @property
    def jars(self) -> Path:
        """The server's jars, each held against `neo4j.lock`."""
        return self.cache / "jars"

    @property
    def browser(self) -> Path:
        """Stands on the class path before the jars: Neo4j Browser unpacked, with our guide and style beside it."""
        return self.cache / "neo4j-browser"

    @property
    def datasets(self) -> Path:
        """Files of data sets as they were fetched, in a folder for each publisher."""
        return self.cache / "datasets"


def folders(settings: Settings) -> Folders:
    """The folders that these settings mean; none is created."""
    if settings.dragoman_home is not None:
        root = settings.dragoman_home.expanduser().resolve()
        return Folders(home=root / "neo4j", logs=root / "logs", cache=root / "cache")
    return Folders(
        home=platformdirs.user_data_path("dragoman", appauthor=False) / "neo4j",
        logs=platformdirs.user_log_path("dragoman", appauthor=False),
        cache=shared_cache(),
    )


def shared_cache() -> Path:
    """The cache that every server of this user may take jars from."""
    return platformdirs.user_cache_path("dragoman", appauthor=False)
