"""Rows in GDELT's published shape, as many as wanted: heavy-tailed actors, sixty years, its mix of codes and places.

The shares are those of a 15-minute file of 24 October 2019: actors fall off like Zipf's law with the United States at a
fifth, a quarter of the events is talks, a seventh statements, and half of them names a city.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta

_FIRST = date(1960, 1, 1)
_DAYS = 60 * 365
_COLUMNS = 61
_CODES = {
    **{"010": 14, "042": 7, "043": 6, "036": 8, "040": 9, "046": 3, "051": 5, "057": 3, "020": 6, "080": 5, "073": 4},
    **{"061": 2, "090": 2, "100": 1, "111": 4, "112": 3, "120": 2, "130": 1, "141": 2, "160": 1, "173": 4, "180": 2},
    **{"190": 6, "193": 2},
}
# States by CAMEO's code and FIPS', the busiest first.
_STATES = [
    pair.split(":")
    for line in (
        "USA:US GBR:UK RUS:RS SYR:SY CHN:CH IRN:IR TUR:TU FRA:FR DEU:GM JPN:JA",
        "IND:IN CAN:CA ISR:IS PAK:PK AUS:AS UKR:UP ESP:SP ITA:IT SAU:SA IRQ:IZ",
        "EGY:EG KOR:KS PRK:KN AFG:AF MEX:MX BRA:BR NGA:NI ZAF:SF LBN:LE GRC:GR",
        "POL:PL NLD:NL SWE:SW NOR:NO IDN:ID PHL:RP THA:TH VNM:VM MYS:MY BGD:BG",
        "KEN:KE ETH:ET SDN:SU LBY:LY TUN:TS MAR:MO DZA:AG YEM:YM JOR:JO KWT:KU",
        "QAT:QA ARE:AE GEO:GG ARM:AM AZE:AJ KAZ:KZ UZB:UZ BLR:BO CUB:CU VEN:VE",
        "COL:CO PER:PE CHL:CI ARG:AR",
    )
    for pair in line.split()
]
_ROLES = ("", "", "", "GOV", "MIL", "OPP")
_CITIES = 40


def gdelt_rows(count: int, seed: int = 1, first_id: int = 1) -> Iterator[str]:
    """Lines of a GDELT 2.0 event file, in the order of their days.

    Args:
        count: how many.
        seed: of the chance that draws them; the same gives the same rows.
        first_id: the event id of the first.
    """
    chance = random.Random(seed)
    weights = [1 / (rank + 1) for rank in range(len(_STATES))]
    codes, shares = list(_CODES), list(_CODES.values())
    for number in range(count):
        day = _FIRST + timedelta(days=number * _DAYS // count)
        (one, home), (other, _) = chance.choices(_STATES, weights, k=2)
        code = chance.choices(codes, shares)[0]
        yield _row(first_id + number, day, one, other, code, home, chance)


def _row(id: int, day: date, one: str, other: str, code: str, country: str, chance: random.Random) -> str:
    cells = [""] * _COLUMNS
    cells[:5] = [
        str(id),
        f"{day:%Y%m%d}",
        f"{day:%Y%m}",
        f"{day:%Y}",
        f"{day.year + day.timetuple().tm_yday / 366:.4f}",
    ]
    for at, state in ((5, one), (15, other)):
        role = chance.choice(_ROLES)
        cells[at : at + 3] = [state + role, state, state]
        cells[at + 7] = role
    quad = 1 if code < "06" else 2 if code < "09" else 3 if code < "14" else 4
    cells[25:35] = ["1", code, code[:3], code[:2], str(quad), "0.0", "3", "1", "3", "1.5"]
    city = chance.randrange(_CITIES)
    cells[51:59] = ["4", f"City {city}, {country}", country, f"{country}01", "1", str(city), str(2 * city), str(-city)]
    cells[59:] = [f"{day:%Y%m%d}000000", f"https://news.example/{id}"]
    return "\t".join(cells) + "\n"
