"""`dragoman datasets`: what can be loaded, without a reader of texts being imported for it."""

import json
import sys

from rich.console import Console
from rich.table import Table

from dragoman.loaders.datasets.catalogue import DATASETS
from dragoman.loaders.datasets.dataset import DataSet


def datasets() -> None:
    """List the data sets that `dragoman load --dataset` knows: home, licence, years, size, citation.

    Example: dragoman datasets
    """
    if not sys.stdout.isatty():
        for one in DATASETS.values():
            sys.stdout.write(json.dumps(_described(one)) + "\n")
        return
    table = Table("name", "years", "rows", "licence", "home", box=None, pad_edge=False)
    table.columns[2].justify = "right"
    for one in DATASETS.values():
        table.add_row(one.name, _years(one), f"{one.size:,}", one.licence, one.home)
    Console().print(table)


def dataset_names(incomplete: str) -> list[tuple[str, str]]:
    """What the shell offers for a data set: those whose names begin so, with their titles."""
    return [(name, one.title) for name, one in DATASETS.items() if name.startswith(incomplete)]


def _described(one: DataSet) -> dict[str, object]:
    fields = ("name", "title", "home", "licence", "citation", "years", "size")
    return {field: getattr(one, field) for field in fields} | {"published": one.published.isoformat()}


def _years(one: DataSet) -> str:
    first, last = one.years
    return f"{first}-{last or ''}"
