"""Read Rich Text files, also those whose letters are bytes of TCVN3 or VNI fonts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.errors import DocumentError
from corpus.legacy import DecodedText, decode_paragraphs
from ingest.readers.cleaning import clean_line
from ingest.readers.rtf_document import RtfDocument
from ingest.readers.rtf_story import Block
from ingest.readers.wrapping import rejoin
from ingest.reading import Encoding, Line, LineRole, Reading

__all__ = ["SIZE_LIMIT", "read"]

SIZE_LIMIT = 50_000_000
"""Bytes of one file; pictures make most of it."""

_TRUNCATED = "Tệp RTF bị cắt cụt, phần cuối có thể thiếu: hãy soát lại tệp gốc."


def read(path: Path) -> Reading:
    """Read an RTF file: headers first and footers last, as furniture, each distinct line once.

    Raises `DocumentError` when the file is too large or made to do harm.
    """
    if path.stat().st_size > SIZE_LIMIT:
        raise DocumentError(
            f"Tệp RTF quá lớn (tối đa {SIZE_LIMIT // 1_000_000} MB): hãy chia nhỏ rồi nạp lại."
        )
    document = RtfDocument(path.read_bytes())
    blocks = [*document.headers, *document.body, *document.footers]
    decoded = decode_paragraphs([runs for block in blocks for cell in block.cells for runs in cell])
    texts = iter(decoded.paragraphs)
    headers = _furniture(document.headers, texts)
    body = [line for block in document.body for line in _lines(block, texts)]
    return Reading(
        (*headers, *body, *_furniture(document.footers, texts)),
        encoding=_encoding(decoded),
        warnings=(_TRUNCATED,) if document.truncated else (),
    )


def _lines(block: Block, texts: Iterator[str]) -> Iterator[Line]:
    """Yield the lines of a block; takes the texts of its paragraphs from `texts`."""
    cells = [[_whole(next(texts)) for _ in cell] for cell in block.cells]
    if block.row:
        joined = (clean_line(" ".join(cell)) for cell in cells)
        text = " | ".join(filter(None, joined))
        if text:
            yield Line(text, role=LineRole.ROW)
        return
    pieces = (clean_line(piece) for cell in cells for text in cell for piece in text.split("\n"))
    for piece in rejoin(list(filter(None, pieces))):
        yield Line(piece, heading=block.heading)


def _furniture(blocks: Sequence[Block], texts: Iterator[str]) -> list[Line]:
    found = (line.text for block in blocks for line in _lines(block, texts))
    return [Line(text, role=LineRole.FURNITURE) for text in dict.fromkeys(found)]


def _whole(text: str) -> str:
    """Put letters outside the basic plane together; RTF writes them as UTF-16 halves."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _encoding(decoded: DecodedText) -> Encoding:
    if not decoded.encodings:
        return Encoding.UNICODE
    if decoded.has_unicode or len(decoded.encodings) > 1:
        return Encoding.MIXED
    (encoding,) = decoded.encodings
    return Encoding(encoding.value)
