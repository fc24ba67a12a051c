"""Read Word 97-2003 files (and Word 2003 XML): LibreOffice makes DOCX of them first."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable
from pathlib import Path

from corpus.errors import DocumentError
from ingest.readers import docx
from ingest.readers.formats import Format, detect
from ingest.readers.libreoffice import convert_to_docx
from ingest.reading import Reading

__all__ = ["prepare", "read"]

_UNREADABLE = (
    "LibreOffice không chuyển được tệp Word 97-2003 này (hỏng, có mật khẩu hoặc quá lâu): "
    "hãy mở bằng Word, lưu thành DOCX rồi nạp lại."
)


def prepare(paths: Iterable[Path], folder: Path) -> None:
    """Convert the Word 97-2003 files among `paths`, with one LibreOffice for all of them.

    `folder` is then handed to `read`; what failed leaves a note in it, so that no file is
    tried twice. Nothing is raised for a file that cannot be read: reading it will tell.
    """
    sources = {_digest(path): path for path in paths if _is_word97(path)}
    if not sources:
        return
    folder.mkdir(parents=True, exist_ok=True)
    try:
        failed, message = sources.keys() - convert_to_docx(sources, folder), _UNREADABLE
    except DocumentError as error:
        failed, message = set(sources), str(error)
    for name in failed:
        (folder / f"{name}.failed").write_text(message, encoding="utf-8")


def read(path: Path, prepared: Path | None = None) -> Reading:
    """Read a file from what `prepare` left in a folder, or convert it alone.

    Raises `DocumentError` when LibreOffice is missing or cannot convert the file.
    """
    if prepared is None or not _results(path, prepared):
        with tempfile.TemporaryDirectory(prefix="word97-") as folder:
            prepare([path], Path(folder))
            return _read_result(path, Path(folder))
    return _read_result(path, prepared)


def _read_result(path: Path, folder: Path) -> Reading:
    results = _results(path, folder)
    if not results:
        raise DocumentError(_UNREADABLE)
    if results[0].suffix == ".failed":
        raise DocumentError(results[0].read_text(encoding="utf-8"))
    return docx.read(results[0])


def _results(path: Path, folder: Path) -> list[Path]:
    name = _digest(path)
    return [
        result
        for result in (folder / f"{name}.failed", folder / f"{name}.docx")
        if result.is_file()
    ]


def _is_word97(path: Path) -> bool:
    try:
        return path.is_file() and detect(path) is Format.WORD97
    except (DocumentError, OSError):
        return False


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
