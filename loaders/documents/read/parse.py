"""One reader for each format, and what to say when a file is too damaged for it."""

from dragoman.loaders.documents.read.encoding import decode
from dragoman.loaders.documents.read.markdown import read_markdown
from dragoman.loaders.documents.sources import Format
from dragoman.loaders.outcome import Draft, Refused


def parse(found: Format, data: bytes, charset: str | None) -> Draft:
    """What the file holds.

    Args:
        found: the format that it is in; not JSON Lines, which are read as a stream.
        data: the file.
        charset: the encoding that the server names.

    Raises:
        Refused: it cannot be read, whatever its parser says about that.
    """
    try:
        return _parse(found, data, charset)
    except Refused:
        raise
    except MemoryError as error:
        raise Refused(f"takes too much memory to read as {found}", "save it in a simpler form") from error
    except Exception as error:  # parsers of other houses raise anything on a damaged file
        raise damaged(found, f"{type(error).__name__}: {error}".removesuffix(": ")) from error


def damaged(found: Format, detail: str) -> Refused:
    """The refusal of a file that its format's parser gave up on."""
    return Refused(f"cannot be read as {found}, it is damaged or truncated ({detail})", "save or download it again")


def _parse(found: Format, data: bytes, charset: str | None) -> Draft:
    # Imported where they are needed: each takes a while to import, and most loads need one of them.
    if found is Format.PDF:
        from dragoman.loaders.documents.read.pdf import read_pdf

        return read_pdf(data)
    if found is Format.DOCX:
        from dragoman.loaders.documents.read.docx import read_docx

        return read_docx(data)
    if found is Format.HTML:
        from dragoman.loaders.documents.read.html import read_html

        return read_html(data, charset)
    text = decode(data, charset)
    return read_markdown(text) if found is Format.MARKDOWN else Draft(text)
