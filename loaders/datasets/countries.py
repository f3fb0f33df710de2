"""World countries in JSON (mledoze/countries): codes of states and territories, and their names in many languages."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from dragoman.graph.records import Actor
from dragoman.loaders.datasets.dataset import DataSet, Reject, Unmapped, read_rows
from dragoman.loaders.datasets.other_names import folded, with_other_names
from dragoman.loaders.datasets.rows import Row, object_rows
from dragoman.loaders.datasets.states import System, state_by


def _records(file: str, rows: Iterable[Row], reject: Reject) -> Iterator[Actor]:
    """The states and territories, each with the names that the file gives to it alone ("Kongo" are two)."""
    found = [(state, names) for _, (state, names) in read_rows(_read, rows, reject)]
    bearers: dict[str, set[str]] = defaultdict(set)
    for state, names in found:
        for name in names:
            bearers[folded(name)].add(state)
    for state, names in found:
        yield with_other_names(state, (name for name in names if len(bearers[folded(name)]) == 1))


def _read(row: Row) -> tuple[str, set[str]]:
    """The state or territory of an object, and its codes, names and demonyms."""
    told = row.values
    state = state_by(System.ISO_ALPHA_2, told["cca2"])
    if state is None:
        raise Unmapped(f"no state or territory has the ISO code {told['cca2']}")
    spelled: list[dict[str, Any]] = [told["name"], *told["name"]["native"].values(), *told["translations"].values()]
    names = {one[form] for one in spelled for form in ("common", "official")}
    demonyms = {word for forms in told["demonyms"].values() for word in forms.values()}
    # Not the number: 20 is Andorra here, Canada for the Correlates of War.
    codes = {told[code] for code in ("cca2", "cca3", "cioc")}
    return state, {*names, *demonyms, *told["altSpellings"], *codes} - {""}


COUNTRIES = DataSet(
    name="countries",
    title="World countries in JSON",
    home="https://github.com/mledoze/countries",
    licence="ODbL 1.0",
    citation="mledoze, World countries in JSON, CSV, XML and YAML",
    years=(2012, None),
    size=250,
    published=date(2025, 1, 1),
    rows=lambda lines: object_rows(lines, "cca2"),
    is_one=lambda text: '"cca2"' in text and '"translations"' in text,
    records=_records,
)
