"""Pages as pictures for recognition, and what tells a scanned page of a PDF."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from ingest.pictures import UNDRAWABLE as _UNDRAWABLE_PICTURES
from ingest.pictures import draw_picture, is_picture

__all__ = ["UNDRAWABLE", "has_ink", "look_through", "page_picture", "picture_key"]

UNDRAWABLE = (pypdfium2.PdfiumError, *_UNDRAWABLE_PICTURES)
"""What a damaged file raises where its page should be drawn."""

DPI = 200
"""Measured on the shipped scans: 300 dpi takes 1.7 times as long and reads no better."""

_MOST_PIXELS = 25_000_000
_LONG_SIDE = 3508
"""Pixels of the long side of A4 at 300 dpi: what a photo has beyond them is grain."""

_SMALL_SIDE = 1600
_POINTS_AN_INCH = 72
_COVERING = 0.6
_SPECK = 4
_DARK = 140
_INK_SHARE = 0.0005


def page_picture(path: Path, page: int) -> Image.Image:
    """Return page `page` (from 1) of a PDF or picture file in grey.

    Raises `UNDRAWABLE` if it cannot be drawn.
    """
    if is_picture(path):
        return _of_print_size(draw_picture(path, page).convert("L"))
    with _opened(path) as document:
        drawn = document[page - 1]
        width, height = drawn.get_size()
        points = max(1.0, width * height)
        scale = min(DPI / _POINTS_AN_INCH, (_MOST_PIXELS / points) ** 0.5)
        picture: Image.Image = drawn.render(scale=scale, grayscale=True).to_pil()
        return picture.convert("L")


def _of_print_size(picture: Image.Image) -> Image.Image:
    """Scale to 200-300 dots an inch, as if the picture were a sheet of A4."""
    longest = max(picture.size)
    factor = min(_LONG_SIDE / longest, 2.0 if longest < _SMALL_SIDE else 1.0)
    if factor == 1.0:
        return picture
    width, height = (max(1, round(side * factor)) for side in picture.size)
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def picture_key(picture: Image.Image) -> str:
    """Return a hash of the pixels: the same page in two files is recognised once."""
    digest = hashlib.blake2b(repr(picture.size).encode(), digest_size=16)
    digest.update(picture.tobytes())
    return digest.hexdigest()


def has_ink(picture: Image.Image) -> bool:
    """Tell a page with anything on it from a blank one with specks of dust."""
    small = picture.reduce(_SPECK)
    dark = sum(small.histogram()[:_DARK])
    return dark > _INK_SHARE * small.width * small.height


def look_through(path: Path) -> tuple[frozenset[int], frozenset[int]]:
    """Return the pages of a PDF that pictures cover for the most part, and the empty ones.

    Empty is a page on which nothing at all is drawn. Raises `PdfiumError` for a damaged file.
    """
    covered, empty = set(), set()
    with _opened(path) as document:
        for number in range(1, len(document) + 1):
            share = _coverage(document, number)
            if share is None:
                empty.add(number)
            elif share >= _COVERING:
                covered.add(number)
    return frozenset(covered), frozenset(empty)


@contextmanager
def _opened(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    document = pypdfium2.PdfDocument(path)
    try:
        yield document
    finally:
        document.close()


def _coverage(document: pypdfium2.PdfDocument, number: int) -> float | None:
    """Return the share of the page that its largest picture covers, None where nothing is drawn.

    A damaged page counts as not covered.
    """
    try:
        page = document[number - 1]
        if not raw.FPDFPage_CountObjects(page) and not raw.FPDFPage_GetAnnotCount(page):
            return None
        left, bottom, right, top = page.get_bbox()
        largest = 0.0
        for picture in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,)):
            x0, y0, x1, y1 = picture.get_bounds()
            width, height = min(right, x1) - max(left, x0), min(top, y1) - max(bottom, y0)
            largest = max(largest, max(0.0, float(width)) * max(0.0, float(height)))
    except pypdfium2.PdfiumError:
        return 0.0
    return largest / max(1.0, float((right - left) * (top - bottom)))
