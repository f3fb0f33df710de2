"""The server as a process: started apart from us, found again by its command line, waited for, ended."""

import os
import time
from collections.abc import Sequence
from pathlib import Path

import psutil

from dragoman.graph.local.folders import Folders
from dragoman.graph.local.memory import Memory

_MAIN_CLASS = "org.neo4j.server.CommunityEntryPoint"

JAVA_OPTIONS = (
    "-XX:+ExitOnOutOfMemoryError",
    "-Dfile.encoding=UTF-8",
    # As in the neo4j.conf that the server is published with; Netty and the page cache reach into these packages.
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "-Dio.netty.tryReflectionSetAccessible=true",
    "-Dlog4j2.disable.jmx=true",
)

_STOP_SECONDS = 30
_POLL_SECONDS = 0.1


def start_process(java: Path, class_path: Sequence[Path], places: Folders, memory: Memory) -> int:
    """Start the server, in a session of its own: it outlives us, and a Ctrl-C in our terminal does not reach it.

    Args:
        java: the program.
        class_path: folders and jars, in their order.
        places: the server's folders; what it prints goes to the log there.
        memory: its heap.

    Returns:
        The process id.
    """
    arguments = [
        str(java),
        f"-Xmx{memory.heap}m",
        f"-XX:ErrorFile={places.logs / 'java-crash-%p.log'}",
        *JAVA_OPTIONS,
        _MAIN_CLASS,
        "--console-mode",
        _home_argument(places),
        f"--config-dir={places.configuration}",
    ]
    places.logs.mkdir(parents=True, exist_ok=True)
    write = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    return os.posix_spawn(
        java,
        arguments,
        # More than 200 jars: in the environment they leave the command line readable.
        {**os.environ, "CLASSPATH": os.pathsep.join(map(str, class_path))},
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, str(places.server_log), write, 0o600),
            (os.POSIX_SPAWN_DUP2, 1, 2),
        ],
        setsid=True,
    )


def find_process(places: Folders) -> psutil.Process | None:
    """The server of these folders, if it runs.

    Looked for in the table of processes, by main class and home folder: there is no file with a process id that
    could be stale, or name a stranger.
    """
    home = _home_argument(places)
    for process in psutil.process_iter():
        try:
            command = process.cmdline()
        except psutil.Error:  # gone meanwhile, a zombie, or not ours to see
            continue
        if home in command and _MAIN_CLASS in command:
            return process
    return None


def has_ended(pid: int) -> bool:
    """Whether the process is gone, or a zombie: ended, but its parent (a `dragoman serve`, say) took no note yet."""
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def stop_process(process: psutil.Process) -> None:
    """Ask the server to end, wait for it, and kill it when it does not within half a minute."""
    try:
        process.terminate()
        if not _ended_within(process, _STOP_SECONDS):
            process.kill()
            _ended_within(process, _STOP_SECONDS)
    except psutil.NoSuchProcess:
        return


def _ended_within(process: psutil.Process, seconds: float) -> bool:
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        ended = has_ended(process.pid)
        try:
            process.wait(_POLL_SECONDS)  # takes note of a child of ours
        except psutil.TimeoutExpired:
            if ended:  # a zombie of another process, for which waiting would never end
                return True
        else:
            return True
    return False


def _home_argument(places: Folders) -> str:
    return f"--home-dir={places.home}"
