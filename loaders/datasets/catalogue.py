"""The data sets that dragoman knows."""

from dragoman.graph.errors import UsageError
from dragoman.loaders.datasets.alliances import ALLIANCES
from dragoman.loaders.datasets.archigos import ARCHIGOS
from dragoman.loaders.datasets.atop import ATOP
from dragoman.loaders.datasets.countries import COUNTRIES
from dragoman.loaders.datasets.dataset import DataSet
from dragoman.loaders.datasets.gdelt import GDELT
from dragoman.loaders.datasets.gdelt_mentions import GDELT_MENTIONS
from dragoman.loaders.datasets.icews import ICEWS
from dragoman.loaders.datasets.missile_tests import MISSILE_TESTS
from dragoman.loaders.datasets.polecat import POLECAT
from dragoman.loaders.datasets.reign import REIGN
from dragoman.loaders.datasets.state_system import COW_STATES, GLEDITSCH_WARD_STATES
from dragoman.loaders.datasets.ucdp import UCDP_GED
from dragoman.loaders.datasets.unga_votes import UNGA_VOTES
from dragoman.loaders.datasets.vetoes import VETOES
from dragoman.loaders.datasets.wikidata_leaders import WIKIDATA_LEADERS
from dragoman.loaders.datasets.world_leaders import WORLD_LEADERS

DATASETS = {
    dataset.name: dataset
    for dataset in (
        *(ALLIANCES, ARCHIGOS, ATOP, COUNTRIES, COW_STATES, GLEDITSCH_WARD_STATES, MISSILE_TESTS, REIGN),
        *(UNGA_VOTES, VETOES, WIKIDATA_LEADERS, WORLD_LEADERS),
        *(GDELT, GDELT_MENTIONS, ICEWS, POLECAT, UCDP_GED),
    )
}


def dataset_named(name: str) -> DataSet:
    """The data set of that name.

    Raises:
        UsageError: there is none.
    """
    if name not in DATASETS:
        raise UsageError(f"no data set is called {name!r}", f"these are: {', '.join(sorted(DATASETS))}")
    return DATASETS[name]
