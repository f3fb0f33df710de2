"""From bytes to characters, whatever the encoding they were written in."""

import codecs
import re

from charset_normalizer import from_bytes

from dragoman.loaders.documents.read.outcome import Refused

# The longer marks first: UTF-32's little-endian mark begins with UTF-16's.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The encodings English is written in. A detector that may choose among ninety takes one apostrophe of Windows for
# Chinese, so it gets the choice of all only where the text is not mostly ASCII.
_ENGLISH_ENCODINGS = ["cp1252", "mac_roman", "utf_16_le", "utf_16_be", "utf_32_le", "utf_32_be"]
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
    for believed in ("utf-8", charset):
        text = _strictly(content, believed)
        if text is not None and "\x00" not in text:
            return text
    damaged = content.decode("utf-8", errors="replace")
    if _is_damaged_utf8(damaged):
        return damaged
    text = _strictly(content, _detected(content))
    if text is None:
        raise Refused("is binary, or text in no known encoding", "save it as UTF-8")
    return text


def _strictly(content: bytes, encoding: str | None) -> str | None:
    if encoding is None:
        return None
    try:
        return content.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return None


def _is_damaged_utf8(text: str) -> bool:
    """Whether more characters beyond ASCII were whole than broken: a truncated or spliced UTF-8 file."""
    broken = text.count("\ufffd")
    return "\x00" not in text and sum(not character.isascii() for character in text) > 2 * broken


def _detected(content: bytes) -> str | None:
    sample = content[:_SAMPLE_BYTES]
    ascii_share = sum(byte < 0x80 for byte in sample) / max(1, len(sample))
    best = from_bytes(sample, cp_isolation=_ENGLISH_ENCODINGS if ascii_share > _MOSTLY_ASCII else None).best()
    return best.encoding if best else None
