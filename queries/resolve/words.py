"""Compares names: by the same words, whatever the case, accents and dashes, or nearly so."""

import re
import unicodedata
from difflib import SequenceMatcher

# Lucene's parser refuses a query of more than 1024 clauses; each word makes three.
_MOST_WORDS = 40
# Nor does it take very long words; no name has any.
_LONGEST_WORD = 64
_TITLES = {
    *("acting", "ambassador", "chancellor", "chief", "deputy", "foreign", "former", "general", "governor", "king"),
    *("leader", "minister", "mr", "mrs", "ms", "premier", "president", "prime", "prince", "queen", "secretary"),
    *("senator", "spokesman", "spokesperson", "spokeswoman", "supreme", "the", "vice"),
}
# The index leaves these out of what it keeps (Lucene's English stop words): none of them can be demanded.
_NOT_KEPT = {
    *("a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "if", "in", "into", "is", "it", "no", "not", "of"),
    *(
        "on",
        "or",
        "such",
        "that",
        "the",
        "their",
        "then",
        "there",
        "these",
        "they",
        "this",
        "to",
        "was",
        "will",
        "with",
    ),
}
# A full-text query that finds nothing: Lucene does not take an empty one.
NOTHING = "-name:*"


def fold(text: str) -> str:
    """Lower-case words parted by single spaces, without accents, dashes, apostrophes and the dots of abbreviations.

    "Choi Sang‑mok" and "choi sang mok" become the same, as do "U.S." and "US", "Pyongyang's" and "Pyongyang".
    """
    plain = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char)).casefold()
    plain = re.sub(r"['’]s\b", "", plain)
    plain = re.sub(r"(?<=\b\w)\.(?=\w\b)", "", plain)
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"['’]", "", plain)))


def lucene_query(words: str, *, every: bool = False) -> str:
    """A full-text query for words as a user types them: each whole, as a beginning, or with one letter wrong.

    Nothing of Lucene's own syntax survives the folding, so the words can never be taken for operators.

    Args:
        words: plain words.
        every: whether all of them must occur, as far as the index keeps them.

    Returns:
        The query; one that finds nothing when there is no word in it.
    """
    tokens = fold(words).split()[:_MOST_WORDS]
    if every:
        tokens = [token for token in tokens if token not in _NOT_KEPT] or tokens
    terms = [_term(token[:_LONGEST_WORD]) for token in tokens]
    return (" AND " if every else " ").join(terms) if terms else NOTHING


def _term(token: str) -> str:
    # A letter wrong in a short word makes another word of it: "Iran", "Iraq".
    near = f" OR {token}~1" if len(token) > 4 else ""
    return f"({token}^4 OR {token}*{near})"


def similarity(words: str, name: str) -> float:
    """How well words name something, from 0 to 1; both folded.

    1 for the same words, 0.98 when only their parting differs ("sangmok", "sang mok"); in between when one holds all
    words of the other ("choi", "acting president choi sang mok"), by the share it holds; else by likeness of letters.
    """
    if words == name:
        return 1.0
    if words.replace(" ", "") == name.replace(" ", ""):
        return 0.98
    asked, known = set(words.split()), set(name.split())
    if not asked or not known:
        return 0.0
    if asked <= known or known <= asked:
        return 0.6 + 0.3 * len(asked & known) / len(asked | known)
    return 0.8 * SequenceMatcher(None, words, name, autojunk=False).ratio()


def without_titles(words: str) -> str:
    """Folded words that name a person, without the titles before the name: "acting president choi" is "choi".

    A description of an office ("president of france") has no name behind its titles, and stays.
    """
    tokens = words.split()
    while tokens and tokens[0] in _TITLES:
        tokens.pop(0)
    return " ".join(tokens) if tokens and tokens[0] != "of" else words


def same_stem(word: str, other: str) -> bool:
    """Whether two folded words are forms of one: launch and launches, strike and striking, Korea and Korean."""
    short, long = sorted((word, other), key=len)
    if short == long:
        return True
    stem = short.rstrip("ey") if len(short) > 4 else short
    return len(stem) > 2 and long.startswith(stem) and len(long) - len(stem) <= 4
