"""Where words that the model quotes stand in the text."""

import re

from dragoman.loaders.documents.parse import straighten

# No sentence is longer than this; what is, is no quotation.
_LONGEST = 5_000


class Verbatim:
    """Finds words of one text, whatever its line breaks, mark-up and kinds of quotes; offsets are the text's own."""

    def __init__(self, text: str) -> None:
        self._text = straighten(text)

    def find(self, words: str, start: int = 0, end: int | None = None) -> tuple[int, int] | None:
        """First and last (exclusive) character of the words, or None when they are not there.

        Args:
            words: as the model gives them.
            start: where to begin.
            end: where to stop; None for the end of the text.
        """
        if len(words) > _LONGEST:
            return None
        parts = re.findall(r"\w+|[^\w\s]", straighten(words))
        if not parts:
            return None
        pattern = r"\s*".join(map(re.escape, parts))
        whole = rf"(?<!\w){pattern}" if parts[0].isalnum() else pattern
        whole = rf"{whole}(?!\w)" if parts[-1].isalnum() else whole
        match = re.compile(whole).search(self._text, start, len(self._text) if end is None else end)
        return match.span() if match else None

    def has_quotation_mark(self, start: int, end: int) -> bool:
        """Whether a quotation mark stands in or directly around those characters."""
        return '"' in self._text[max(start - 2, 0) : end + 2]
