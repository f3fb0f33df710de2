"""The tables of votes in the UN General Assembly: which a file is, and all of a load cut by session."""

from collections import defaultdict
from collections.abc import Sequence

from dragoman.loaders.datasets.parts import SEPARATOR, Piece, delimiter_of, file_pieces, part_of
from dragoman.loaders.datasets.rows import columns_of
from dragoman.loaders.outcome import Refused

# In the order in which they are read: what a vote is about is known before the vote.
_TABLES = (
    frozenset({"rcid", "session", "date", "unres"}),
    frozenset({"rcid", "issue"}),
    frozenset({"rcid", "vote", "country_code"}),
    frozenset({"rcid", "vote", "ccode"}),
)
_NO_SESSION = "0"


def is_table(text: str) -> bool:
    """Whether a text is one of the tables, by its columns."""
    return _place(text) >= 0 and SEPARATOR not in text


def by_session(texts: Sequence[str]) -> dict[str, str]:
    """The rows of all tables by session: its number, and its text.

    The rows of roll calls that have no votes stand in the first one.

    Args:
        texts: the files.

    Raises:
        Refused: none is a table of votes.
    """
    tables = sorted((_place(text), text) for text in texts)
    if "vote" not in _TABLES[tables[-1][0]]:
        raise Refused("has no votes", "give the table of votes in the same load")
    pieces: dict[str, list[Piece]] = defaultdict(list)
    sessions: dict[str, str] = {}
    voted = set()
    for number, (place, text) in enumerate(tables):
        for piece, row in file_pieces(number, text):
            roll_call = row.values.get("rcid", "")
            pieces[roll_call].append(piece)
            if session := row.values.get("session"):
                sessions.setdefault(roll_call, session)
            if "vote" in _TABLES[place]:
                voted.add(roll_call)
    parts: dict[str, list[Piece]] = defaultdict(list)
    for roll_call in sorted(voted):
        parts[sessions.get(roll_call, _NO_SESSION)] += pieces.pop(roll_call)
    ordered = sorted(parts, key=lambda session: (len(session), session))
    for others in pieces.values():
        parts[ordered[0]] += others
    return {session: part_of(parts[session]) for session in ordered}


def _place(text: str) -> int:
    """Which of the tables a text is, -1 when none; Voeten's own, which tells all of a roll call, is one of votes."""
    columns = set(columns_of(text, delimiter_of(text)))
    return max((place for place, own in enumerate(_TABLES) if own <= columns), default=-1)
