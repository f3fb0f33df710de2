"""`python -m dragoman.api.pages.vendor`: takes the libraries of the pages anew from their npm packages.

For those who work on dragoman; the files are committed, so nobody else needs `npm`. Why these:
docs/decisions/0030-pages.md.
"""

import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import NamedTuple

SERVED = Path(__file__).resolve().parent / "static" / "vendor"
TESTED = Path(__file__).resolve().parents[2] / "tests" / "pages" / "vendor"


class Library(NamedTuple):
    """One npm package: its files to take (paths within it), and the folder they go to."""

    name: str
    version: str
    files: tuple[str, ...]
    folder: Path = SERVED


LIBRARIES = (
    Library("cytoscape", "3.35.0", ("dist/cytoscape.esm.min.mjs", "LICENSE")),
    Library("leaflet", "1.9.4", ("dist/leaflet.js", "dist/leaflet.css", "LICENSE")),
    Library("topojson-client", "3.1.0", ("dist/topojson-client.min.js", "LICENSE")),
    Library("world-atlas", "2.0.2", ("countries-110m.json", "LICENSE")),
    Library("axe-core", "4.14.1", ("axe.min.js", "LICENSE"), TESTED),
)


def take(library: Library) -> None:
    """Put the files of one library into `<folder>/<name>-<version>`; npm checks what it fetches."""
    target = library.folder / f"{library.name}-{library.version}"
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as fetched:
        package = f"{library.name}@{library.version}"
        subprocess.run(["npm", "pack", package, "--silent", "--pack-destination", fetched], check=True)
        (archive,) = Path(fetched).glob("*.tgz")
        with tarfile.open(archive) as opened:
            for name in library.files:
                member = opened.extractfile(f"package/{name}")
                assert member is not None, f"{package} has no file {name}"  # noqa: S101 - a mistake in the table above
                (target / Path(name).name).write_bytes(member.read())


if __name__ == "__main__":
    for each in LIBRARIES:
        take(each)
