"""The pages over the example documents, in a real Chromium that reaches nothing but them."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from fastapi import FastAPI
from neo4j import Driver
from playwright.sync_api import Browser, Page, expect

from dragoman.api.application import create_app
from dragoman.graph.settings import Settings
from dragoman.graph.store import Store
from dragoman.loaders.documents.sources import find_sources
from dragoman.loaders.loading import load_all, read_all

# The first question of its kind is planned by the database before it is answered, on a busy machine for seconds.
expect.set_options(timeout=60_000)

Serve = Callable[..., AbstractContextManager[str]]
EXAMPLES = Path(__file__).parents[2] / "examples"
HOSTILE = """\
---
title: <script>alert("title")</script>
date: 2025-03-01
---

France condemned <img src=x onerror=alert(1)> Germany's "attack" on </script><script>alert(2)</script> in Paris.
"""


@pytest.fixture(scope="session")
def address(
    serve: Serve, neo4j_settings: Settings, neo4j_driver: Driver, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Where the pages are served: over the example documents, and one that tries to be more than text."""
    with neo4j_driver.session() as session:
        session.run("MATCH (n) WHERE NOT n:Schema DETACH DELETE n").consume()
    hostile = tmp_path_factory.mktemp("documents") / "hostile.md"
    hostile.write_text(HOSTILE, encoding="utf-8")
    texts = read_all(find_sources([str(EXAMPLES), str(hostile)]), None)
    report = load_all(texts, Store(neo4j_driver, neo4j_settings.neo4j_database), 1, lambda _: None)
    assert not report.failed
    with serve(neo4j_settings) as where:
        yield where


@pytest.fixture(scope="session")
def serve(served: Callable[[FastAPI], AbstractContextManager[str]]) -> Serve:
    """Serve the pages over a graph (for keys) within a block, which is given their address."""
    return lambda settings, keys=None: served(create_app(settings, keys=keys))


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    """An empty page; the test fails where a page asks for anything elsewhere, or a script of it has a mistake."""
    context = chromium.new_context(base_url=address, viewport={"width": 1200, "height": 900})
    opened = context.new_page()
    opened.set_default_timeout(60_000)
    wrong: list[str] = []
    opened.on("request", lambda request: None if request.url.startswith(address) else wrong.append(request.url))
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda message: wrong.append(message.text) if "Content Security" in message.text else None)
    opened.on("dialog", lambda dialog: wrong.append(dialog.message))
    yield opened
    context.close()
    assert wrong == []
