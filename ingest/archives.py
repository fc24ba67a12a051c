"""Archives as folders: unpacked once a version, kept in the cache beside the index.

cache/archives/<hash of the archive's path>-<hash of its bytes>/list.json, 00000.docx, …
"""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from corpus.errors import DocumentError
from ingest.timing import seconds_for
from ingest.unpacking import Unpacked, UnpackRequest, unpack
from ingest.workers import Overrun, WorkerLostError, WorkerPool

__all__ = ["ArchiveMember", "Archives", "stored_file"]

_LIST = "list.json"
_LOST = {
    Overrun.TIME: "Giải nén quá lâu nên đã dừng: hãy tự giải nén rồi nạp từng tệp.",
    Overrun.MEMORY: "Giải nén cần quá nhiều bộ nhớ nên đã dừng: hãy tự giải nén rồi nạp từng tệp.",
    Overrun.CRASH: "Tệp ZIP có cấu trúc lạ: hãy tự giải nén rồi nạp từng tệp.",
}


@dataclass(frozen=True, slots=True)
class ArchiveMember:
    """A document of an archive: its path inside, its file, and why it has none."""

    name: str
    file: Path | None
    error: str | None


class Archives:
    """Unpacks archives in worker processes; an archive that did not change is only listed."""

    def __init__(self, cache_dir: Path, pool: WorkerPool) -> None:
        self._folder = cache_dir / "archives"
        self._pool = pool

    def members(self, archive: Path) -> list[ArchiveMember] | None:
        """Return the documents of an archive, None if it is an office document itself.

        Raises `DocumentError` for an archive that cannot be read.
        """
        try:
            folder = self._folder / f"{_path_hash(archive)}-{_content_hash(archive)}"
            unpacked = _listed(folder) or self._unpack(archive, folder)
        except OSError as error:
            raise DocumentError(
                f"Không giải nén được ({error.strerror}): hãy kiểm tra quyền đọc và chỗ trống."
            ) from error
        if unpacked.is_document:
            return None
        return [
            ArchiveMember(m.name, folder / m.file if m.file else None, m.error)
            for m in unpacked.members
        ]

    def _unpack(self, archive: Path, folder: Path) -> Unpacked:
        partial = folder.with_name(f".{folder.name}.{os.getpid()}")
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        request = UnpackRequest(archive.resolve(), partial.resolve())
        try:
            call = self._pool.submit(unpack, request, seconds_for(archive))
            unpacked = call.result()
            (partial / _LIST).write_bytes(_adapter().dump_json(unpacked))
            for older in self._folder.glob(f"{_path_hash(archive)}-*"):
                shutil.rmtree(older)
            partial.rename(folder)
        except WorkerLostError as error:
            raise DocumentError(_LOST[error.reason]) from error
        finally:
            shutil.rmtree(partial, ignore_errors=True)
        return unpacked


def stored_file(path: Path, cache_dir: Path) -> Path | None:
    """Return the file that holds the bytes of a document, None if it is gone.

    `path` is a document's path; that of one inside an archive names no file by itself.
    """
    if path.is_file():
        return path
    for archive in path.parents:
        if archive.is_file():
            inside = path.relative_to(archive).as_posix()
            return _member_file(cache_dir / "archives", archive, inside)
    return None


def _member_file(folder: Path, archive: Path, name: str) -> Path | None:
    for unpacked in folder.glob(f"{_path_hash(archive)}-*"):
        listed = _listed(unpacked)
        for member in listed.members if listed else ():
            if member.name == name and member.file:
                return unpacked / member.file
    return None


def _listed(folder: Path) -> Unpacked | None:
    try:
        return _adapter().validate_json((folder / _LIST).read_bytes())
    except (FileNotFoundError, ValidationError):
        return None


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Unpacked]:
    return TypeAdapter(Unpacked)


def _path_hash(archive: Path) -> str:
    return hashlib.blake2b(archive.as_posix().encode(), digest_size=8).hexdigest()


def _content_hash(archive: Path) -> str:
    with archive.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
