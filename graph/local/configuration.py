"""What the server is told: `neo4j.conf`, and Neo4j Browser with our guide and style beside it.

The guide and the style are served by Neo4j itself, whenever it is up: every file of `graph/browser/` stands at
`http://127.0.0.1:<http port>/browser/dragoman/<file>`, of the same origin as Neo4j Browser, so that no second server
and no cross-origin leave is needed. Browser puts on the style as it starts, and plays the guide on connecting.

Neo4j serves Browser from the first folder `browser` on its class path. That is why Browser's jar is unpacked into
the cache: there our files can stand beside it. They are copied anew at each start.
"""

import shutil
import zipfile
from importlib import resources
from pathlib import Path

from dragoman.graph.browser import adapted
from dragoman.graph.local.folders import Folders
from dragoman.graph.local.memory import Memory
from dragoman.graph.local.ports import LOOPBACK, Ports


def write_configuration(places: Folders, ports: Ports, memory: Memory, *, whole_log: bool = True) -> None:
    """Write `neo4j.conf` for a start with these ports and sizes.

    Args:
        places: of the server.
        ports: where it is to listen.
        memory: what it may take.
        whole_log: whether the database is not to open when its transaction log cannot be read to the end; else what
            cannot be read is cut off.
    """
    settings = {
        "server.default_listen_address": LOOPBACK,
        "server.bolt.listen_address": f"{LOOPBACK}:{ports.bolt}",
        # Without the advertised addresses Browser is told to connect to 7687, whatever the real port.
        "server.bolt.advertised_address": f"{LOOPBACK}:{ports.bolt}",
        "server.http.listen_address": f"{LOOPBACK}:{ports.http}",
        "server.http.advertised_address": f"{LOOPBACK}:{ports.http}",
        "server.directories.data": str(places.data),
        "server.directories.logs": str(places.logs),
        "server.memory.pagecache.size": f"{memory.page_cache}m",
        # Without these two an empty store takes 516 MB of disk; with them, 2 MB.
        "db.tx_log.preallocate": "false",
        "db.tx_log.rotation.size": "32m",
        "internal.dbms.tx_log.fail_on_corrupted_log_files": str(whole_log).lower(),
        # Else every stop waits five seconds for idle threads, the databases being closed already.
        "internal.server.bolt.thread_pool_shutdown_wait_time": "0s",
        "dbms.usage_report.enabled": "false",
        "client.allow_telemetry": "false",
        "browser.post_connect_cmd": f"play http://{LOOPBACK}:{ports.http}/browser/dragoman/guide.html",
        "browser.remote_content_hostname_whitelist": f"{LOOPBACK},localhost",
    }
    places.configuration.mkdir(parents=True, exist_ok=True)
    lines = ["# Written by dragoman at each start of the server", *(f"{name}={settings[name]}" for name in settings)]
    (places.configuration / "neo4j.conf").write_text("\n".join(lines) + "\n", encoding="utf-8")


def provide_browser(jar: Path, folder: Path) -> None:
    """Unpack Neo4j Browser if that has not been done yet, and put our guide and style beside it.

    Args:
        jar: that of Neo4j Browser.
        folder: to stand on the class path before the jars.
    """
    unpacked = folder / jar.stem
    with zipfile.ZipFile(jar) as archive:
        names = [name for name in archive.namelist() if name.startswith("browser/")]
        if not unpacked.exists():
            shutil.rmtree(folder, ignore_errors=True)
            archive.extractall(folder, names)
            unpacked.touch()
        for name in names:
            if name.endswith("/index.html"):
                (folder / name).write_text(adapted(archive.read(name).decode()), encoding="utf-8")
    ours = folder / "browser" / "dragoman"
    shutil.rmtree(ours, ignore_errors=True)
    with resources.as_file(resources.files("dragoman.graph.browser")) as source:
        shutil.copytree(source, ours, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
