"""Words as the pretrained network knows them: in wordpieces."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from tokenizers import Tokenizer

_MOST_OF_A_WORD = 8


@cache
def tokenizer() -> Tokenizer:
    """The wordpieces of the pretrained network (lower case, accents stripped)."""
    found: Tokenizer = Tokenizer.from_str(files(__package__).joinpath("tokenizer.json").read_text(encoding="utf-8"))
    found.no_padding()
    found.no_truncation()
    return found


def pieces_of(words: Sequence[str]) -> list[list[int]]:
    """The wordpieces of each word; of monsters only the first."""
    if not words:
        return []
    encoded = tokenizer().encode(list(words), is_pretokenized=True, add_special_tokens=False)
    found: list[list[int]] = [[] for _ in words]
    for id, word in zip(encoded.ids, encoded.word_ids, strict=True):
        if word is not None and len(found[word]) < _MOST_OF_A_WORD:
            found[word].append(id)
    return found


@cache
def borders() -> tuple[int, int]:
    """The ids of what begins and ends a text: `[CLS]` and `[SEP]`."""
    first, last = tokenizer().encode("").ids
    return first, last
