"""Named queries over published files: held to what the files' own rows come to."""

import csv
import subprocess
from collections.abc import Callable
from pathlib import Path
from statistics import fmean

import pytest
from neo4j import Driver

from dragoman.queries.catalogue import load_catalogue
from dragoman.queries.run import run_query

Run = Callable[..., subprocess.CompletedProcess[str]]
# CAMEO's public statements, which are no events.
STATEMENTS = ("010", "011", "012", "013", "014", "015", "017")


def test_who_fought_the_same_enemy(dragoman: Run, empty_graph: Driver, shared: Path) -> None:
    file = shared / "datasets" / "ucdp_ged_19.1_syria_1500.csv"
    dragoman("load", "--dataset", "ucdp-ged", str(file))
    with file.open(encoding="utf-8", newline="") as rows:
        sides = [{row["side_a"], row["side_b"]} for row in csv.DictReader(rows)]
    asked = {"a": "Syria", "b": "SDF", "since": "2016-01-01", "until": "2016-12-31"}
    (row,) = run_query(empty_graph, load_catalogue()["common-enemies"], asked).rows
    assert (row["enemy_id"], row["strength"]) == ("ISIL", 81)
    fought = [sides.count({"Government of Syria", "IS"}), sides.count({"IS", "SDF"})]
    assert [row["a_events"], row["b_events"]] == fought


def test_a_day_of_a_dispute(dragoman: Run, empty_graph: Driver, shared: Path) -> None:
    file = shared / "datasets" / "icews_events.2018.sample.tab"
    dragoman("load", "--dataset", "icews", str(file))
    with file.open(encoding="utf-8", newline="") as rows:
        weights = [
            (row["Event Date"], float(row["Intensity"]))
            for row in csv.DictReader(rows, delimiter="\t")
            if (row["Source Country"], row["Target Country"]) == ("China", "United States")
            and row["CAMEO Code"] not in STATEMENTS
        ]
    asked = {"a": "China", "b": "United States", "bucket": "day"}
    found = run_query(empty_graph, load_catalogue()["escalation"], asked).rows
    own = [row for row in found if row["initiator_id"] == "CHN"]
    days = [(day, [weight for on, weight in weights if on == day]) for day in sorted(dict(weights))]
    assert [(row["period"], row["events"], row["lowest"]) for row in own] == [
        (day, len(told), min(told)) for day, told in days
    ]
    assert [row["goldstein"] for row in own] == [pytest.approx(fmean(told), abs=0.0051) for _, told in days]
