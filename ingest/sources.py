"""Source roots to a list of files, with everything that must not be followed left out."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.errors import ConfigurationError, DocumentError
from corpus.model import DocumentKind
from corpus.settings import SHIPPED_DOCUMENTS, Settings
from ingest.archives import Archives
from ingest.catalog import Source
from ingest.readers import is_readable, sidecar_of

__all__ = ["Finder", "Found", "SourceFile", "default_sources", "named_sources", "stated_place"]


_ARCHIVES = frozenset({".zip", ".rar", ".7z", ".gz", ".tgz", ".bz2", ".xz", ".tar"})
"""Names of archives; those that are not opened are still taken up, so that they are reported."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to ingest: its absolute path, its root, and the kind forced on it.

    A document inside an archive has the path "…/archive.zip/path inside"; `local` is then
    the file that holds its bytes. `stated` is where a person's corrections of it are kept,
    as beside a file of that name, None if there are none.
    """

    path: Path
    source: str
    kind: DocumentKind | None
    local: Path | None = None
    stated: Path | None = None

    @property
    def content(self) -> Path:
        """The file to read."""
        return self.local or self.path


@dataclass(slots=True)
class Found:
    """The files of a root, ordered by path, and those that cannot be read with the reason."""

    files: list[SourceFile] = field(default_factory=list)
    failures: list[tuple[SourceFile, str]] = field(default_factory=list)


def named_sources(paths: Sequence[Path], kind: DocumentKind | None) -> list[Source]:
    """Return roots for the paths a user named; `ConfigurationError` if one does not exist."""
    for path in paths:
        if not path.exists():
            raise ConfigurationError(f"Không tìm thấy «{path}». Hãy kiểm tra lại đường dẫn.")
    return [Source(path.resolve().as_posix(), kind) for path in paths]


def default_sources(settings: Settings) -> list[Source]:
    """Return the roots of a new index: the shipped corpus, configured folders, uploads."""
    folders = [Source(SHIPPED_DOCUMENTS.as_posix(), None, shipped=True)]
    extra = [*settings.folders, settings.uploads_dir]
    return folders + [Source(f.resolve().as_posix(), None) for f in extra if f.is_dir()]


def stated_place(path: Path, folder: Path) -> Path:
    """Return where the corrections of the document at `path` are kept in `folder`.

    They lie beside that place as a sidecar beside its file: "….yaml" is the file to read.
    """
    name = path.as_posix().encode("utf-8", "surrogateescape")
    return folder / hashlib.blake2b(name, digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds the files of roots, looking into archives and for corrections of them."""

    archives: Archives
    corrections: Path

    def find(self, source: Source) -> Found:
        """Return the files of a root; those of a ZIP archive as if it were a folder.

        Hidden entries, sidecars and symbolic links that leave the root are left out.
        """
        root = Path(source.path)
        found = Found()
        for path in [root] if root.is_file() else sorted(_walk(root)):
            file = SourceFile(path, source.path, source.kind)
            if not _is_unicode(path):
                reason = "Tên tệp không phải Unicode. Hãy đổi tên rồi nạp lại."
                found.failures.append((file, reason))
            elif path.suffix.lower() == ".zip":
                _look_inside(file, self.archives, found)
            else:
                found.files.append(file)
        found.files = [self._with_corrections(file) for file in found.files]
        return found

    def _with_corrections(self, file: SourceFile) -> SourceFile:
        place = stated_place(file.path, self.corrections)
        return replace(file, stated=place) if sidecar_of(place).is_file() else file


def _look_inside(archive: SourceFile, archives: Archives, found: Found) -> None:
    try:
        members = archives.members(archive.path)
    except DocumentError as error:
        found.failures.append((archive, str(error)))
        return
    if members is None:
        found.files.append(archive)
        return
    if not members:
        found.failures.append((archive, "Tệp ZIP không có tài liệu nào đọc được. Hãy kiểm tra."))
    for member in members:
        file = replace(archive, path=archive.path / member.name, local=member.file)
        if member.error is not None:
            found.failures.append((file, member.error))
        else:
            found.files.append(file)


def _is_unicode(path: Path) -> bool:
    try:
        path.as_posix().encode()
    except UnicodeEncodeError:
        return False
    return True


def _walk(root: Path) -> Iterator[Path]:
    for folder, subfolders, names in os.walk(root):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in names:
            path = Path(folder) / name
            if name.startswith((".", "~$")):
                continue
            if not is_readable(path) and path.suffix.lower() not in _ARCHIVES:
                continue
            if path.is_file() and path.resolve().is_relative_to(root):
                yield path
