"""Index generations: immutable folders beside each other, and a pointer to the current one.

    index/CURRENT           the number of the generation that is served
    index/lock              held by the one process that writes
    index/000007/           manifest.json, catalog.db, vectors.npy, chroma/, lexical/, …

A generation is complete when its manifest stands in it; the manifest is written last. The
pointer is replaced by an atomic rename. A writer that dies at any moment leaves the
current generation serving and a folder without a manifest, which the next writer removes.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.errors import IndexBusyError, IndexMissingError, IndexOutdatedError, StorageError

__all__ = ["FORMAT", "Generations", "Manifest", "storage_errors", "write_atomically"]

FORMAT = 3
"""Version of what an index holds and how; an index of another version is refused."""

KEPT = 3
_REBUILD = "Hãy dựng lại chỉ mục bằng lệnh: python -m ingest --rebuild"
_SPARE_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation says about itself.

    `situations` is the fingerprint of those it holds, `recall` in 0..1 what the vector store
    found, when it was written, of the 20 chunks that are nearest to a question.
    """

    format: int
    generation: int
    model: str
    dimension: int
    created: str
    documents: int
    provisions: int
    chunks: int
    chroma: str | None = None
    situations: str | None = None
    recall: float = 1.0


class Generations:
    """The generations of one index folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def current(self) -> int | None:
        """Return the number of the generation that is served, None without an index."""
        try:
            return int((self.folder / "CURRENT").read_text(encoding="ascii"))
        except FileNotFoundError:
            return None
        except (ValueError, NotADirectoryError) as error:
            raise IndexOutdatedError(
                f"Tệp {self.folder / 'CURRENT'} bị hỏng. {_REBUILD}"
            ) from error

    def require(self) -> int:
        """Return the current number; `IndexMissingError` without an index."""
        number = self.current()
        if number is None:
            raise IndexMissingError(
                f"Chưa có chỉ mục tại {self.folder}. Hãy chạy trước: python -m ingest"
            )
        return number

    def path(self, number: int) -> Path:
        """Return the folder of a generation."""
        return self.folder / f"{number:06d}"

    def complete(self) -> list[int]:
        """Return the numbers of all complete generations, ascending."""
        return sorted(
            int(entry.name)
            for entry in self.folder.glob("[0-9]*")
            if entry.name.isdigit() and (entry / "manifest.json").is_file()
        )

    def manifest(self, number: int) -> Manifest:
        """Read a manifest; `IndexOutdatedError` if another version wrote it or it is broken."""
        try:
            raw = json.loads((self.path(number) / "manifest.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise IndexOutdatedError(f"Chỉ mục thế hệ {number} bị hỏng. {_REBUILD}") from error
        if not isinstance(raw, dict) or raw.get("format") != FORMAT:
            raise IndexOutdatedError(
                f"Chỉ mục tại {self.folder} do phiên bản khác của chương trình ghi. {_REBUILD}"
            )
        return Manifest(**raw)

    def require_model(self, manifest: Manifest, model: str) -> None:
        """Raise `IndexOutdatedError` unless the index was written with `model`."""
        if manifest.model != model:
            raise IndexOutdatedError(
                f"Chỉ mục được lập bằng mô hình «{manifest.model}», cấu hình hiện dùng «{model}»."
                f" {_REBUILD}"
            )

    def damaged(self, number: int) -> IndexOutdatedError:
        """Return the error to raise for a generation of which a file is missing or broken."""
        return IndexOutdatedError(f"Chỉ mục thế hệ {number} thiếu tệp hoặc có tệp hỏng. {_REBUILD}")

    @contextmanager
    def writing(self, wait_seconds: float) -> Iterator[None]:
        """Hold the write lock; `IndexBusyError` if another process holds it for longer."""
        with storage_errors(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
        try:
            with storage_errors(self.folder), FileLock(self.folder / "lock", timeout=wait_seconds):
                yield
        except Timeout as error:
            raise IndexBusyError(
                "Một tiến trình khác đang cập nhật chỉ mục. Hãy đợi nó xong rồi chạy lại."
            ) from error

    def begin(self) -> int:
        """Remove what dead writers left, make the next generation's folder, return its number.

        Call it under the lock.
        """
        complete = set(self.complete())
        for entry in self.folder.glob("[0-9]*"):
            if entry.name.isdigit() and int(entry.name) not in complete:
                shutil.rmtree(entry)
        number = max(complete, default=0) + 1
        self.path(number).mkdir()
        return number

    def require_space(self, needed: int) -> None:
        """Raise `StorageError` unless `needed` bytes and some to spare are free."""
        if shutil.disk_usage(self.folder).free < needed + _SPARE_BYTES:
            raise StorageError(
                f"Ổ đĩa không đủ chỗ: cần khoảng {(needed + _SPARE_BYTES) // 1_000_000} MB tại"
                f" {self.folder}. Hãy dọn bớt rồi chạy lại; chỉ mục cũ vẫn dùng được."
            )

    def size(self, number: int) -> int:
        """Return the bytes that a generation takes."""
        return sum(f.stat().st_size for f in self.path(number).rglob("*") if f.is_file())

    def complete_with(self, manifest: Manifest) -> None:
        """Complete a generation, without pointing to it."""
        write_atomically(
            self.path(manifest.generation) / "manifest.json",
            json.dumps(asdict(manifest), ensure_ascii=False, indent=1),
        )

    def point(self, number: int) -> None:
        """Make a complete generation the one that is served."""
        write_atomically(self.folder / "CURRENT", f"{number}\n")

    def abandon(self, number: int) -> None:
        """Remove a generation that could not be completed."""
        shutil.rmtree(self.path(number), ignore_errors=True)

    def prune(self) -> list[Manifest]:
        """Remove all but the current and the newest others; return what was removed."""
        current = self.require()
        others = [number for number in self.complete() if number != current]
        removed = []
        for number in others[: max(0, len(others) - (KEPT - 1))]:
            with suppress(IndexOutdatedError):
                removed.append(self.manifest(number))
            shutil.rmtree(self.path(number))
        return removed

    def previous(self) -> int | None:
        """Return the newest complete generation before the current one."""
        current = self.require()
        return max((number for number in self.complete() if number < current), default=None)


def write_atomically(path: Path, text: str) -> None:
    """Write a small file so that readers see the old or the new text, even after a crash."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    with temporary.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


@contextmanager
def storage_errors(folder: Path) -> Iterator[None]:
    """Turn the operating system's refusals to write into `StorageError`."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            raise StorageError(
                f"Ổ đĩa đầy khi ghi {folder}. Hãy dọn bớt rồi chạy lại; chỉ mục cũ vẫn dùng được."
            ) from error
        if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST}:
            raise StorageError(
                f"Không ghi được vào {folder}. Hãy kiểm tra quyền ghi hoặc chọn thư mục khác"
                " bằng --index."
            ) from error
        raise
