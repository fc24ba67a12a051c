"""Tesseract with Vietnamese data, through pytesseract."""

from __future__ import annotations

import math
import shutil
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from PIL import Image

from corpus.text import clean
from ingest.ocr.model import Box, RecognisedPage, Word

__all__ = ["INSTALL_LINE", "engine_name", "recognise"]

INSTALL_LINE = "apt-get install tesseract-ocr tesseract-ocr-vie"

_LANGUAGE = "vie"
_SURE = 0.75
_NOISE = 0.6
_LEAST_SKEW, _MOST_SKEW = 0.3, 12.0
_SKEW_PIXELS = 1000


@lru_cache(maxsize=1)
def engine_name() -> str | None:
    """Return name and version of the engine, None where it or its Vietnamese data is missing."""
    if shutil.which("tesseract") is None:
        return None
    import pytesseract

    try:
        if _LANGUAGE not in pytesseract.get_languages():
            return None
        return f"tesseract {pytesseract.get_tesseract_version()} {_LANGUAGE}"
    except (pytesseract.TesseractError, OSError, SystemExit):
        return None


def recognise(image: Image.Image, engine: str) -> RecognisedPage:
    """Recognise a page picture (grey, 200-300 dpi), turned upright if it lies askew.

    Boxes are those of the picture as given. `engine` is what `engine_name` says.
    """
    angle = _skew(image)
    page = RecognisedPage(engine, tuple(_words(image, angle)))
    if angle and page.confidence < _SURE:
        # A signature or a stamp can pass for slanting text.
        straight = RecognisedPage(engine, tuple(_words(image, 0.0)))
        page = max(page, straight, key=_sure_letters)
    return page


def _sure_letters(page: RecognisedPage) -> float:
    return sum(len(word.text) * word.confidence**2 for word in page.words)


def _skew(image: Image.Image) -> float:
    """Return by how many degrees the picture must be turned, 0 when it is upright."""
    import numpy as np
    from deskew import determine_skew

    small = image.copy()
    small.thumbnail((_SKEW_PIXELS, _SKEW_PIXELS))
    angle = determine_skew(np.asarray(small))
    if angle is None or not _LEAST_SKEW <= abs(float(angle)) <= _MOST_SKEW:
        return 0.0
    return float(angle)


def _words(image: Image.Image, angle: float) -> Iterator[Word]:
    """Yield the words of the picture turned by `angle` degrees, boxes turned back."""
    import pytesseract

    turned = image.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    data: dict[str, list[Any]] = pytesseract.image_to_data(
        turned, lang=_LANGUAGE, config="--dpi 200", output_type=pytesseract.Output.DICT
    )
    blocks: dict[tuple[int, int], int] = {}
    lines: dict[tuple[int, int, int], int] = {}
    for index, raw in enumerate(data["text"]):
        text = clean(str(raw)).strip()
        confidence = max(0.0, float(data["conf"][index])) / 100
        if not text or (confidence < _NOISE and not any(map(str.isalnum, text))):
            continue
        paragraph = (data["block_num"][index], data["par_num"][index])
        line = (*paragraph, data["line_num"][index])
        left, top = data["left"][index], data["top"][index]
        corners = (left, top, left + data["width"][index], top + data["height"][index])
        yield Word(
            text,
            round(confidence, 3),
            blocks.setdefault(paragraph, len(blocks)),
            lines.setdefault(line, len(lines)),
            _turned_back(corners, turned.size, image.size, angle),
        )


def _turned_back(
    corners: tuple[int, int, int, int],
    turned: tuple[int, int],
    size: tuple[int, int],
    angle: float,
) -> Box:
    """Return the box, in shares of the picture as given, of a box of the turned one."""
    cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    xs, ys = [], []
    for x in (corners[0] - turned[0] / 2, corners[2] - turned[0] / 2):
        for y in (corners[1] - turned[1] / 2, corners[3] - turned[1] / 2):
            xs.append((x * cosine - y * sine) / size[0] + 0.5)
            ys.append((x * sine + y * cosine) / size[1] + 0.5)
    left, top, right, bottom = (
        round(min(1.0, max(0.0, share)), 5) for share in (min(xs), min(ys), max(xs), max(ys))
    )
    return left, top, right, bottom
