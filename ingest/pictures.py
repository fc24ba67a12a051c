"""Picture files as documents: the pages of a TIFF, a photo or a scan saved as PNG or JPEG."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from ingest.readers.formats import PICTURE_SIGNATURES

__all__ = ["PIXELS_LIMIT", "UNDRAWABLE", "draw_picture", "is_picture", "picture_pages"]

PIXELS_LIMIT = 120_000_000
"""Pixels of one page: twice an A3 sheet at 600 dpi."""

UNDRAWABLE = (
    UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, EOFError,
    ValueError, TypeError, KeyError, IndexError, OverflowError, ZeroDivisionError,
)  # fmt: skip
"""What Pillow raises on damaged pictures."""

_FORMATS = ("PNG", "JPEG", "TIFF")
_DEEP_MODES = ("I;16", "I;16B", "I;16L", "I", "F")
_WHITE = (255, 255, 255)


def is_picture(path: Path) -> bool:
    """Whether the file's bytes, not its name, say that it is a picture that can be drawn."""
    try:
        with path.open("rb") as file:
            return file.read(8).startswith(PICTURE_SIGNATURES)
    except OSError:
        return False


def picture_pages(path: Path) -> int:
    """Return the number of pages: of a TIFF its pictures, of others 1; raises `UNDRAWABLE`."""
    with Image.open(path, formats=_FORMATS) as picture:
        return getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1


def draw_picture(path: Path, page: int) -> Image.Image:
    """Return page `page` (from 1) in colours on white, upright as the camera noted.

    Raises `UNDRAWABLE`, a `DecompressionBombError` without pixels or above their limit.
    """
    with Image.open(path, formats=_FORMATS) as picture:
        if page > 1:
            picture.seek(page - 1)
        if not 0 < picture.width * picture.height <= PIXELS_LIMIT:
            raise Image.DecompressionBombError(f"{picture.width} x {picture.height}")
        picture.load()
        ImageOps.exif_transpose(picture, in_place=True)  # a copy may take half a gigabyte
    if picture.mode in _DEEP_MODES:
        return _of_eight_bits(picture)
    if "A" in picture.getbands() or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        paper = Image.new("RGB", layer.size, _WHITE)
        paper.paste(layer, mask=layer.getchannel("A"))
        return paper
    return picture if picture.mode == "RGB" else picture.convert("RGB")


def _of_eight_bits(picture: Image.Image) -> Image.Image:
    """Stretch a picture of more than eight bits over the range that it uses."""
    values = np.nan_to_num(np.asarray(picture, dtype=np.float32))
    low, high = float(values.min()), float(values.max())
    scaled = (values - low) * (255 / max(1.0, high - low))
    return Image.fromarray(scaled.astype(np.uint8)).convert("RGB")
