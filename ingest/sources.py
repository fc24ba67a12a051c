"""Source roots to a list of files, with everything that must not be followed left out."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import ConfigurationError
from corpus.model import DocumentKind
from corpus.settings import SHIPPED_DOCUMENTS, Settings
from ingest.catalog import Source
from ingest.readers import is_readable

__all__ = ["SourceFile", "default_sources", "find_files", "named_sources"]


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to ingest: its absolute path, its root, and the kind forced on it."""

    path: Path
    source: str
    kind: DocumentKind | None


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


def find_files(source: Source) -> list[SourceFile]:
    """Return the files of a root, ordered by path.

    Hidden entries, sidecars and symbolic links that leave the root are left out.
    """
    root = Path(source.path)
    if root.is_file():
        return [SourceFile(root, source.path, source.kind)]
    return [SourceFile(path, source.path, source.kind) for path in sorted(_walk(root))]


def _walk(root: Path) -> Iterator[Path]:
    for folder, subfolders, names in os.walk(root):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in names:
            path = Path(folder) / name
            if name.startswith((".", "~$")) or not is_readable(path):
                continue
            if path.is_file() and path.resolve().is_relative_to(root):
                yield path
