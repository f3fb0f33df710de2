"""How the application is served: by one process, or by several workers that are told the same."""

import os
from pathlib import Path

from fastapi import FastAPI
from pydantic import BaseModel

from dragoman.api.application import LOOPBACK_NAMES, create_app
from dragoman.api.keys import Keys
from dragoman.api.logs import configure_logs
from dragoman.api.rates import Rates
from dragoman.graph.local.folders import folders
from dragoman.graph.settings import Settings, read_settings

# How the process that starts the workers tells them how to serve.
_TOLD = "DRAGOMAN_SERVING"
WORKER = f"{__name__}:worker"
"""What uvicorn is to import in each worker."""


class Serving(BaseModel):
    """How to serve.

    Attributes:
        any_host: answer for any host name.
        keys: ask for keys.
        per_minute: requests of one key and of one address; 0 for any number.
        counted_in: the file in which several workers count them.
    """

    any_host: bool = False
    keys: bool = False
    per_minute: int = 0
    counted_in: Path | None = None

    def application(self, settings: Settings) -> FastAPI:
        """The application, served so."""
        return create_app(
            settings,
            allowed_hosts=None if self.any_host else LOOPBACK_NAMES,
            keys=Keys(folders(settings).keys_file) if self.keys else None,
            rates=Rates(self.per_minute, self.counted_in) if self.per_minute else None,
        )

    def tell_workers(self) -> None:
        """Have the workers that this process starts from now on serve so."""
        os.environ[_TOLD] = self.model_dump_json()


def worker() -> FastAPI:
    """The application of one of several workers."""
    configure_logs()
    return Serving.model_validate_json(os.environ[_TOLD]).application(read_settings())
