"""Read one file: find its format, call the reader for it, add what its sidecar states."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from corpus.errors import DocumentError
from corpus.syllables import syllable_validity
from ingest.readers.attributes import ScannedPage, read_sidecar
from ingest.readers.cleaning import clean_line
from ingest.readers.formats import Format, detect
from ingest.readers.furniture import furniture, page_lines
from ingest.reading import Line, OcrPage, Reading

__all__ = ["READER_VERSION", "read"]

READER_VERSION = "2"
"""Changes whenever the same file would give other lines: what was read before is read again."""

_SUSPECT_VALIDITY = 0.8


def read(path: Path) -> Reading:
    """Read the file at `path`, with the sidecar `<name>.yaml` beside it if there is one.

    Raises `DocumentError`, one clear line, when the file cannot be read or holds nothing.
    """
    try:
        if not path.is_file():
            raise DocumentError("Không có tệp này: hãy kiểm tra lại đường dẫn.")
        reading = _reader(detect(path))(path)
        reading = _with_sidecar(reading, path)
    except OSError as error:
        raise DocumentError(
            f"Không mở được tệp ({error.strerror}): hãy kiểm tra quyền đọc rồi nạp lại."
        ) from error
    if not reading.lines and not reading.pages_without_text:
        raise DocumentError("Tệp không có chữ nào: hãy kiểm tra lại tệp gốc rồi nạp lại.")
    return _with_validity(reading)


def _reader(file_format: Format) -> Callable[[Path], Reading]:
    """Return the reader of a format; imported on demand because parsers are slow to load."""
    reader: Callable[[Path], Reading] = import_module(f"ingest.readers.{file_format.value}").read
    return reader


def _with_sidecar(reading: Reading, path: Path) -> Reading:
    sidecar = read_sidecar(path)
    unread = frozenset(reading.pages_without_text)
    used = [page for page in sidecar.pages if page.page in unread and page.text.strip()]
    numbers = {page.page for page in used}
    lines = [*reading.lines, *_scanned_lines(reading, used)]
    lines.sort(key=lambda line: line.page or 0)
    return replace(
        reading,
        lines=tuple(lines),
        pages_without_text=tuple(n for n in reading.pages_without_text if n not in numbers),
        ocr=tuple(OcrPage(page.page, page.confidence) for page in used),
        attributes={**reading.attributes, **sidecar.attributes},
        warnings=reading.warnings + sidecar.warnings,
    )


def _scanned_lines(reading: Reading, scanned: Sequence[ScannedPage]) -> Iterator[Line]:
    """Yield the lines of recognised pages; what repeats on all pages of the file is furniture."""
    pages: list[list[str]] = [[] for _ in range(reading.pages or 0)]
    for line in reading.lines:
        if line.page is not None:
            pages[line.page - 1].append(line.text)
    for page in scanned:
        pages[page.page - 1] = [clean_line(line) for line in page.text.splitlines()]
    marked = furniture(pages)
    for page in scanned:
        yield from page_lines(pages[page.page - 1], marked[page.page - 1], page.page)


def _with_validity(reading: Reading) -> Reading:
    recognised = {page.page for page in reading.ocr}
    validity = syllable_validity(
        "\n".join(line.text for line in reading.lines if line.page not in recognised)
    )
    warnings = reading.warnings
    if validity is not None and validity < _SUSPECT_VALIDITY:
        warnings += (
            f"Chỉ {validity:.0%} âm tiết đúng chính tả tiếng Việt: tệp có thể dùng bảng mã cũ "
            "(TCVN3, VNI); hãy đổi sang Unicode rồi nạp lại.",
        )
    return replace(reading, syllable_validity=validity, warnings=warnings)
