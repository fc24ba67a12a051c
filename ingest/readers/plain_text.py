"""Read plain text: find the encoding, one line a paragraph unless the file is hard-wrapped."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from corpus.errors import DocumentError
from ingest.readers.cleaning import clean_line
from ingest.readers.wrapping import line_width, rejoin
from ingest.reading import Line, Reading

__all__ = ["TEXT_LIMIT", "load_text", "read"]

TEXT_LIMIT = 50_000_000
"""Bytes of a text file; the largest Vietnamese codes have about 1 MB."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BINARY_FREE = 8
_BINARY_SHARE = 0.001
_DAMAGE_SHARE = 0.001
_NOT_TEXT = "Tệp không phải văn bản hoặc đã hỏng: hãy lấy lại tệp gốc, lưu thành DOCX hoặc PDF."

_WRAP_WIDTHS = range(55, 96)
_WRAP_MINIMUM_LINES = 10
_WRAP_FULL = 0.8
_WRAP_FULL_SHARE = 0.5


def read(path: Path) -> Reading:
    """Read a plain text file; `DocumentError` when it is too large or not text."""
    text, warnings = load_text(path, TEXT_LIMIT)
    lines = [clean_line(line) for line in text.splitlines()]
    width = line_width(line for line in lines if line)
    if _is_hard_wrapped(lines, width):
        lines = list(rejoin(lines, width))
    return Reading(tuple(Line(line) for line in lines if line), warnings=tuple(warnings))


def load_text(path: Path, limit: int) -> tuple[str, list[str]]:
    """Return the text of a file in UTF-8, UTF-16/32 with a byte order mark or CP1258.

    The second item holds warnings. Raises `DocumentError` when the file has more than
    `limit` bytes (it is not loaded then) or is not text.
    """
    size = path.stat().st_size
    if size > limit:
        raise DocumentError(
            f"Tệp văn bản quá lớn ({size // 1_000_000} MB, tối đa {limit // 1_000_000} MB): "
            "hãy chia nhỏ rồi nạp lại."
        )
    text, warnings = _decode(path.read_bytes())
    if len(_BINARY.findall(text)) > _BINARY_FREE + len(text) * _BINARY_SHARE:
        raise DocumentError(_NOT_TEXT)
    return text.replace("\r\n", "\n").replace("\r", "\n"), warnings


def _decode(data: bytes) -> tuple[str, list[str]]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], encoding)
    try:
        return data.decode(), []
    except UnicodeDecodeError:
        return _decode_damaged(data)


def _decode_damaged(data: bytes) -> tuple[str, list[str]]:
    """Decode what is not valid UTF-8: slightly damaged UTF-8, or else CP1258."""
    text, warnings = _lenient(data, "utf-8")
    if text.count("\ufffd") <= len(text) * _DAMAGE_SHARE:
        return text, warnings
    try:
        text = data.decode("cp1258")
    except UnicodeDecodeError as error:
        raise DocumentError(_NOT_TEXT) from error
    return text, ["Tệp không phải UTF-8, đã đọc theo bảng mã Windows-1258: hãy soát lại chữ."]


def _lenient(data: bytes, encoding: str) -> tuple[str, list[str]]:
    text = data.decode(encoding, errors="replace")
    damaged = text.count("\ufffd")
    return text, [f"Có {damaged} ký tự hỏng trong tệp: hãy soát lại."] if damaged else []


def _is_hard_wrapped(lines: list[str], width: int | None) -> bool:
    """Tell text that an editor broke at a fixed column from one paragraph a line."""
    if width is None or width not in _WRAP_WIDTHS:
        return False
    lengths = [len(line) for line in lines if line]
    if len(lengths) < _WRAP_MINIMUM_LINES or max(lengths) > _WRAP_WIDTHS[-1]:
        return False
    full = sum(length >= _WRAP_FULL * width for length in lengths)
    return full >= _WRAP_FULL_SHARE * len(lengths)
