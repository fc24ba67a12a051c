"""Tell a file's format by its bytes; the name only decides where the bytes leave it open."""

from __future__ import annotations

import codecs
import re
import zipfile
import zlib
from enum import StrEnum
from pathlib import Path

from corpus.errors import DocumentError
from ingest.readers.ole import OleContent, ole_content

__all__ = ["PICTURE_SIGNATURES", "SUFFIXES", "Format", "detect", "is_readable"]

SUFFIXES = frozenset(
    {".pdf", ".docx", ".docm", ".md", ".markdown", ".txt", ".doc", ".rtf", ".odt", ".html"}
    | {".htm", ".mht", ".mhtml", ".xls", ".xlsx", ".xlsm"}
    | {".png", ".jpg", ".jpeg", ".tif", ".tiff"}
)
"""Names of what has a reader."""

_UNREADABLE_SUFFIXES = frozenset(
    {".ppt", ".pptx", ".pps", ".ppsx", ".odp", ".ods", ".bmp", ".heic", ".xps"}
)
"""Names of documents without a reader: taken up too, so that none is passed over in silence."""

PICTURE_SIGNATURES = (
    b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+",
)  # fmt: skip
"""How the bytes of PNG, JPEG, TIFF and large TIFF files begin."""

_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown"})
_HTML_SUFFIXES = frozenset({".html", ".htm"})
_HEAD = 4096

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BARE_WORKBOOK = (b"\x09\x08", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00", b"\x09\x00\x04\x00")
_WORD_2003 = re.compile(
    r'.{0,400}<\?mso-application\s+progid="Word\.Document"', re.IGNORECASE | re.DOTALL
)
_EXCEL_2003 = re.compile(r'<\?mso-application\s+progid="Excel\.Sheet"', re.IGNORECASE)
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html|head|meta|title|style"
    r"|body|table|div|center|font|h[1-6]|p|span|ul|ol)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<(?:p|br|div|table|tr|td|span|li|h[1-6]|b|i|a)\b[^>]*>", re.IGNORECASE)
_MAIL_HEAD = re.compile(
    r"\s*(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?"
    r"Content-Type:\s*(?:multipart/related|multipart/alternative|text/html)",
    re.IGNORECASE,
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_SAVE_AS = "hãy mở rồi lưu thành DOCX hoặc PDF và nạp lại."
_SAVE_SHEET = "hãy mở rồi lưu thành XLSX và nạp lại."
_IMAGE = "Ảnh loại này chưa đọc được: hãy lưu thành PNG, JPEG, TIFF hoặc PDF rồi nạp lại."
_ARCHIVE = "Tệp nén không phải văn bản: hãy giải nén rồi nạp từng tệp bên trong."
_PROTECTED = "Tệp Office có mật khẩu: hãy gỡ mật khẩu, lưu lại rồi nạp lại."
_SLIDES = f"Bản trình chiếu PowerPoint chưa đọc được: {_SAVE_AS}"
_OTHER_PICTURE = re.compile(rb"GIF8|BM.{4}\x00{4}|RIFF.{4}WEBP", re.DOTALL)
"""GIF, BMP and WebP; "BM" alone begins many a text: it is how forms are numbered."""

_SIGNATURES = {
    b"7z\xbc\xaf\x27\x1c": _ARCHIVE,
    b"Rar!\x1a\x07": _ARCHIVE,
    b"\x1f\x8b\x08": _ARCHIVE,
}


_ZIP_DAMAGE = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError,
    ValueError,
)  # fmt: skip


class Format(StrEnum):
    """A format that has a reader, the module of that name beside this one."""

    PDF = "pdf"
    DOCX = "docx"
    WORD97 = "word97"
    RTF = "rtf"
    ODT = "odt"
    XLSX = "xlsx"
    XLS = "xls"
    HTML = "html"
    MHTML = "mhtml"
    PICTURE = "picture"
    MARKDOWN = "markdown"
    PLAIN_TEXT = "plain_text"


_TEXT_FORMATS = ((_WORD_2003, Format.WORD97), (_MAIL_HEAD, Format.MHTML), (_HTML, Format.HTML))
_OLE_FORMATS = {OleContent.WORD: Format.WORD97, OleContent.WORKBOOK: Format.XLS}


def is_readable(path: Path) -> bool:
    """Whether a folder walk picks up `path`: by its suffix, without opening it.

    Hidden files, Word's lock files ("~$...") and sidecars ("x.docx.yaml") are not documents.
    """
    known = path.suffix.lower() in SUFFIXES | _UNREADABLE_SUFFIXES
    return known and not path.name.startswith((".", "~$"))


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
    if head.startswith(PICTURE_SIGNATURES):
        return Format.PICTURE
    if head.startswith(_OLE):
        return _detect_in_ole(path)
    if _OTHER_PICTURE.match(head):
        raise DocumentError(_IMAGE)
    for signature, message in _SIGNATURES.items():
        if head.startswith(signature):
            raise DocumentError(message)
    return _detect_in_text(head, path.suffix.lower())


def _detect_in_text(head: bytes, suffix: str) -> Format:
    """Return the format of what is text, or at least begins like it."""
    if head.lstrip().startswith(b"{\\rtf"):
        return Format.RTF
    if head.startswith(_BARE_WORKBOOK):
        return Format.XLS
    if suffix in _MARKDOWN_SUFFIXES:
        return Format.MARKDOWN
    text = _head_text(head)
    if _EXCEL_2003.search(text):
        raise DocumentError(f"Bảng tính Excel dạng XML 2003 chưa đọc được: {_SAVE_SHEET}")
    found = (format_ for pattern, format_ in _TEXT_FORMATS if pattern.match(text))
    fragment = suffix in _HTML_SUFFIXES and _TAG.search(text) is not None
    return next(found, Format.HTML if fragment else Format.PLAIN_TEXT)


def _head_text(head: bytes) -> str:
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return head.removeprefix(mark).decode(encoding, errors="replace")
    return head.decode("latin-1")


def _detect_in_zip(path: Path) -> Format:
    try:
        with zipfile.ZipFile(path) as archive:
            names = frozenset(archive.namelist())
            declared = archive.open("mimetype").read(_HEAD) if "mimetype" in names else b""
    except _ZIP_DAMAGE as error:
        raise DocumentError(
            f"Tệp {_zip_name(path)} bị hỏng hoặc chưa tải hết: hãy lấy lại tệp gốc rồi nạp lại."
        ) from error
    folders = {name.partition("/")[0] for name in names}
    if "[Content_Types].xml" in names and "word" in folders:
        return Format.DOCX
    if "xl" in folders:
        return Format.XLSX
    if "ppt" in folders:
        raise DocumentError(_SLIDES)
    if "content.xml" in names:
        if b"spreadsheet" in declared or b"presentation" in declared:
            raise DocumentError(
                f"Bảng tính hoặc bản trình chiếu OpenDocument chưa đọc được: {_SAVE_SHEET}"
            )
        return Format.ODT
    raise DocumentError(_ARCHIVE)


def _zip_name(path: Path) -> str:
    """Return what a damaged package was, as its name says."""
    suffix = path.suffix.lower()
    known = {".xlsx": "XLSX", ".xlsm": "XLSX", ".odt": "ODT", ".zip": "ZIP"}
    return known.get(suffix, "DOCX")


def _detect_in_ole(path: Path) -> Format:
    content = ole_content(path)
    if content is OleContent.PROTECTED:
        raise DocumentError(_PROTECTED)
    if content is OleContent.SLIDES:
        raise DocumentError(_SLIDES)
    if content in _OLE_FORMATS:
        return _OLE_FORMATS[content]
    raise DocumentError(
        "Tệp Office 97-2003 bị hỏng hoặc thuộc loại chưa đọc được: "
        "hãy mở rồi lưu thành DOCX hoặc XLSX và nạp lại."
    )
