"""Whether a confidence of 0.8 is right in eight of ten cases."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

_STEP = 0.1
_WIDTH = 40


def reliability(verdicts: Sequence[tuple[str, float, bool]], console: Console) -> None:
    """Print, for each tenth of confidence, how many facts have it and how many of them are right.

    Args:
        verdicts: for each fact read, its kind, its confidence and whether it is right.
        console: where to print.
    """
    table = Table("confidence", "facts", "mean", "right", "", title="Reliability: facts by the confidence given")
    error = 0.0
    for step in range(10):
        low = step * _STEP
        those = [(given, right) for _, given, right in verdicts if min(int(given / _STEP + 1e-9), 9) == step]
        if not those:
            continue
        mean = sum(given for given, _ in those) / len(those)
        share = sum(right for _, right in those) / len(those)
        error += abs(mean - share) * len(those) / len(verdicts)
        bar = "█" * round(share * _WIDTH)
        table.add_row(f"{low:.1f} to {low + _STEP:.1f}", str(len(those)), f"{mean:.2f}", f"{share:.2f}", bar)
    console.print(table)
    console.print(f"expected calibration error: {error:.3f} (mean distance of share and confidence)")
