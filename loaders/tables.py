"""The tables that lie beside the modules they serve."""

import csv
from importlib.resources import files


def table(package: str, name: str) -> list[dict[str, str]]:
    """The rows of a CSV file of a package, by column.

    Args:
        package: in which it lies.
        name: of the file.
    """
    text = files(package).joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
