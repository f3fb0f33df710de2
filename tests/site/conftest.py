"""A reader of the documentation who does what a page says: in a checkout of his own, at a terminal."""

import doctest
import os
import pty
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from dragoman.graph.settings import Settings

ROOT = Path(__file__).parents[2]
PORT = 8420
_SHARED_BYTES = 1_000_000
_STEP = re.compile(
    r"(?:`(?P<file>[\w./-]+)`:\n\n)?^```(?P<language>\w*)\n(?P<text>.*?)^```$"
    rf"|<(?P<address>http://127\.0\.0\.1:{PORT}[^>]*)>",
    re.DOTALL | re.MULTILINE,
)
# What a page shows of a command that does not end with status 0.
_FAILED = re.compile(r"^dragoman: |rejected rows", re.MULTILINE)
_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][A-Z0-9]")
_SAME = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
Visit = Callable[[str], None]


class Reader:
    """Follows pages of the documentation, and fails where something else is shown than they show.

    Of a page these are followed, in their order: blocks of `console` (what comes after `$` is run, `…` stands for
    anything), a block below a path in backticks and a colon (the file is written), blocks of `diff` (applied), and
    addresses of the server in angle brackets (visited).
    """

    def __init__(self, checkout: Path, environment: dict[str, str]) -> None:
        self._checkout, self._environment = checkout, environment
        self._server: subprocess.Popen[str] | None = None
        self._port = PORT

    def follow(self, page: str, visit: Visit | None = None) -> int:
        """Do all that a page of docs/ says; `visit` is given each address. Returns how many things there were to do."""
        steps = 0
        try:
            for step in _STEP.finditer((ROOT / "docs" / page).read_text("utf-8")):
                steps += self._do(step, visit)
        finally:
            self.stop()
        return steps

    def stop(self) -> None:
        """Stop the server, as Ctrl-C does."""
        if self._server:
            self._server.terminate()
            self._server.communicate()
            self._server = None

    def run(self, command: str) -> tuple[int, str]:
        """Run a command at a terminal: its status, and what is shown."""
        terminal, inner = pty.openpty()
        words = ["bash", "-c", self._there(command)]
        with subprocess.Popen(
            words, cwd=self._checkout, env=self._environment, stdin=inner, stdout=inner, stderr=inner
        ) as process:
            os.close(inner)
            shown = _all_of(terminal)
        os.close(terminal)
        return process.returncode, shown.replace(f":{self._port}", f":{PORT}")

    def _do(self, step: re.Match[str], visit: Visit | None) -> bool:
        if step["address"]:
            assert visit, step["address"]
            visit(self._there(step["address"]))
        elif step["file"]:
            file = self._checkout / step["file"]
            file.parent.mkdir(exist_ok=True)
            file.write_text(step["text"], encoding="utf-8")
        elif step["language"] == "diff":
            apply = ["git", "apply", "--recount", "-"]
            subprocess.run(apply, cwd=self._checkout, input=step["text"], text=True, check=True)
        elif step["language"] == "console":
            for block in re.split(r"^\$ ", step["text"], flags=re.MULTILINE)[1:]:
                self._type(*re.split(r"(?<!\\)\n", block, maxsplit=1))
        else:
            return False
        return True

    def _type(self, command: str, wanted: str) -> None:
        if command == "dragoman serve":
            self._serve(wanted)
            return
        status, shown = self.run(command)
        _compare(command, wanted, shown)
        failed = _FAILED.search(wanted)
        assert bool(status) == bool(failed), f"{command} ended with {status}:\n{shown}"

    def _serve(self, wanted: str) -> None:
        command = ["dragoman", "serve"]
        self._server = subprocess.Popen(
            command, cwd=self._checkout, env=self._environment, stderr=subprocess.PIPE, text=True
        )
        assert self._server.stderr
        shown = ""
        for line in self._server.stderr:
            shown += line
            if "Ctrl-C" in line:
                break
        if found := re.search(r"Start page +http://127\.0\.0\.1:(\d+)", shown):
            self._port = int(found[1])
        _compare("dragoman serve", wanted, shown.replace(f":{self._port}/", f":{PORT}/"))

    def _there(self, text: str) -> str:
        """Another server may have the port that the pages name."""
        return text.replace(f":{PORT}", f":{self._port}")


def _all_of(terminal: int) -> str:
    shown = b""
    # At its end, Linux says that a terminal cannot be read.
    with suppress(OSError):
        while chunk := os.read(terminal, 65536):
            shown += chunk
    return shown.decode()


def _compare(command: str, wanted: str, shown: str) -> None:
    if not wanted.strip():
        return
    # Of a terminal only what is written: neither colours nor a progress bar that is wiped out again.
    shown = _CONTROL.sub("", shown)
    wanted = re.sub(r"\s*…\s*", "...", wanted)
    checker = doctest.OutputChecker()
    if not checker.check_output(wanted, shown, _SAME):
        told = checker.output_difference(doctest.Example(command, wanted), shown, _SAME)
        pytest.fail(f"$ {command}\n{told}", pytrace=False)


@pytest.fixture(scope="module")
def reader(neo4j_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """Who has just got the project: with an empty graph, and dragoman installed as `make` does."""
    folder = tmp_path_factory.mktemp("reader")
    checkout = folder / "dragoman"
    left_out = shutil.ignore_patterns(
        ".git", ".venv", "build", "dist", "__pycache__", ".*_cache", ".hypothesis", ".env"
    )
    shutil.copytree(ROOT, checkout, symlinks=True, ignore=left_out, copy_function=_copied)
    commands = checkout / ".venv" / "bin"
    _install(commands)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}
    environment |= {
        "PATH": f"{commands}:{environment['PATH']}",
        "PYTHONPATH": str(checkout / ".dev"),
        "DRAGOMAN_HOME": str(folder / "home"),
        "COLUMNS": "100",
        "TERM": "xterm",
        # A machine may be busy; how long a question takes is not what is asked here.
        "DRAGOMAN_QUERY_TIMEOUT": "600",
    }
    found = Reader(checkout, environment)
    yield found
    found.stop()
    found.run("dragoman down")


def _install(commands: Path) -> None:
    """Commands that run this Python on the checkout: what pip would put there, without a registry."""
    commands.mkdir(parents=True)
    for name, what in {"python": "", "dragoman": "-m dragoman.cli.main"}.items():
        (commands / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {what} "$@"\n', encoding="utf-8")
        (commands / name).chmod(0o755)
    for made in ("bin/activate", ".installed", ".installed-test"):
        (commands.parent / made).touch()


def _copied(source: str, target: str) -> None:
    """A copy; of the weights of the networks, which nobody changes, a link."""
    if Path(source).stat().st_size > _SHARED_BYTES:
        Path(target).symlink_to(source)
    else:
        shutil.copy2(source, target)
