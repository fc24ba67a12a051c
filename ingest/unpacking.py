"""A ZIP archive unpacked without trusting it: run in a worker process.

Members are written under numbers, so that no name in the archive can reach a path on the
disk; a list beside them tells the names. Archives inside are unpacked into the same list.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from corpus.errors import DocumentError
from ingest.archive_names import member_name
from ingest.readers import is_readable

__all__ = ["Member", "UnpackRequest", "Unpacked", "unpack"]

MEMBERS_LIMIT = 20_000
BYTES_LIMIT = 2 << 30
RATIO_LIMIT = 200
DEPTH_LIMIT = 2

_RATIO_FREE = 32 << 20
"""Unpacked bytes up to which any ratio is harmless."""

_NESTED_LIMIT = 200 << 20
_BLOCK = 1 << 20
_OFFICE_MARKS = frozenset({"[Content_Types].xml", "content.xml", "mimetype"})
_DAMAGED = "Tệp ZIP bị hỏng hoặc chưa tải hết: hãy lấy lại tệp gốc rồi nạp lại."
_DANGEROUS = (
    "Tệp ZIP giải nén ra quá lớn, có thể gây hại: hãy tự giải nén, kiểm tra rồi nạp từng tệp."
)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)


@dataclass(frozen=True, slots=True)
class UnpackRequest:
    """An archive and the empty folder to unpack it into."""

    archive: Path
    folder: Path


@dataclass(frozen=True, slots=True)
class Member:
    """A document of an archive: its path inside, and its file in the folder, None if it failed."""

    name: str
    file: str | None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The documents of an archive, in its order, with unique names.

    An office document is a ZIP archive too; of one under a wrong name `is_document` is true.
    """

    members: tuple[Member, ...] = ()
    is_document: bool = False


@dataclass(slots=True)
class _Budget:
    """What is left of the limits, over all levels of one archive."""

    packed: int
    folder: Path
    written: int = 0
    members: list[Member] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def spend(self, size: int) -> None:
        self.written += size
        if self.written > BYTES_LIMIT or (
            self.written > _RATIO_FREE and self.written > RATIO_LIMIT * self.packed
        ):
            raise DocumentError(_DANGEROUS)

    def unique(self, name: str) -> str:
        candidate, number = name, 1
        while candidate.casefold() in self.names:
            number += 1
            path = PurePosixPath(name)
            candidate = path.with_name(f"{path.stem} ({number}){path.suffix}").as_posix()
        self.names.add(candidate.casefold())
        return candidate


def unpack(request: UnpackRequest) -> Unpacked:
    """Unpack the documents of an archive; raises `DocumentError` for a bomb or a damaged one."""
    try:
        packed = request.archive.stat().st_size
        budget = _Budget(packed, request.folder)
        with zipfile.ZipFile(request.archive) as archive:
            if not _OFFICE_MARKS.isdisjoint(archive.namelist()):
                return Unpacked(is_document=True)
        with request.archive.open("rb") as file:
            _unpack(file, "", 1, budget)
    except _BROKEN as error:
        raise DocumentError(_DAMAGED) from error
    return Unpacked(tuple(budget.members))


def _unpack(file: BinaryIO, prefix: str, depth: int, budget: _Budget) -> None:
    with zipfile.ZipFile(file) as archive:
        infos = archive.infolist()
        if len(infos) > MEMBERS_LIMIT:
            raise DocumentError(_DANGEROUS)
        by_name = {member_name(info): info for info in infos}
        for info in infos:
            name = member_name(info)
            if not _is_wanted(info, name):
                continue
            if PurePosixPath(name).suffix.lower() == ".zip":
                _unpack_nested(archive, info, prefix + name, depth, budget)
            else:
                _write_member(archive, info, by_name.get(f"{name}.yaml"), prefix + name, budget)


def _is_wanted(info: zipfile.ZipInfo, name: str) -> bool:
    if info.is_dir() or stat.S_ISLNK(info.external_attr >> 16) or not name:
        return False
    path = PurePosixPath(name)
    hidden = any(part.startswith((".", "~$", "__MACOSX")) for part in path.parts)
    return not hidden and (is_readable(Path(name)) or path.suffix.lower() == ".zip")


def _unpack_nested(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, depth: int, budget: _Budget
) -> None:
    name = budget.unique(name)
    if depth >= DEPTH_LIMIT or info.file_size > _NESTED_LIMIT:
        error = "Tệp nén lồng quá sâu hoặc quá lớn: hãy giải nén rồi nạp từng tệp."
        budget.members.append(Member(name, None, error))
        return
    inner = BytesIO()
    try:
        _copy(archive, info, inner, budget)
        inner.seek(0)
        _unpack(inner, f"{name}/", depth + 1, budget)
    except (*_BROKEN, RuntimeError):
        budget.members.append(Member(name, None, _DAMAGED))


def _write_member(
    archive: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    sidecar: zipfile.ZipInfo | None,
    name: str,
    budget: _Budget,
) -> None:
    if len(budget.members) >= MEMBERS_LIMIT:
        raise DocumentError(_DANGEROUS)
    file = f"{len(budget.members):05d}{PurePosixPath(name).suffix.lower()}"
    error = None
    try:
        with (budget.folder / file).open("wb") as target:
            _copy(archive, info, target, budget)
        if sidecar is not None:
            with (budget.folder / f"{file}.yaml").open("wb") as target:
                _copy(archive, sidecar, target, budget)
    except RuntimeError:  # zipfile says so of a password
        error = "Tệp trong ZIP có mật khẩu: hãy giải nén bằng mật khẩu rồi nạp từng tệp."
    except _BROKEN:
        error = "Tệp trong ZIP bị hỏng: hãy lấy lại tệp gốc rồi nạp lại."
    budget.members.append(Member(budget.unique(name), None if error else file, error))


def _copy(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: BinaryIO, budget: _Budget
) -> None:
    with archive.open(info) as source:
        while block := source.read(_BLOCK):
            budget.spend(len(block))
            target.write(block)
