"""Tell a file's format by its bytes; the name only chooses between plain text and Markdown."""

from __future__ import annotations

import re
import zipfile
from enum import StrEnum
from pathlib import Path

from corpus.errors import DocumentError

__all__ = ["SUFFIXES", "Format", "detect", "is_readable"]

SUFFIXES = frozenset(
    {".pdf", ".docx", ".docm", ".md", ".markdown", ".txt", ".doc", ".rtf", ".odt", ".html"}
    | {".htm", ".xls", ".xlsx", ".png", ".jpg", ".jpeg", ".tif", ".tiff"}
)
"""Names that a folder walk picks up; unsupported formats too, so that none is passed over."""

_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown"})
_HEAD = 4096

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_HTML = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)

_SAVE_AS = "hãy mở rồi lưu thành DOCX hoặc PDF và nạp lại."


_IMAGE = "Tệp hình ảnh không có chữ để đọc: hãy nạp bản DOCX hoặc PDF có lớp chữ."
_ARCHIVE = "Tệp nén không phải văn bản: hãy giải nén rồi nạp từng tệp bên trong."
_SIGNATURES = {
    b"\x89PNG\r\n": _IMAGE,
    b"\xff\xd8\xff": _IMAGE,
    b"GIF8": _IMAGE,
    b"II*\x00": _IMAGE,
    b"MM\x00*": _IMAGE,
    b"7z\xbc\xaf\x27\x1c": _ARCHIVE,
    b"Rar!\x1a\x07": _ARCHIVE,
    b"\x1f\x8b\x08": _ARCHIVE,
}


class Format(StrEnum):
    """A format that has a reader, the module of that name beside this one."""

    PDF = "pdf"
    DOCX = "docx"
    RTF = "rtf"
    MARKDOWN = "markdown"
    PLAIN_TEXT = "plain_text"


def is_readable(path: Path) -> bool:
    """Whether a folder walk picks up `path`: by its suffix, without opening it.

    Hidden files, Word's lock files ("~$...") and sidecars ("x.docx.yaml") are not documents.
    """
    return path.suffix.lower() in SUFFIXES and not path.name.startswith((".", "~$"))


def detect(path: Path) -> Format:
    """Return the format of the file at `path`, from its content.

    Raises `DocumentError` naming the format and the way out when there is no reader for it.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.strip(b"\x00 \t\r\n"):
        raise DocumentError("Tệp rỗng: hãy kiểm tra lại tệp gốc rồi nạp lại.")
    if b"%PDF-" in head[:1024]:
        return Format.PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _detect_in_zip(path)
    if head.lstrip().startswith(b"{\\rtf"):
        return Format.RTF
    if path.suffix.lower() in _MARKDOWN_SUFFIXES:
        return Format.MARKDOWN
    unsupported = _name_unsupported(head, path)
    if unsupported:
        raise DocumentError(unsupported)
    return Format.PLAIN_TEXT


def _detect_in_zip(path: Path) -> Format:
    try:
        with zipfile.ZipFile(path) as archive:
            names = frozenset(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise DocumentError(
            "Tệp DOCX bị hỏng hoặc chưa tải hết: hãy lấy lại tệp gốc rồi nạp lại."
        ) from error
    folders = {name.partition("/")[0] for name in names}
    if "[Content_Types].xml" in names and "word" in folders:
        return Format.DOCX
    if "xl" in folders:
        raise DocumentError(f"Bảng tính Excel chưa đọc được: {_SAVE_AS}")
    if "ppt" in folders:
        raise DocumentError(f"Bản trình chiếu PowerPoint chưa đọc được: {_SAVE_AS}")
    if "content.xml" in names:
        raise DocumentError(f"Tệp OpenDocument (ODT) chưa đọc được: {_SAVE_AS}")
    raise DocumentError(_ARCHIVE)


def _name_unsupported(head: bytes, path: Path) -> str | None:
    """Return the message for a recognised format without a reader, None for possible text."""
    if head.startswith(_OLE):
        if _is_encrypted_office(path):
            return "Tệp Office có mật khẩu: hãy gỡ mật khẩu, lưu lại rồi nạp lại."
        return f"Tệp Word hoặc Excel 97-2003 chưa đọc được: {_SAVE_AS}"
    for signature, message in _SIGNATURES.items():
        if head.startswith(signature):
            return message
    if _HTML.match(head.removeprefix(b"\xef\xbb\xbf")):
        return f"Trang web (HTML) chưa đọc được: {_SAVE_AS}"
    return None


def _is_encrypted_office(path: Path) -> bool:
    """Tell a password-protected DOCX: an OLE file whose directory names its package."""
    window = 1 << 20
    with path.open("rb") as file:
        start = file.read(window)
        file.seek(max(0, path.stat().st_size - window))
        return _ENCRYPTED_OFFICE in start or _ENCRYPTED_OFFICE in file.read(window)
