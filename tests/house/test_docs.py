"""The documentation leaves out nothing that a user can call, set or load, and its links lead somewhere."""

import re
from pathlib import Path

import pytest

from dragoman.cli.main import COMMANDS
from dragoman.graph.settings import Settings
from dragoman.loaders.datasets.catalogue import DATASETS
from dragoman.loaders.documents.sources import FORMAT_BY_SUFFIX, Format
from dragoman.queries.catalogue import load_catalogue

ROOT = Path(__file__).parents[2]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
TEXT = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(command: str) -> None:
    assert re.search(rf"\b(dragoman|make) {command}\b", TEXT)


@pytest.mark.parametrize("setting", Settings.model_fields)
def test_every_setting_is_documented(setting: str) -> None:
    assert setting.upper() in TEXT


@pytest.mark.parametrize("query", load_catalogue())
def test_every_named_query_is_documented(query: str) -> None:
    assert re.search(rf"(?<![\w-]){query}(?![\w-])", TEXT)


@pytest.mark.parametrize("dataset", DATASETS)
def test_every_data_set_is_documented(dataset: str) -> None:
    assert f"`{dataset}`" in TEXT


@pytest.mark.parametrize("format", Format)
def test_every_format_is_documented_by_its_suffix(format: Format) -> None:
    assert any(f"`{suffix}`" in TEXT for suffix, of in FORMAT_BY_SUFFIX.items() if of is format)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_to_files_that_exist(page: Path) -> None:
    prose = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = re.findall(r"\]\(<?([^)#>\s]+)[^)]*\)", prose)
    missing = [target for target in targets if "://" not in target and not (page.parent / target).exists()]
    assert not missing


def test_decisions_are_numbered_once_and_dated() -> None:
    numbers = [page.name.split("-")[0] for page in DECISIONS]
    assert len(numbers) == len(set(numbers))
    undated = [page.name for page in DECISIONS if not re.search(r"\b20\d\d-\d\d-\d\d\b", page.read_text("utf-8"))]
    assert not undated
