"""`dragoman load --bulk`: a new store, built by Neo4j's own importer."""

from pathlib import Path
from tempfile import TemporaryDirectory

from dragoman.cli.reporting import counting, messages
from dragoman.graph.coded.import_files import ImportFiles
from dragoman.graph.coded.store import CodedStore
from dragoman.graph.connection import open_driver
from dragoman.graph.errors import UsageError
from dragoman.graph.local.folders import folders
from dragoman.graph.local.importing import demand_empty_store, import_store
from dragoman.graph.schema import apply_schema
from dragoman.graph.settings import read_settings
from dragoman.loaders.datasets.bulk import Preparation
from dragoman.loaders.datasets.dataset import DataSet
from dragoman.loaders.datasets.rejects import Rejects
from dragoman.loaders.datasets.streaming import CodedReport
from dragoman.loaders.documents.sources import Source


def load_bulk(dataset: DataSet, found: list[Source], rejects: Rejects) -> CodedReport:
    """Build the local graph out of files of events; it must be empty.

    Raises:
        UsageError: the graph is not empty or not a local one, or the data set is no one of events.
        LocalServerError: the import fails; the graph is as it was.
    """
    if not dataset.coded:
        raise UsageError(f"--bulk is for events by the million; {dataset.name} is a list", "load it without --bulk")
    settings = read_settings()
    demand_empty_store(settings, messages.print)
    home = folders(settings).home
    with TemporaryDirectory(prefix="import-", dir=home) as folder, counting("rows") as advance:
        files = ImportFiles(Path(folder))
        made = Preparation(dataset, files, rejects, advance)
        made.read(found)
        arguments = files.close()
        if made.report.loaded:
            import_store(settings, arguments, messages.print)
    if made.report.loaded:
        with open_driver(settings, messages.print) as driver:
            apply_schema(driver, settings.neo4j_database)
            store = CodedStore(driver, settings.neo4j_database)
            for file, actors in made.actors.items():
                store.enter(file, list(actors.values()), dataset.version)
    return made.report
