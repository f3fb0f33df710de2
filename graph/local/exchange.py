"""Another store in the place of the present one, so that a kill at any moment leaves one of the two, whole.

`data` becomes `data-before` and the new one becomes `data`; `data-before` goes only once the server has opened the new.
"""

import shutil
from collections.abc import Iterable
from pathlib import Path

from dragoman.graph.local.folders import DATABASE, Folders


def take_in(fresh: Path, places: Folders) -> None:
    """Put a loaded store in the place of the present one, the server being stopped.

    Args:
        fresh: a data folder that holds the database; all else (passwords, `system`) is copied there from the present.
        places: of the server.
    """
    stores = {str(places.data / "databases"), str(places.data / "transactions")}

    def database(folder: str, names: Iterable[str]) -> list[str]:
        return [DATABASE] if folder in stores else []

    shutil.copytree(places.data, fresh, ignore=database, dirs_exist_ok=True)
    places.data.rename(places.data_before)
    fresh.rename(places.data)


def take_back(places: Folders) -> None:
    """Put the store that was before in its place again, the server being stopped."""
    shutil.rmtree(places.data)
    recover_data(places)


def recover_data(places: Folders) -> None:
    """Undo an exchange that a kill cut short."""
    if places.data_before.exists() and not places.data.exists():
        places.data_before.rename(places.data)


def discard_data_before(places: Folders) -> None:
    """Remove the store that was before; to be called once the server has opened the present one."""
    shutil.rmtree(places.data_before, ignore_errors=True)
