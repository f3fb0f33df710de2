"""What ATOP's alliances oblige to, in the columns that all its files have."""

from collections.abc import Mapping

from dragoman.loaders.datasets.dataset import Unmapped

# From the strongest to the weakest, as ATOP's codebook and the list of alliances that comes with dragoman call them.
KINDS = {
    "defense": "defense pact",
    "offense": "offense pact",
    "neutral": "neutrality pact",
    "nonagg": "nonaggression pact",
    "consul": "consultation pact",
}


def pledged(values: Mapping[str, str], prefix: str = "") -> list[str]:
    """The kinds of obligation that a row tells of, the strongest first.

    Args:
        values: the row's cells by column, 1 for an obligation and 0 for none.
        prefix: what the columns' names begin with.

    Raises:
        Unmapped: a cell is neither.
    """
    kinds = []
    for obligation, kind in KINDS.items():
        told = values[prefix + obligation]
        if told not in ("0", "1"):
            raise Unmapped(f"{prefix}{obligation} is {told!r}, not 0 or 1")
        if told == "1":
            kinds.append(kind)
    return kinds
