"""Recognised pages put in their place in a reading, and the measure of its spelling."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from corpus.syllables import syllable_validity
from ingest.readers.attributes import ScannedPage
from ingest.readers.cleaning import clean_line
from ingest.readers.furniture import furniture, page_lines
from ingest.reading import Line, OcrPage, Reading

__all__ = ["with_pages", "with_validity"]

_SUSPECT_VALIDITY = 0.8
_SUSPECT = "âm tiết đúng chính tả tiếng Việt: tệp có thể dùng bảng mã cũ"


def with_pages(
    reading: Reading, pages: Sequence[ScannedPage], images: Mapping[int, str] | None = None
) -> Reading:
    """Return the reading with the text of recognised pages; what stood there before is dropped.

    `pages` are some of the reading's pages, each with text; `images` has the hash of the
    picture of those that this program recognised.
    """
    images = images or {}
    numbers = {page.page for page in pages}
    kept = [line for line in reading.lines if line.page not in numbers]
    lines = [*kept, *_recognised_lines(kept, reading.pages or 0, pages)]
    lines.sort(key=lambda line: line.page or 0)
    ocr = [*reading.ocr, *(OcrPage(p.page, p.confidence, images.get(p.page)) for p in pages)]
    return replace(
        reading,
        lines=tuple(lines),
        pages_without_text=tuple(n for n in reading.pages_without_text if n not in numbers),
        ocr=tuple(sorted(ocr, key=lambda page: page.page)),
    )


def with_validity(reading: Reading) -> Reading:
    """Return the reading with the share of valid syllables outside recognised pages."""
    recognised = {page.page for page in reading.ocr}
    validity = syllable_validity(
        "\n".join(line.text for line in reading.lines if line.page not in recognised)
    )
    warnings = tuple(warning for warning in reading.warnings if _SUSPECT not in warning)
    if validity is not None and validity < _SUSPECT_VALIDITY:
        warnings += (
            f"Chỉ {validity:.0%} {_SUSPECT} (TCVN3, VNI); hãy đổi sang Unicode rồi nạp lại.",
        )
    return replace(reading, syllable_validity=validity, warnings=warnings)


def _recognised_lines(
    kept: Sequence[Line], count: int, recognised: Sequence[ScannedPage]
) -> Iterator[Line]:
    """Yield the lines of recognised pages; what repeats on all pages of the file is furniture."""
    pages: list[list[str]] = [[] for _ in range(count)]
    for line in kept:
        if line.page is not None:
            pages[line.page - 1].append(line.text)
    for page in recognised:
        pages[page.page - 1] = [clean_line(line) for line in page.text.splitlines()]
    marked = furniture(pages)
    for page in recognised:
        yield from page_lines(pages[page.page - 1], marked[page.page - 1], page.page)
