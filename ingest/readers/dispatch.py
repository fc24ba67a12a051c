"""Read one file: find its format, call the reader for it, add what its sidecar states."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from corpus.errors import DocumentError
from ingest.readers import word97
from ingest.readers.attributes import read_sidecar
from ingest.readers.formats import Format, detect
from ingest.readers.recognised import with_pages, with_validity
from ingest.reading import Reading

__all__ = ["READER_VERSION", "read", "with_sidecar"]

READER_VERSION = "5"
"""Changes whenever the same file would give other lines: what was read before is read again."""


def read(path: Path, prepared: Path | None = None) -> Reading:
    """Read the file at `path`, with the sidecar `<name>.yaml` beside it if there is one.

    `prepared` is the folder that `prepare` filled for a batch of files. Raises
    `DocumentError`, one clear line, when the file cannot be read or holds nothing.
    """
    try:
        if not path.is_file():
            raise DocumentError("Không có tệp này: hãy kiểm tra lại đường dẫn.")
        reading = _read_as(detect(path), path, prepared)
        reading = with_sidecar(reading, path)
    except OSError as error:
        raise DocumentError(
            f"Không mở được tệp ({error.strerror}): hãy kiểm tra quyền đọc rồi nạp lại."
        ) from error
    if not reading.lines and not reading.pages_without_text:
        raise DocumentError("Tệp không có chữ nào: hãy kiểm tra lại tệp gốc rồi nạp lại.")
    return with_validity(reading)


def _read_as(file_format: Format, path: Path, prepared: Path | None) -> Reading:
    if file_format is Format.WORD97:
        return word97.read(path, prepared)
    return _reader(file_format)(path)


def _reader(file_format: Format) -> Callable[[Path], Reading]:
    """Return the reader of a format; imported on demand because parsers are slow to load."""
    reader: Callable[[Path], Reading] = import_module(f"ingest.readers.{file_format.value}").read
    return reader


def with_sidecar(reading: Reading, path: Path) -> Reading:
    """Return a reading with what the sidecar beside `path` states; it may have none."""
    sidecar = read_sidecar(path)
    unread = frozenset(reading.pages_without_text)
    used = [page for page in sidecar.pages if page.page in unread and page.text.strip()]
    return replace(
        with_pages(reading, used),
        attributes={**reading.attributes, **sidecar.attributes},
        warnings=reading.warnings + sidecar.warnings,
    )
