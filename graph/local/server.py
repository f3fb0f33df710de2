"""Start, find and stop the local Neo4j."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from dragoman.graph.errors import LocalServerError
from dragoman.graph.local.configuration import write_configuration
from dragoman.graph.local.disk import disk_errors_told
from dragoman.graph.local.exchange import discard_data_before, recover_data
from dragoman.graph.local.folders import Folders, folders
from dragoman.graph.local.installation import provide_class_path
from dragoman.graph.local.java import find_java
from dragoman.graph.local.lock import neo4j_version, read_lock
from dragoman.graph.local.memory import available_memory, sized_to
from dragoman.graph.local.password import USERNAME, ensure_password, read_password
from dragoman.graph.local.ports import LOOPBACK, USUAL_PORTS, Ports, choose_ports, is_free
from dragoman.graph.local.process import find_process, start_process, stop_process
from dragoman.graph.local.readiness import DatabaseStopped, LocalServer, wait_until_ready
from dragoman.graph.local.reporting import Progress, Report, in_tenths, silent
from dragoman.graph.settings import Settings


def up(settings: Settings, report: Report = silent, progress: Progress | None = None) -> LocalServer:
    """Make the local Neo4j run, downloading it first if need be; if it runs already, that one is used.

    Args:
        settings: tell the folders.
        report: takes what happens, line by line.
        progress: takes the bytes of a download; without it `report` gets a line for each tenth.

    Returns:
        The server, answering queries.

    Raises:
        LocalServerError: it cannot be downloaded, started, or does not answer in time.
    """
    places = folders(settings)
    with disk_errors_told(places), alone(places, report):
        return provide_server(places, report, progress or in_tenths(report, "Downloading Neo4j"))


def down(settings: Settings, report: Report = silent) -> bool:
    """Stop the local Neo4j; False when it did not run."""
    places = folders(settings)
    if not places.home.exists():
        return False
    with alone(places, report):
        return stop_server(places)


def running(settings: Settings) -> LocalServer | None:
    """The local Neo4j if its process runs, though perhaps not answering yet."""
    return find_server(folders(settings))


def find_server(places: Folders) -> LocalServer | None:
    """The server of these folders if its process runs, though perhaps not answering yet."""
    process = find_process(places)
    return None if process is None else _server(places, process.pid)


def provide_server(places: Folders, report: Report, progress: Progress) -> LocalServer:
    """The server of these folders, answering: the one that runs, or one started; within `alone`.

    Raises:
        LocalServerError: it cannot be downloaded or started, or does not answer in time.
    """
    server = find_server(places)
    if server is None:
        return start_server(places, report, progress)
    try:
        wait_until_ready(server, places)
    except DatabaseStopped:
        report("The local Neo4j met a critical error, a full disk perhaps; starting it again")
        stop_server(places)
        return start_server(places, report, progress)
    return server


def stop_server(places: Folders) -> bool:
    """Stop the server of these folders; False when it did not run; within `alone`."""
    process = find_process(places)
    if process is not None:
        stop_process(process)
    return process is not None


def start_server(places: Folders, report: Report, progress: Progress) -> LocalServer:
    """Start the server of these folders, which does not run; within `alone`.

    Raises:
        LocalServerError: it cannot be downloaded or started, or does not answer in time.
    """
    recover_data(places)
    java = find_java(report)
    class_path = provide_class_path(places, report, progress)
    ensure_password(places)
    memory = sized_to(available_memory())
    version = neo4j_version(read_lock())
    whole_log = True
    while True:
        ports = choose_ports(_last_ports(places), report)
        write_configuration(places, ports, memory, whole_log=whole_log)
        places.state_file.write_text(json.dumps({"version": version, **ports._asdict()}))
        report(f"Starting Neo4j {version}")
        server = _server(places, start_process(java, class_path, places, memory))
        try:
            wait_until_ready(server, places)
        except DatabaseStopped:
            stop_server(places)
            if not whole_log:
                raise
            # A full disk may leave a piece of a transaction, never confirmed to anybody, that Neo4j takes for damage.
            report("The database does not open; trying without what cannot be read at the end of its transaction log")
            whole_log = False
        except LocalServerError:
            if find_process(places) is not None or all(map(is_free, ports)):
                raise
            report("Another program took the port meanwhile; trying again")
        else:
            discard_data_before(places)
            return server


def _last_ports(places: Folders) -> Ports:
    """Those of the last start: programs that use the server find it again where it was."""
    try:
        state = json.loads(places.state_file.read_text())
    except (FileNotFoundError, ValueError):  # never started, or the disk was full
        return USUAL_PORTS
    return Ports(bolt=state["bolt"], http=state["http"])


def _server(places: Folders, pid: int) -> LocalServer:
    if not places.state_file.exists():
        raise LocalServerError(
            f"the local Neo4j runs as process {pid}, but its folder {places.home} was emptied", f"end it: kill {pid}"
        )
    state = json.loads(places.state_file.read_text())
    ports = _last_ports(places)
    http = f"http://{LOOPBACK}:{ports.http}"
    return LocalServer(
        bolt_uri=f"bolt://{LOOPBACK}:{ports.bolt}",
        http_uri=http,
        browser_uri=f"{http}/browser/?dbms=neo4j://{USERNAME}@{LOOPBACK}:{ports.bolt}",
        username=USERNAME,
        password=read_password(places),
        pid=pid,
        version=state["version"],
        folder=places.home,
    )


@contextmanager
def alone(places: Folders, report: Report) -> Iterator[None]:
    """While nobody else starts or stops this server; whoever waited finds it as the other left it."""
    places.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = FileLock(places.lock_file)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        report("Waiting for another dragoman that is starting or stopping the local Neo4j")
        lock.acquire()
    try:
        yield
    finally:
        lock.release()
