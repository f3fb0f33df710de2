"""CAMEO's codes of events, each with its PLOVER type and Goldstein's weight: the table `cameo.csv`.

Sources: for the codes Schrodt 2012, "CAMEO: Conflict and Mediation Event Observations Event and Actor Codebook",
version 1.1b3, with 1213 as ICEWS and 1214 as PLOVER add them; for the weights Goldstein 1992, "A Conflict-Cooperation
Scale for WEIS Events Data", by way of the CAMEO scale as GDELT publishes it; for the types the PLOVER manual (Open
Event Data Alliance, version 2.0 of 2024, "CAMEO to PLOVER translation") and its list of 2021, code by code.

A code has the type of its root, but for those that the manual or its list places elsewhere: 055 and 056 are
concessions, 116 is a sanction, 1712 an assault, 191 and 192 are coercion. Neither is followed where the same act, read
from a text, is of another type here, for what is told and what is coded must meet: releases, access for inspectors,
lifted sanctions and declared ceasefires are concessions, and of the manual's retreats, 084 to 087, only those under
arms remain (087, 0872 to 0874); sanctions (163) are sanctions and repression (175) is coercion. PLOVER drops 01, public
statements, and leaves exceptions to its users: here a denial (016) is a rejection, sympathy (018) support, accord (019)
agreement; the others have no type. It drops 02, appeals, while its REQUEST takes in every request; so do appeals here.

Codes newer than the scale (1213, 1214, 155, 176, 1834, 1951, 1952) have the weight of their parent. ICEWS weighs four
codes otherwise than GDELT: 016 at -5.0, 022 at 3.4, 164 at -6.5 and 165 at -7.0.
"""

from functools import cache, lru_cache
from typing import NamedTuple

from dragoman.graph.vocabulary import EventType
from dragoman.loaders.tables import table


class Cameo(NamedTuple):
    """What a code stands for; public statements that are no event of ours have no type."""

    code: str
    name: str
    type: EventType | None
    mode: str | None
    goldstein: float


@cache
def codes() -> dict[str, Cameo]:
    """The whole table by code."""
    return {
        row["code"]: Cameo(
            row["code"],
            row["name"],
            EventType(row["type"]) if row["type"] else None,
            row["mode"] or None,
            float(row["goldstein"]),
        )
        for row in table(__package__, "cameo.csv")
    }


# A data set repeats some two hundred codes over millions of rows; the bound is for what is no code at all.
@lru_cache(maxsize=4096)
def cameo(code: str) -> Cameo | None:
    """The meaning of a code, of the code above it if it is deeper than the table, or None if it is none of CAMEO's.

    Spreadsheets and R take codes for numbers and lose the leading zero. A code begins with its root, 01 to 20; one that
    does not has lost a zero and gets it back: "40" is 040, "211" is 0211. One that does is taken as it stands, "190" as
    well as "10" to "20": these are roots as the code book writes them, and could also be 010 to 020 without their zero.
    Only whoever has the whole column can tell; give codes of a mangled one as `code.zfill(3)`, which leaves no doubt.
    """
    if not (code.isascii() and code.isdecimal() and len(code) <= 4):
        return None
    table = codes()
    if code[:2] not in table:
        return table.get("0" + code)
    return next(table[code[:end]] for end in range(len(code), 1, -1) if code[:end] in table)
