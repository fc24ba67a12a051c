"""Recognised pages of a file into what was read of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ingest.ocr.cache import PageCache
from ingest.ocr.pages import PageResult, is_useless, valid_share, valid_words
from ingest.ocr.tesseract import INSTALL_LINE, engine_name
from ingest.readers.attributes import ScannedPage
from ingest.readers.recognised import with_pages, with_validity
from ingest.reading import Reading

__all__ = ["merge_pages"]

_CLEARLY_MORE = 1.2


def merge_pages(reading: Reading, results: Sequence[PageResult], cache_dir: Path) -> Reading:
    """Return the reading with the recognised text of the pages that were in doubt.

    A page keeps its text layer where recognition finds hardly more or better Vietnamese on
    it. Blank pages count as read. What stays unread is listed in `pages_without_text`, with a
    warning that tells how to change that.
    """
    cache = PageCache(cache_dir)
    images = {result.page: result.image for result in results if result.image is not None}
    recognised = {number: cache.get(image) for number, image in images.items()}
    texts = _texts(reading, set(images))
    pages = [
        ScannedPage(page=number, confidence=page.confidence, text=page.text)
        for number, page in recognised.items()
        if page is not None and _is_better(page.text, texts[number])
    ]
    looked_at = {result.page for result in results}
    failed = {r.page for r in results if not r.blank and recognised.get(r.page) is None}
    unread = tuple(sorted(set(reading.pages_without_text) - looked_at | failed))
    reading = with_pages(reading, pages, images)
    warnings = (*reading.warnings, *_warnings(unread))
    return with_validity(replace(reading, pages_without_text=unread, warnings=warnings))


def _texts(reading: Reading, pages: set[int]) -> dict[int, str]:
    lines: dict[int, list[str]] = {page: [] for page in pages}
    for line in reading.lines:
        if line.page in lines:
            lines[line.page].append(line.text)
    return {page: " ".join(found) for page, found in lines.items()}


def _is_better(recognised: str, layer: str) -> bool:
    if not layer or valid_words(recognised) > _CLEARLY_MORE * valid_words(layer):
        return True
    return is_useless(layer) and valid_share(recognised) > _CLEARLY_MORE * valid_share(layer)


def _warnings(unread: Sequence[int]) -> tuple[str, ...]:
    if not unread or engine_name() is not None:
        return ()
    numbers = ", ".join(map(str, unread))
    return (
        f"Chưa nhận dạng được ảnh quét ở trang {numbers}: hãy cài Tesseract với dữ liệu tiếng Việt"
        f" ({INSTALL_LINE}) rồi nạp lại.",
    )
