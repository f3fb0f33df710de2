"""Words as they are compared: the same letters whatever the case, accents, dashes and apostrophes."""

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not take apart into a plain letter and a mark.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"})


def folded_words(text: str) -> list[str]:
    """The words of a text in lower case without accents, apostrophes and dashes ("Choi Sang‑mok": choi, sang, mok)."""
    marked = unicodedata.normalize("NFKD", text.lower().translate(_PLAIN))
    plain = "".join(char for char in marked if not unicodedata.combining(char))
    plain = re.sub(r"['’ʼ]s\b", "", plain)
    return re.findall(r"[^\W_]+", re.sub(r"['’ʼ`]", "", plain))


@lru_cache(maxsize=10_000)
def name_words(name: str) -> frozenset[str]:
    """The folded words of an actor's name; the same names are asked for again and again."""
    return frozenset(folded_words(name))
