"""Read PDF files page by page: pypdf for the structure and the text, PDFium as second opinion.

Fonts of PDF files have lost their names or carry prefixes as often as not, so text from
before Unicode is recognised by its words: in the whole file, else on each page.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
from pypdf import PasswordType, PdfReader
from pypdf.errors import DependencyError, DeprecationError, PyPdfError

from corpus.errors import DocumentError
from corpus.legacy import DecodedText, Run, decode_paragraphs, legacy_encoding
from ingest.readers.blocks import CELL_SEPARATOR, encoding_of
from ingest.readers.cleaning import clean_line
from ingest.readers.furniture import furniture, page_lines
from ingest.readers.pdf_tables import CELL_END, page_with_rows, shown_text
from ingest.reading import LineRole, Reading

__all__ = ["PAGES_LIMIT", "SIZE_LIMIT", "read"]

PAGES_LIMIT = 20_000
"""Pages of one file."""

TWO_OPINIONS_LIMIT = 500
"""Pages up to which pypdf is heard: it takes 0.1-0.2 s a page, PDFium a twentieth of that."""

SIZE_LIMIT = 500_000_000
"""Bytes of one file."""

# pypdf meets malformed objects with whatever Python raises on them, and refuses obsolete
# names with an error outside its own tree.
_MALFORMED = (
    PyPdfError, DeprecationError, DependencyError, ArithmeticError, AssertionError,
    AttributeError, LookupError, NotImplementedError, RecursionError, TypeError, ValueError,
)  # fmt: skip
_SAME_LETTERS = 0.98
_FEWER_PIECES = 0.98


def read(path: Path) -> Reading:
    """Read a PDF file; `page` of every line counts from 1.

    Pages that hold nothing but furniture are in `pages_without_text`. Raises
    `DocumentError` for files that are damaged, protected, empty or beyond the limits.
    """
    if path.stat().st_size > SIZE_LIMIT:
        raise DocumentError(
            f"Tệp PDF quá lớn (tối đa {SIZE_LIMIT // 1_000_000} MB): hãy chia nhỏ rồi nạp lại."
        )
    printed = [text.splitlines() for text in _page_texts(path)]
    pages, decoded = _decoded(printed)
    marked = furniture(pages)
    lines = tuple(
        line
        for number, (page, indexes) in enumerate(zip(pages, marked, strict=True), start=1)
        for line in page_lines(page, indexes, number, _rows(printed[number - 1]))
    )
    read_pages = {line.page for line in lines if line.role is not LineRole.FURNITURE}
    unread = tuple(number for number in range(1, len(pages) + 1) if number not in read_pages)
    return Reading(
        lines,
        pages=len(pages),
        pages_without_text=unread,
        encoding=encoding_of(decoded),
        repairs=decoded.repairs,
    )


def _decoded(pages: Sequence[Sequence[str]]) -> tuple[list[list[str]], DecodedText]:
    """Return the clean lines of each page, empty ones where the page leaves a gap."""
    whole = legacy_encoding(" ".join(line for page in pages for line in page)) is not None
    decoded = decode_paragraphs(
        [
            [Run(line, "" if whole else f"{number}")]
            for number, page in enumerate(pages, start=1)
            for line in page
        ]
    )
    texts = iter(decoded.paragraphs)
    return [[_clean(next(texts)) for _ in page] for page in pages], decoded


def _clean(line: str) -> str:
    return CELL_SEPARATOR.join(filter(None, map(clean_line, line.split(CELL_END))))


def _rows(page: Sequence[str]) -> frozenset[int]:
    """Return the indexes of the lines that are rows of tables."""
    return frozenset(index for index, line in enumerate(page) if CELL_END in line)


def _page_texts(path: Path) -> list[str]:
    with _quiet(), path.open("rb") as file:
        try:
            reader = PdfReader(file)
            if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
                raise DocumentError(
                    "Tệp PDF có mật khẩu: hãy gỡ mật khẩu (in lại thành PDF) rồi nạp lại."
                )
            count = len(reader.pages)
        except _MALFORMED as error:
            raise DocumentError(
                "Tệp PDF bị hỏng hoặc chưa tải hết: hãy lấy lại tệp gốc rồi nạp lại."
            ) from error
        if not 0 < count <= PAGES_LIMIT:
            raise DocumentError(
                f"Tệp PDF có {count} trang (cần từ 1 đến {PAGES_LIMIT}): "
                "hãy kiểm tra hoặc chia nhỏ rồi nạp lại."
            )
        with _second_opinion(path) as document:
            return [_page_text(reader, document, index) for index in range(count)]


def _page_text(reader: PdfReader, document: pypdfium2.PdfDocument | None, index: int) -> str:
    rows = _text_with_rows(document, index)
    if rows is not None:
        return rows
    if document is not None and len(document) > TWO_OPINIONS_LIMIT:
        return _pdfium_text(document, index)
    return _better(_pypdf_text(reader, index), _pdfium_text(document, index))


def _text_with_rows(document: pypdfium2.PdfDocument | None, index: int) -> str | None:
    if document is None:
        return None
    try:
        page = document[index]
        try:
            return page_with_rows(page)
        finally:
            page.close()
    except pypdfium2.PdfiumError:
        return None


def _pypdf_text(reader: PdfReader, index: int) -> str:
    """Return the text of a page, empty when its objects are malformed."""
    try:
        return reader.pages[index].extract_text()
    except _MALFORMED:
        return ""


def _pdfium_text(document: pypdfium2.PdfDocument | None, index: int) -> str:
    if document is None:
        return ""
    try:
        page = document[index]
        try:
            text: str = page.get_textpage().get_text_bounded()
        finally:
            page.close()
    except pypdfium2.PdfiumError:
        return ""
    return shown_text(text)


def _better(first: str, second: str) -> str:
    """Return `second` only where `first` is empty or has the same letters in more pieces.

    pypdf tears words apart in some justified text ("Q uyết định"): two old government files
    came out in 4% and 6% more pieces than from PDFium, which in turn loses the empty lines
    between paragraphs.
    """
    first_pieces, second_pieces = first.split(), second.split()
    if not first_pieces:
        return second
    first_letters = sum(map(len, first_pieces))
    second_letters = sum(map(len, second_pieces))
    if second_letters < first_letters * _SAME_LETTERS:
        return first
    return second if len(second_pieces) < len(first_pieces) * _FEWER_PIECES else first


@contextmanager
def _second_opinion(path: Path) -> Iterator[pypdfium2.PdfDocument | None]:
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        yield None
        return
    try:
        yield document
    finally:
        document.close()


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep pypdf's notes on malformed objects out of the user's terminal."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
