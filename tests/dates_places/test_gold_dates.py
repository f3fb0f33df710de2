"""Dates and places of annotated news agree with the annotator's often enough."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
GOLD = PROJECT.parent / "shared" / "gold" / "train" / "news"


@pytest.mark.skipif(not GOLD.is_dir(), reason="annotated documents are not at hand")
def test_precision_on_annotated_news() -> None:
    command = [sys.executable, "-m", "benchmarks.dates_places", str(GOLD)]
    printed = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    rows = re.findall(r"│ ([a-z ]+?) +│.*│ ([\d.]+) +│$", printed, re.MULTILINE)
    precision = {name: float(figure) for name, figure in rows}
    assert precision["date told"] >= 0.85
    assert precision["date told or assumed"] >= 0.8
    assert precision["place"] >= 0.7
