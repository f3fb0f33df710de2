"""The pages of the documentation's site: those of docs/, and what stands outside of it.

A link in a page is a path in the repository, as a code host follows it. In the site it leads to the same page, or,
where the site has none of that file, to the file on the code host.
"""

import json
import posixpath
import re
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).parents[1]
OUTSIDE = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
NOTEBOOK = ROOT / "docs" / "notebook.ipynb"
DECISIONS = ROOT / "docs" / "decisions"
# What is a page of the site only, by its path in the repository.
MADE = {"docs/decisions": "decisions/index.md", "docs/notebook.ipynb": "notebook.md"}
_LINK = re.compile(r"(?<=\]\()(?![\w+]+:|#)([^)#\s]+)(?=[)#\s])")
_FENCED = re.compile(r"(^```.*?^```$)", re.DOTALL | re.MULTILINE)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that do not stand in docs/."""
    for name in OUTSIDE:
        files.append(File.generated(config, name, abs_src_path=str(ROOT / name)))
    files.append(File.generated(config, MADE["docs/decisions"], content=_decisions()))
    files.append(File.generated(config, MADE["docs/notebook.ipynb"], content=_notebook()))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Have the links of a page, which are those of the repository, lead to pages of the site."""
    here = page.file.src_uri

    def led(link: re.Match[str]) -> str:
        return _in_the_site(posixpath.normpath(posixpath.join(_folder(here), link[1])), here, config, files) or link[1]

    parts = _FENCED.split(markdown)
    return "".join(part if part.startswith("```") else _LINK.sub(led, part) for part in parts)


def _in_the_site(path: str, here: str, config: MkDocsConfig, files: Files) -> str | None:
    """Where a path of the repository is found from a page of the site; None where there is no such file."""
    page = MADE.get(path, path.removeprefix("docs/"))
    if (path in OUTSIDE or path.startswith("docs/")) and files.get_file_from_path(page):
        return posixpath.relpath(page, posixpath.dirname(here) or ".")
    file = ROOT / path
    return f"{config.repo_url}/{'tree' if file.is_dir() else 'blob'}/main/{path}" if file.exists() else None


def _folder(page: str) -> str:
    """The folder of the repository in which a page of the site stands."""
    return "" if page in OUTSIDE else posixpath.join("docs", posixpath.dirname(page))


def _decisions() -> str:
    """A list of the decisions, the newest last."""
    titles = {
        page.name: page.read_text("utf-8").split("\n", 1)[0].removeprefix("# ") for page in DECISIONS.glob("*.md")
    }
    listed = "\n".join(f"- {name[:4]} [{titles[name]}]({name})" for name in sorted(titles))
    return f"# Decisions\n\nWhat could have gone otherwise, with what was tried and dropped.\n\n{listed}\n"


def _notebook() -> str:
    """The cells of the notebook with their stored outputs."""
    return "\n\n".join(_cell(cell) for cell in json.loads(NOTEBOOK.read_text("utf-8"))["cells"])


def _cell(cell: dict[str, Any]) -> str:
    source = "".join(cell["source"])
    if cell["cell_type"] == "markdown":
        return source
    shown = (_output(output) for output in cell["outputs"])
    return "\n\n".join((f"```python\n{source}\n```", *shown))


def _output(output: dict[str, Any]) -> str:
    data = output.get("data", {})
    if "text/html" in data:
        return "".join(data["text/html"])
    return f"```text\n{''.join(data.get('text/plain', output.get('text', ''))).rstrip()}\n```"
