"""Files that people upload, kept under names that can harm nothing."""

from __future__ import annotations

import os
import re
import tempfile
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO, BinaryIO

from corpus.errors import DocumentError
from corpus.text import clean
from ingest.generations import storage_errors
from ingest.readers import SUFFIXES

__all__ = ["LARGEST", "Conflict", "SavedFile", "Uploads", "safe_name"]

LARGEST = 200 << 20
"""Bytes of one upload."""

_SPARE = 64 << 20
_LONGEST_NAME = 200  # bytes in UTF-8; a sidecar and a temporary name still fit in 255
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)")
_ACCEPTED = SUFFIXES | {".zip"}


class Conflict(StrEnum):
    """What to do with a file whose name is taken."""

    REFUSE = "refuse"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class SavedFile:
    """A kept upload; `size` in bytes, `modified` in nanoseconds since the epoch."""

    name: str
    path: Path
    size: int
    modified: int


def safe_name(name: str) -> str:
    """Return the name under which an upload is kept.

    Folders in front of it, control and format characters and those that file systems refuse
    are dropped; a name that is too long keeps its suffix. Raises `DocumentError` for what
    has no name left, or a suffix that nothing here reads.
    """
    base = re.split(r"[/\\]", name.replace("\n", " ").replace("\r", " "))[-1]
    plain = clean(unicodedata.normalize("NFC", base).encode("utf-8", "replace").decode())
    plain = _FORBIDDEN.sub("_", plain).strip().lstrip(".~$ ").rstrip(". ")
    stem, suffix = os.path.splitext(plain)
    if not stem.strip("_ ") or suffix.lower() not in _ACCEPTED:
        raise DocumentError(
            f"«{plain[:80] or '?'}» không phải loại tệp đọc được. Hãy chọn PDF, Word, Excel, văn"
            " bản, ảnh PNG, JPEG, TIFF hoặc ZIP."
        )
    if _RESERVED.match(stem):
        stem = f"_{stem}"
    room = _LONGEST_NAME - len(suffix.encode())
    return stem.encode()[:room].decode("utf-8", "ignore").rstrip(". ") + suffix


class Uploads:
    """The folder of uploads, which ingest reads as a root."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def files(self) -> list[SavedFile]:
        """Return the uploads, newest first; sidecars and hidden files are none."""
        if not self.folder.is_dir():
            return []
        kept = [
            self._saved(path)
            for path in self.folder.iterdir()
            if path.is_file()
            and not path.is_symlink()
            and not path.name.startswith(".")
            and path.suffix.lower() in _ACCEPTED
        ]
        return sorted(kept, key=lambda file: (-file.modified, file.name))

    def taken(self, name: str) -> bool:
        """Tell whether another upload has the name that this one would be kept under."""
        return (self.folder / safe_name(name)).exists()

    def save(self, name: str, content: BinaryIO, conflict: Conflict = Conflict.REFUSE) -> SavedFile:
        """Keep a file, whole or not at all, and return where.

        Raises `DocumentError` for a name that cannot be used or is taken and a file that is
        too large, `StorageError` where there is no room. What stood under the name is
        replaced only with `Conflict.REPLACE`; its sidecar stays.
        """
        target = self.folder / safe_name(name)
        with storage_errors(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(
                dir=self.folder, prefix=".upload-", delete=False
            ) as to:
                temporary = Path(to.name)
                try:
                    _copy(content, to, target.name)
                    os.fsync(to.fileno())
                    _place(temporary, target, conflict)
                finally:
                    temporary.unlink(missing_ok=True)
        return self._saved(target)

    def remove(self, name: str) -> None:
        """Delete an upload and its sidecar; `DocumentError` if there is none."""
        target = self.folder / name
        if target not in {file.path for file in self.files()}:
            raise DocumentError("Không còn tệp này trong kho tải lên. Hãy tải lại trang.")
        with storage_errors(self.folder):
            target.unlink(missing_ok=True)
            target.with_name(f"{target.name}.yaml").unlink(missing_ok=True)

    @staticmethod
    def _saved(path: Path) -> SavedFile:
        facts = path.stat()
        return SavedFile(path.name, path, facts.st_size, facts.st_mtime_ns)


def _copy(content: BinaryIO, target: IO[bytes], name: str) -> None:
    """Copy at most `LARGEST` bytes."""
    copied = 0
    while block := content.read(1 << 20):
        copied += len(block)
        if copied > LARGEST:
            raise DocumentError(
                f"«{name}» lớn hơn {LARGEST >> 20} MB. Hãy chia nhỏ, hoặc chỉ đường dẫn thư mục."
            )
        target.write(block)
    if not copied:
        raise DocumentError(f"«{name}» không có nội dung. Hãy chọn lại tệp.")
    target.flush()


def _place(temporary: Path, target: Path, conflict: Conflict) -> None:
    """Give a written file its name; a hard link fails, atomically, where the name is taken."""
    if conflict is Conflict.REPLACE:
        temporary.replace(target)
        return
    try:
        os.link(temporary, target)
    except FileExistsError as error:
        raise DocumentError(
            f"Đã có tệp «{target.name}». Hãy chọn thay bản cũ hoặc đổi tên."
        ) from error
