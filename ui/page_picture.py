"""A page of a PDF or picture file, with a quote marked on it."""

from __future__ import annotations

import ctypes
import io
import threading
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageChops
from pypdfium2 import PdfPage, PdfTextPage, raw

from ingest.pictures import UNDRAWABLE, draw_picture, is_picture, picture_pages

__all__ = ["Marking", "PagePicture", "Rectangle", "Share", "draw_page", "has_pages", "locate"]

_WIDTH = 1_240  # pixels: A4 at 150 dpi, twice the pane's width
_MAX_PIXELS = 4_000_000
# A beginning is marked when it has this many letters and this share of the quote.
_MIN_BEGINNING = 24
_MIN_SHARE = 0.2
_MARKER = (255, 214, 64)

# PDFium is not thread-safe, and Streamlit runs every session in its own thread.
_pdfium = threading.Lock()

Rectangle = tuple[float, float, float, float]
"""left, bottom, right, top in points, origin at the bottom left of the page."""


Share = tuple[float, float, float, float]
"""left, top, right, bottom as shares (0..1) of the page, from its top left."""


class Marking(StrEnum):
    """How much of the quote was found on the page."""

    WHOLE = "whole"
    BEGINNING = "beginning"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A PNG of one page; `pages` is the length of the document."""

    png: bytes
    marking: Marking
    pages: int


def has_pages(path: Path) -> bool:
    """Whether the file's bytes, not its name, say that it is a PDF or a picture."""
    try:
        with path.open("rb") as file:
            return b"%PDF-" in file.read(1024) or is_picture(path)
    except OSError:
        return False


def draw_page(
    path: Path, page: int, quote: str, lead: str = "", boxes: Sequence[Share] = ()
) -> PagePicture | None:
    """Draw page `page` (from 1) with `quote` marked.

    `lead` is the text just before the quote in its provision; it decides between several
    places where the same words stand. `boxes` are where the words of the quote stand on a
    scan, marked where the page has no text that holds them. None when the file cannot be
    opened or has no such page.
    """
    if is_picture(path):
        return _draw_picture(path, page, boxes)
    with _pdfium:
        try:
            document = pdfium.PdfDocument(path)
        except (pdfium.PdfiumError, OSError):
            return None
        try:
            if not 1 <= page <= len(document):
                return None
            picture = _draw(document[page - 1], len(document), quote, lead)
            return _with_boxes(picture, boxes) if picture.marking is Marking.NONE else picture
        except pdfium.PdfiumError:
            return None
        finally:
            document.close()


def _draw_picture(path: Path, page: int, boxes: Sequence[Share]) -> PagePicture | None:
    try:
        pages = picture_pages(path)
        if not 1 <= page <= pages:
            return None
        picture = draw_picture(path, page)
    except UNDRAWABLE:
        return None
    picture.thumbnail((_WIDTH, _MAX_PIXELS // _WIDTH))
    output = io.BytesIO()
    picture.save(output, "PNG")
    return _with_boxes(PagePicture(output.getvalue(), Marking.NONE, pages), boxes)


def _draw(page: PdfPage, pages: int, quote: str, lead: str) -> PagePicture:
    rectangles, marking = locate(page.get_textpage(), quote, lead)
    width, height = page.get_size()
    scale = min(_WIDTH / width, (_MAX_PIXELS / (width * height)) ** 0.5)
    picture = page.render(scale=scale).to_pil().convert("RGB")
    for rectangle in rectangles:
        _mark(picture, page, rectangle)
    output = io.BytesIO()
    picture.save(output, "PNG")
    return PagePicture(output.getvalue(), marking, pages)


def _with_boxes(drawn: PagePicture, boxes: Sequence[Share]) -> PagePicture:
    if not boxes:
        return drawn
    picture = Image.open(io.BytesIO(drawn.png)).convert("RGB")
    width, height = picture.size
    for left, top, right, bottom in boxes:
        _tint(
            picture,
            (
                round(left * width) - 2,
                round(top * height) - 2,
                round(right * width) + 3,
                round(bottom * height) + 3,
            ),
        )
    output = io.BytesIO()
    picture.save(output, "PNG")
    return PagePicture(output.getvalue(), Marking.WHOLE, drawn.pages)


def _mark(picture: Image.Image, page: PdfPage, rectangle: Rectangle) -> None:
    left, bottom, right, top = rectangle
    corners = [_to_pixels(page, picture.size, x, y) for x, y in ((left, top), (right, bottom))]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    _tint(picture, (min(xs) - 2, min(ys) - 2, max(xs) + 3, max(ys) + 3))


def _tint(picture: Image.Image, area: tuple[int, int, int, int]) -> None:
    """Tint an area as a marker pen does: ink stays dark, paper takes the colour."""
    left, top, right, bottom = area
    box = (max(0, left), max(0, top), min(picture.width, right), min(picture.height, bottom))
    if box[0] >= box[2] or box[1] >= box[3]:
        return
    paper = picture.crop(box)
    picture.paste(ImageChops.multiply(paper, Image.new("RGB", paper.size, _MARKER)), box)


def _to_pixels(page: PdfPage, size: tuple[int, int], x: float, y: float) -> tuple[int, int]:
    """Convert a point of the page; PDFium accounts for its rotation and crop box."""
    column, row = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, column, row)
    return column.value, row.value


def locate(text_page: PdfTextPage, quote: str, lead: str = "") -> tuple[list[Rectangle], Marking]:
    """Find `quote` on a page and return the rectangles of its lines.

    Letters are compared without white space, case, hyphens and diacritics, which PDF
    producers write in several ways. A quote that runs on over the page's end is found by
    its beginning.
    """
    letters, places = _page_letters(text_page)
    wanted = _fold(quote)
    if not wanted:
        return [], Marking.NONE
    length = _longest_beginning(letters, wanted)
    if length < min(len(wanted), max(_MIN_BEGINNING, _MIN_SHARE * len(wanted))):
        return [], Marking.NONE
    start = _best_occurrence(letters, wanted[:length], _fold(lead))
    first, last = places[start], places[start + length - 1]
    count = text_page.count_rects(first, last - first + 1)
    rectangles = [text_page.get_rect(index) for index in range(count)]
    return rectangles, Marking.WHOLE if length == len(wanted) else Marking.BEGINNING


def _page_letters(text_page: PdfTextPage) -> tuple[str, list[int]]:
    """Return the page's folded letters and, for each, the index of its PDF character."""
    letters: list[str] = []
    places: list[int] = []
    for index in range(text_page.count_chars()):
        for letter in _fold(chr(raw.FPDFText_GetUnicode(text_page, index))):
            letters.append(letter)
            places.append(index)
    return "".join(letters), places


def _fold(text: str) -> str:
    """Return the letters, digits and marks of `text` that a comparison counts."""
    plain = unicodedata.normalize("NFKD", text).casefold().replace("đ", "d")
    return "".join(
        character
        for character in plain
        if not character.isspace()
        and not unicodedata.combining(character)
        and unicodedata.category(character) not in {"Cc", "Cf", "Pd"}
    )


def _longest_beginning(letters: str, wanted: str) -> int:
    """Return the length of the longest beginning of `wanted` that stands in `letters`."""
    low, high = 0, len(wanted)
    while low < high:
        middle = (low + high + 1) // 2
        if wanted[:middle] in letters:
            low = middle
        else:
            high = middle - 1
    return low


def _best_occurrence(letters: str, wanted: str, lead: str) -> int:
    """Return where `wanted` stands with most of `lead` right before it."""
    best, best_score = -1, -1
    start = letters.find(wanted)
    while start >= 0:
        score = 0
        while score < min(len(lead), start) and letters[start - 1 - score] == lead[-1 - score]:
            score += 1
        if score > best_score:
            best, best_score = start, score
        start = letters.find(wanted, start + 1)
    return best
