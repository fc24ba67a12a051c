"""Read plain text: find the encoding, one line a paragraph unless the file is hard-wrapped."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import DocumentError
from corpus.legacy import Run, decode_paragraphs, legacy_encoding
from corpus.legacy_encodings import windows_1252
from ingest.readers.blocks import encoding_of
from ingest.readers.cleaning import clean_line
from ingest.readers.wrapping import line_width, rejoin
from ingest.reading import Encoding, Line, Reading

__all__ = ["TEXT_LIMIT", "LoadedText", "decoded_text", "load_bytes", "load_text", "read"]

TEXT_LIMIT = 50_000_000
"""Bytes of a text file; the largest Vietnamese codes have about 1 MB."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARABLE = ("utf-8", "utf8", "utf-16", "windows-125", "cp125", "iso-8859-")
_HEAD = 1000
_ZEROS_SHARE = 0.2
_BINARY = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BINARY_FREE = 8
_BINARY_SHARE = 0.001
_DAMAGE_SHARE = 0.001
_NOT_TEXT = "Tệp không phải văn bản hoặc đã hỏng: hãy lấy lại tệp gốc, lưu thành DOCX hoặc PDF."

_WRAP_WIDTHS = range(55, 96)
_WRAP_MINIMUM_LINES = 10
_WRAP_FULL = 0.8
_WRAP_FULL_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class LoadedText:
    """The text of a file, what it was encoded in, and what to warn of."""

    text: str
    encoding: Encoding
    warnings: tuple[str, ...]
    repairs: tuple[tuple[str, str], ...]


def read(path: Path) -> Reading:
    """Read a plain text file; `DocumentError` when it is too large or not text."""
    loaded = load_text(path, TEXT_LIMIT)
    lines = [clean_line(line) for line in loaded.text.splitlines()]
    width = line_width(line for line in lines if line)
    if _is_hard_wrapped(lines, width):
        lines = list(rejoin(lines, width))
    found = tuple(Line(line) for line in lines if line)
    return Reading(
        found, encoding=loaded.encoding, warnings=loaded.warnings, repairs=loaded.repairs
    )


def load_text(path: Path, limit: int) -> LoadedText:
    """Load a text in UTF-8, UTF-16/32, CP1258, TCVN3, VNI or VISCII, declared by nothing.

    Raises `DocumentError` when the file has more than `limit` bytes (it is not loaded then)
    or is not text.
    """
    text, warnings = decoded_text(load_bytes(path, limit))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    decoded = decode_paragraphs([[Run(line, "")] for line in text.split("\n")])
    text = "\n".join(decoded.paragraphs)
    return LoadedText(text, encoding_of(decoded), tuple(warnings), decoded.repairs)


def load_bytes(path: Path, limit: int) -> bytes:
    """Return the bytes of a file; `DocumentError` when it has more than `limit`."""
    size = path.stat().st_size
    if size > limit:
        raise DocumentError(
            f"Tệp văn bản quá lớn ({size // 1_000_000} MB, tối đa {limit // 1_000_000} MB): "
            "hãy chia nhỏ rồi nạp lại."
        )
    return path.read_bytes()


def decoded_text(data: bytes, declared: str | None = None) -> tuple[str, list[str]]:
    """Return bytes as text, and warnings; `DocumentError` when they are not text.

    `declared` is the character set that the file states. Letters of encodings from before
    Unicode come out as Windows-1252 reads their bytes.
    """
    text, warnings = _decode(data, declared)
    if len(_BINARY.findall(text)) > _BINARY_FREE + len(text) * _BINARY_SHARE:
        raise DocumentError(_NOT_TEXT)
    return text, warnings


def _decode(data: bytes, declared: str | None) -> tuple[str, list[str]]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], encoding)
    for encoding in filter(None, (_unmarked_utf16(data), _declarable(declared), "utf-8")):
        try:
            return data.decode(encoding), []
        except UnicodeDecodeError:
            continue
    return _decode_damaged(data)


def _unmarked_utf16(data: bytes) -> str | None:
    """Tell UTF-16 without a mark by the zero bytes of its ASCII letters."""
    head = data[:_HEAD]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) < len(head) * _ZEROS_SHARE:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _declarable(name: str | None) -> str | None:
    """Return the codec of a declared character set, None for one that is not known."""
    if name is None or not name.startswith(_DECLARABLE):
        return None
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def _decode_damaged(data: bytes) -> tuple[str, list[str]]:
    """Decode what is not valid UTF-8: slightly damaged UTF-8, an old encoding, or else CP1258."""
    text, warnings = _lenient(data, "utf-8")
    if text.count("\ufffd") <= len(text) * _DAMAGE_SHARE:
        return text, warnings
    single = windows_1252(data)
    if legacy_encoding(single) is not None:
        return single, []
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
