"""What a reader would stop at anywhere in the tree."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOT_OURS = {
    ".git",
    ".venv",
    ".dev",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
    "__pycache__",
    "build",
    "dist",
}
FORBIDDEN = {
    "the host of a package registry (any mirror must do)": re.compile(
        r"pypi\.org|files\.pythonhosted|repo1?\.maven\.org|repo\.maven\.apache|registry\.npmjs|registry-1\.docker"
    ),
    "a path of one machine": re.compile(r"(?<![\w.])/(?:work|root|Users|home/(?!dragoman\b)\w+)/"),
}


def texts() -> Iterator[tuple[Path, str]]:
    """Every text file of the project with its text; binary files and the tools' own folders are left out."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = set(folders) - NOT_OURS
        for path in (Path(folder, name) for name in names):
            try:
                yield path.relative_to(ROOT), path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_names(what: str) -> None:
    assert not [str(path) for path, text in texts() if FORBIDDEN[what].search(text)]


def test_the_walk_through_the_house_finds_nothing(shared: Path) -> None:
    walk = subprocess.run(
        [sys.executable, shared / "tools" / "house", ROOT], capture_output=True, text=True, check=True
    )
    assert walk.stdout == ""
