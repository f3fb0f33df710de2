"""Word documents (DOCX): paragraphs and tables in their order, and the core properties."""

import io
import zipfile
from collections.abc import Iterator
from functools import cache

import docx
from docx.document import Document
from docx.opc.coreprops import CoreProperties
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from dragoman.loaders.documents.read.limits import MAX_UNPACKED_BYTES
from dragoman.loaders.outcome import Draft, Refused

_TITLE_STYLES = ("Title", "Heading 1")


def read_docx(content: bytes) -> Draft:
    """The document's text, one line a paragraph and a blank line between them.

    Raises:
        Refused: it is no Word document, or unpacks to more than is read.
    """
    _check_unpacked_size(content)
    document = docx.Document(io.BytesIO(content))
    paragraphs = list(_paragraphs(document))
    titles = (paragraph.text.strip() for paragraph in paragraphs[:5] if _style(paragraph) in _TITLE_STYLES)
    properties, template = document.core_properties, _template()
    created = properties.created
    return Draft(
        text="\n\n".join(words for paragraph in paragraphs if (words := paragraph.text.strip())),
        title=properties.title or next(filter(None, titles), None),
        created=created.date() if created and created != template.created else None,
        publisher=properties.author if properties.author != template.author else None,
    )


def _check_unpacked_size(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile as error:
        raise Refused("is not a whole Word document (DOCX)", "save or download it again") from error
    if not any(part.filename == "word/document.xml" for part in parts):
        raise Refused("is a ZIP archive, not a Word document", "unpack it and load the files within")
    # A part never unpacks to more than it declares: reading stops there, and its checksum is then wrong.
    if sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))) > MAX_UNPACKED_BYTES:
        raise Refused(f"unpacks to more than {MAX_UNPACKED_BYTES // 1_000_000} MB", "split the document")


def _paragraphs(container: Document | _Cell) -> Iterator[Paragraph]:
    for block in container.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                # A merged cell comes once for every column it spans.
                for cell in {cell._tc: cell for cell in row.cells}.values():
                    yield from _paragraphs(cell)
        else:
            yield block


def _style(paragraph: Paragraph) -> str | None:
    return paragraph.style.name if paragraph.style else None


@cache
def _template() -> CoreProperties:
    """What python-docx's own template says of its making, and so every document made from it: it tells nothing."""
    properties: CoreProperties = docx.Document().core_properties
    return properties
