"""GDELT 2.0 events: what a machine reads in the world's news every fifteen minutes, since February 2015.

The format is that of the GDELT Event Database Data Format Codebook V2.0 (2015): 61 columns between tabs, no header, no
quoting. A day of years ago is the coder's own ("a year ago", said in an article of today) and is kept as it is.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from operator import itemgetter

from dragoman.graph.records import Actor, EventRecord, Place
from dragoman.loaders.datasets.cameo_actors import CameoSide, cameo_side
from dragoman.loaders.datasets.cells import day_told, place_told, state_coded
from dragoman.loaders.datasets.coded import Source, by_coded_row, cameo_act, coded_event
from dragoman.loaders.datasets.dataset import DataSet
from dragoman.loaders.datasets.published import PublishedFiles
from dragoman.loaders.datasets.rows import Row, table_rows
from dragoman.loaders.datasets.states import System

_GEO = ("Type", "Fullname", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
_COLUMNS = (
    *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
    *("Actor1Code", "Actor1Name", "Actor1CountryCode", "Actor1KnownGroupCode", "Actor1EthnicCode"),
    *("Actor1Religion1Code", "Actor1Religion2Code", "Actor1Type1Code", "Actor1Type2Code", "Actor1Type3Code"),
    *("Actor2Code", "Actor2Name", "Actor2CountryCode", "Actor2KnownGroupCode", "Actor2EthnicCode"),
    *("Actor2Religion1Code", "Actor2Religion2Code", "Actor2Type1Code", "Actor2Type2Code", "Actor2Type3Code"),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
    *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *(f"{whose}Geo_{part}" for whose in ("Actor1", "Actor2", "Action") for part in _GEO),
    *("DATEADDED", "SOURCEURL"),
)
_SIDE = ("Code", "CountryCode", "EthnicCode", "Religion1Code", "Type1Code", "Type2Code", "Type3Code")
_INITIATOR, _RECIPIENT = (itemgetter(*(f"{whose}{part}" for part in _SIDE)) for whose in ("Actor1", "Actor2"))
# Of the protests that GDELT reports 21 percent were real ones: Wang, Kennedy, Lazer and Ramakrishnan 2016, "Growing
# pains for global monitoring of societal events", Science 353(6307): 1502-1503. Other types have not been measured so.
SOURCE = Source("gdelt", 0.21)
_WHOLE_COUNTRY = "1"
# The high seas are no country's.
_SEAS = "OS"


def _told(file: str, row: Row) -> EventRecord:
    values = row.values
    url = values["SOURCEURL"]
    when = day_told(values["SQLDATE"])
    act = cameo_act(values["EventCode"], values["GoldsteinScale"])
    sides = _side(_INITIATOR(values), when.start), _side(_RECIPIENT(values), when.start)
    place = _place(values, when.start)
    return coded_event(SOURCE, file, row, values["GLOBALEVENTID"], act, sides, when, place, url or None)


def _side(cells: tuple[str, ...], on: date) -> tuple[Actor, ...]:
    code, country, ethnic, religion, *roles = cells
    return cameo_side(CameoSide(code, country, ethnic, religion, tuple(roles)), on) if code else ()


def _place(values: Mapping[str, str], on: date) -> Place | None:
    code, kind = values["ActionGeo_CountryCode"], values["ActionGeo_Type"]
    country = state_coded(System.FIPS, code, on) if code and code != _SEAS else None
    # "Minsk, Belarus (general), Belarus" is Minsk; a whole country has the name that its state has.
    name = "" if country and kind == _WHOLE_COUNTRY else values["ActionGeo_Fullname"].split(",", 1)[0]
    name = name.removesuffix(" (general)")
    return place_told(name, country, values["ActionGeo_Lat"], values["ActionGeo_Long"])


def _is_one(text: str) -> bool:
    cells = text.split("\n", 1)[0].split("\t")
    return len(cells) == len(_COLUMNS) and cells[0].isdecimal() and cells[1].isdecimal() and len(cells[1]) == 8


def files_named(suffix: str) -> PublishedFiles:
    """GDELT's files of one kind: one every fifteen minutes, named by the moment (UTC) at which they came out."""
    return PublishedFiles("gdelt", "masterfilelist.txt", "lastupdate.txt", suffix, timedelta(minutes=15))


GDELT = DataSet(
    name="gdelt",
    title="GDELT 2.0 Event Database",
    home="https://www.gdeltproject.org/data.html",
    licence="free for any use with citation and link (GDELT terms of use)",
    citation="Leetaru and Schrodt 2013, GDELT: Global Data on Events, Location and Tone, ISA Annual Convention",
    years=(2015, None),
    size=700_000_000,
    published=date(2015, 2, 19),
    rows=lambda lines: table_rows(lines, "\t", _COLUMNS, quoted=False),
    is_one=_is_one,
    records=by_coded_row(_told),
    coded=True,
    published_files=files_named(".export.CSV.zip"),
)
