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
        ids = _retract_dataset(document, store, coded) if document in DATASETS else [_retract(document, store, coded)]
    messages.print(f"retracted {document} ({', '.join(ids)})", markup=False)


def _retract_dataset(name: str, store: Store, coded: CodedStore) -> list[str]:
    """Take back a list with its parts, or all files of a data set of events."""
    if not DATASETS[name].coded:
        return store.retract_list(address_of(name))
    files = coded.files_of(name)
    if not files:
        raise NotFound(f"no file of {name} is in the graph", "list what is there with `dragoman query search q=…`")
    for file in files:
        coded.retract(file)
    return files


def _retract(document: str, store: Store, coded: CodedStore) -> str:
    id = store.find_document(document)
    if coded.holds(id):
        coded.retract(id)
    else:
        store.retract(id)
    return id
