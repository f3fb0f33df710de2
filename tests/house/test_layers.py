"""The layers: graph knows nobody, queries, loaders and client know graph, api knows the first three, cli everything."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAY_IMPORT = {
    "graph": {"graph"},
    "queries": {"graph", "queries"},
    "loaders": {"graph", "loaders"},
    "api": {"graph", "queries", "loaders", "api"},
    "cli": {"graph", "queries", "loaders", "api", "cli"},
    "client": {"graph", "client"},
}
MODULES = {
    ".".join(("dragoman", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__"): path
    for layer in MAY_IMPORT
    for path in sorted((ROOT / layer).rglob("*.py"))
}


def imports(path: Path) -> Iterator[str]:
    """Every dotted name that a module imports, `from a import b` both as `a` and as `a.b`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("layer", MAY_IMPORT)
def test_a_layer_imports_only_what_stands_below_it(layer: str) -> None:
    forbidden = {f"dragoman.{other}" for other in MAY_IMPORT.keys() - MAY_IMPORT[layer]}
    offences = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in (ROOT / layer).rglob("*.py")
        for name in imports(path)
        if ".".join(name.split(".")[:2]) in forbidden
    ]
    assert not offences


def test_no_module_imports_itself_round_about() -> None:
    edges = {name: {target for target in imports(path) if target in MODULES} - {name} for name, path in MODULES.items()}
    try:
        TopologicalSorter(edges).prepare()
    except CycleError as error:
        pytest.fail(f"import cycle: {' <- '.join(error.args[1])}")


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        path.relative_to(ROOT)
        for path in MODULES.values()
        if (tree := ast.parse(path.read_text(encoding="utf-8"))).body and ast.get_docstring(tree) is None
    ]
    assert not silent
