"""Which pages of a file need recognition, and one such page recognised."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2

from corpus.syllables import is_syllable
from ingest.ocr.cache import PageCache
from ingest.ocr.images import UNDRAWABLE, has_ink, look_through, page_picture, picture_key
from ingest.ocr.tesseract import engine_name, recognise
from ingest.pictures import is_picture
from ingest.reading import Reading

__all__ = [
    "PageRequest",
    "PageResult",
    "doubtful_pages",
    "is_useless",
    "recognise_page",
    "valid_share",
    "valid_words",
]

_GOOD_SHARE = 0.7
_FEW_WORDS = 50


@dataclass(frozen=True, slots=True)
class PageRequest:
    """A page (from 1) of a PDF or picture file, and the folder of what was recognised before."""

    file: Path
    page: int
    cache_dir: Path


@dataclass(frozen=True, slots=True)
class PageResult:
    """What came of a page: `image` is the key of its words; blank pages hold nothing to read."""

    page: int
    blank: bool = False
    image: str | None = None


def doubtful_pages(path: Path, reading: Reading) -> tuple[Reading, tuple[int, ...]]:
    """Return the pages that must be looked at as pictures, and the reading.

    Of a picture file these are all pages; of a PDF pages without text and pages that a
    picture covers whose text layer is short (the stamp of a digital signature on a scan) or
    no Vietnamese. Pages that a sidecar gave the text of are left out, and so are empty pages:
    in the reading they count as read.
    """
    if is_picture(path):
        return reading, reading.pages_without_text
    if not _is_pdf(path):
        return reading, ()
    try:
        covered, empty = look_through(path)
    except pypdfium2.PdfiumError:
        return reading, reading.pages_without_text
    unread = tuple(page for page in reading.pages_without_text if page not in empty)
    known = {page.page for page in reading.ocr}
    texts: dict[int, list[str]] = {page: [] for page in covered - known}
    for line in reading.lines:
        if line.page in texts:
            texts[line.page].append(line.text)
    useless = (page for page, lines in texts.items() if is_useless(" ".join(lines)))
    return replace(reading, pages_without_text=unread), tuple(sorted({*unread, *useless}))


def recognise_page(request: PageRequest) -> PageResult:
    """Recognise one page into the cache; a page that cannot be drawn or read stays unread."""
    try:
        picture = page_picture(request.file, request.page)
    except UNDRAWABLE:
        return PageResult(request.page)
    if not has_ink(picture):
        return PageResult(request.page, blank=True)
    key, cache = picture_key(picture), PageCache(request.cache_dir)
    page = cache.get(key)
    if page is None:
        engine = engine_name()
        if engine is None:
            return PageResult(request.page)
        page = recognise(picture, engine)
        cache.put(key, page)
    return PageResult(request.page, image=key if page.words else None)


def valid_words(text: str) -> int:
    """Count the words of `text` that are Vietnamese syllables."""
    return sum(is_syllable(word.strip(".,;:()[]\"'“”-")) for word in text.split())


def valid_share(text: str) -> float:
    """Return the share (0..1) of the words of `text` that are Vietnamese syllables."""
    return valid_words(text) / max(1, _count(text))


def is_useless(text: str) -> bool:
    """Tell a text layer that is no Vietnamese, or too short to be that of a whole page."""
    return _count(text) < _FEW_WORDS or valid_share(text) < _GOOD_SHARE


def _count(text: str) -> int:
    return sum(any(map(str.isalpha, word)) for word in text.split())


def _is_pdf(path: Path) -> bool:
    with path.open("rb") as file:
        return b"%PDF-" in file.read(1024)
