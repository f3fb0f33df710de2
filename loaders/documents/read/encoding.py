"""From bytes to characters, whatever the encoding they were written in."""

import codecs
import re

from charset_normalizer import from_bytes

from dragoman.loaders.outcome import Refused

# The longer marks first: UTF-32's little-endian mark begins with UTF-16's.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# A detector that may choose among ninety encodings takes one apostrophe of Windows for Chinese. Where the text is
# mostly ASCII it is English, and that is written in this one when not in Unicode.
_WINDOWS = "cp1252"
_MOSTLY_ASCII = 0.9
_SAMPLE_BYTES = 200_000
_MAX_CONTROL_SHARE = 0.01
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def decode(content: bytes, charset: str | None = None) -> str:
    """The characters of a text file, without byte order mark, line ends as `\\n`.

    Args:
        content: the file.
        charset: the encoding that the server or the document itself names; believed where it fits.

    Raises:
        Refused: the bytes are no text.
    """
    text = _decode(content, charset)
    controls = len(_CONTROL.findall(text))
    if "\x00" in text or controls > _MAX_CONTROL_SHARE * len(text):
        raise Refused("is binary, not text", "give text, Markdown, HTML, PDF, DOCX or JSON Lines")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode(content: bytes, charset: str | None) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace")
    for text in (_strictly(content, "utf-8"), _strictly(content, charset)):
        if text is not None and "\x00" not in text:
            return text
    damaged = content.decode("utf-8", errors="replace")
    if _is_damaged_utf8(damaged):
        return damaged
    text = _strictly(content, _WINDOWS) if _is_mostly_ascii(content) else None
    text = text or _strictly(content, _detected(content))
    if text is None:
        raise Refused("is binary, or text in no known encoding", "save it as UTF-8")
    return text


def _strictly(content: bytes, encoding: str | None) -> str | None:
    if encoding is None:
        return None
    try:
        # What calls itself Latin-1 or ASCII on the web is Windows' extension of it (WHATWG Encoding Standard, 4.2).
        name = codecs.lookup(encoding).name
        return content.decode(_WINDOWS if name in ("iso8859-1", "ascii") else name)
    except (UnicodeError, LookupError, ValueError):
        return None


def _is_damaged_utf8(text: str) -> bool:
    """Whether more characters beyond ASCII were whole than broken: a truncated or spliced UTF-8 file."""
    broken = text.count("\ufffd")
    return "\x00" not in text and sum(not character.isascii() for character in text) > 2 * broken


def _is_mostly_ascii(content: bytes) -> bool:
    sample = content[:_SAMPLE_BYTES]
    return b"\x00" not in sample and sum(byte < 0x80 for byte in sample) > _MOSTLY_ASCII * len(sample)


def _detected(content: bytes) -> str | None:
    best = from_bytes(content[:_SAMPLE_BYTES]).best()
    return best.encoding if best else None
