"""Blocks of text in fonts, which every office format is read into, and the lines they make.

Encodings are decided here, over a whole document, before anything is cleaned: in TCVN3 the
soft hyphen, which cleaning removes, is a letter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.legacy import DecodedText, Run, decode_paragraphs
from ingest.readers.cleaning import clean_line
from ingest.readers.wrapping import rejoin
from ingest.reading import Encoding, Line, LineRole, Reading

__all__ = ["CELL_SEPARATOR", "Block", "Paragraph", "encoding_of", "reading_of"]

CELL_SEPARATOR = " | "
"""Stands between the cells of a table row in a line."""

Paragraph = list[Run]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (one cell that holds it) or, with role `ROW`, a table row.

    `heading` counts from 1; the runs have line feeds for line breaks.
    """

    cells: tuple[tuple[Paragraph, ...], ...]
    role: LineRole = LineRole.CONTENT
    heading: int | None = None
    note: bool = False


def reading_of(
    body: Sequence[Block],
    headers: Sequence[Block] = (),
    footers: Sequence[Block] = (),
    warnings: Sequence[str] = (),
) -> Reading:
    """Return the lines of a document: headers first, footers last, each distinct line once."""
    blocks = [*headers, *body, *footers]
    decoded = decode_paragraphs([runs for block in blocks for cell in block.cells for runs in cell])
    texts = zip(decoded.paragraphs, decoded.capitals, strict=True)
    above = _furniture(headers, texts)
    lines = [line for block in body for line in _lines(block, texts)]
    return Reading(
        (*above, *lines, *_furniture(footers, texts)),
        encoding=encoding_of(decoded),
        repairs=decoded.repairs,
        warnings=tuple(warnings),
    )


def encoding_of(decoded: DecodedText) -> Encoding:
    """Return the word for what a document was in."""
    if not decoded.encodings:
        return Encoding.UNICODE
    if decoded.has_unicode or len(decoded.encodings) > 1:
        return Encoding.MIXED
    (encoding,) = decoded.encodings
    return Encoding(encoding.value)


def _lines(block: Block, texts: Iterator[tuple[str, bool]]) -> Iterator[Line]:
    """Yield the lines of a block; takes the texts of its paragraphs from `texts`."""
    cells = [[next(texts) for _ in cell] for cell in block.cells]
    shown = [capitals for cell in cells for text, capitals in cell if text.strip()]
    line = Line(
        "",
        heading=block.heading,
        role=block.role,
        capitals=bool(shown) and all(shown),
        note=block.note,
    )
    if block.role is LineRole.ROW:
        joined = (clean_line(" ".join(_whole(text) for text, _ in cell)) for cell in cells)
        text = CELL_SEPARATOR.join(filter(None, joined))
        if text:
            yield replace(line, text=text)
        return
    written = "\n".join(_whole(text) for cell in cells for text, _ in cell)
    for piece in rejoin(list(filter(None, map(clean_line, written.split("\n"))))):
        yield replace(line, text=piece)


def _furniture(blocks: Sequence[Block], texts: Iterator[tuple[str, bool]]) -> list[Line]:
    found = (line.text for block in blocks for line in _lines(block, texts))
    return [Line(text, role=LineRole.FURNITURE) for text in dict.fromkeys(found)]


def _whole(text: str) -> str:
    """Put letters outside the basic plane together; RTF writes them as UTF-16 halves."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
