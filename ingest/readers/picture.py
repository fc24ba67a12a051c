"""Read picture files: they hold no text, only pages for recognition."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import DocumentError
from ingest.pictures import UNDRAWABLE, draw_picture, picture_pages
from ingest.readers.pdf import SIZE_LIMIT
from ingest.reading import Reading

__all__ = ["PAGES_LIMIT", "read"]

PAGES_LIMIT = 2_000
"""Pages of one TIFF file."""

_DAMAGED = (
    "Tệp ảnh bị hỏng, chưa tải hết hoặc quá lớn: hãy lấy lại ảnh gốc, hoặc quét thành PDF rồi nạp"
    " lại."
)


def read(path: Path) -> Reading:
    """Read a PNG, JPEG or TIFF file: all its pages are in `pages_without_text`.

    Raises `DocumentError` for a file whose first page cannot be drawn, or beyond the limits.
    """
    if path.stat().st_size > SIZE_LIMIT:
        raise DocumentError(
            f"Tệp ảnh quá lớn (tối đa {SIZE_LIMIT // 1_000_000} MB): hãy chia nhỏ rồi nạp lại."
        )
    try:
        count = picture_pages(path)
        draw_picture(path, 1)
    except UNDRAWABLE as error:
        raise DocumentError(_DAMAGED) from error
    if count > PAGES_LIMIT:
        raise DocumentError(
            f"Tệp ảnh có {count} trang (tối đa {PAGES_LIMIT}): hãy chia nhỏ rồi nạp lại."
        )
    return Reading((), pages=count, pages_without_text=tuple(range(1, count + 1)))
