"""`dragoman retract`: takes back what one document or data set contributed."""

from typing import Annotated

import typer

from dragoman.cli.reporting import messages
from dragoman.graph.coded.store import CodedStore
from dragoman.graph.connection import open_driver
from dragoman.graph.errors import NotFound
from dragoman.graph.schema import apply_schema
from dragoman.graph.settings import read_settings
from dragoman.graph.store import Store
from dragoman.loaders.datasets.catalogue import DATASETS
from dragoman.loaders.datasets.files import address_of


def retract(
    document: Annotated[
        str, typer.Argument(help="The document's id, file name, address or title, or the name of a data set.")
    ],
) -> None:
    """Take back all that one document or data set contributed, and nothing else.

    Example: dragoman retract report.txt
    """
    settings = read_settings()
    with open_driver(settings, messages.print) as driver:
        apply_schema(driver, settings.neo4j_database)
        store, coded = Store(driver, settings.neo4j_database), CodedStore(driver, settings.neo4j_database)
        for id in _documents(document, store, coded):
            if coded.holds(id):
                coded.retract(id)
            else:
                store.retract(id)
            messages.print(f"retracted {document} ({id})", markup=False)


def _documents(name: str, store: Store, coded: CodedStore) -> list[str]:
    """Ids of what is meant: one document, or all files of a data set of events."""
    if name not in DATASETS:
        return [store.find_document(name)]
    if not DATASETS[name].coded:
        return [store.find_document(address_of(name))]
    files = coded.files_of(name)
    if not files:
        raise NotFound(f"no file of {name} is in the graph", "list what is there with `dragoman query search q=…`")
    return files
